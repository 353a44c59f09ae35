using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Runs a fold over a sequence cut in groups of fixed length, the groups in parallel.</summary>
/// <remarks>The cut depends on the length alone and states are joined from first to last, so the result does not depend on the
/// number of threads.</remarks>
internal static class GroupFold
{
    /// <summary>Elements in a group: some 20 microseconds of memory traffic, enough to pay for handing it to a thread.</summary>
    public const int GroupLength = 64 * RowView<float>.BlockLength;

    /// <summary>The state of <paramref name="length"/> elements; the default state when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TState Run<TState, TFold>(int length, TFold fold, ComputeContext? context)
        where TState : struct
        where TFold : struct, IFold<TState>
    {
        if (length <= GroupLength)
            return length == 0 ? default : fold.Group(0, length);
        int groups = (int)(((long)length + GroupLength - 1) / GroupLength);
        var states = new TState[groups];
        ParallelLoop.For(groups, new Body<TState, TFold>(fold, states, length), context);
        TState total = states[0];
        for (int i = 1; i < groups; i++)
            total = fold.Join(total, states[i]);
        return total;
    }

    private readonly struct Body<TState, TFold>(TFold fold, TState[] states, int length) : ILoopBody
        where TState : struct
        where TFold : struct, IFold<TState>
    {
        public void Run(int index) => states[index] = fold.Group(index * GroupLength, Math.Min(GroupLength, length - index * GroupLength));
    }
}
