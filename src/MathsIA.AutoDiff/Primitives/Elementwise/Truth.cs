using System.Buffers;
using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Truth values as the numbers 1 and 0, so that comparisons are variables like any other and can be batched.</summary>
internal static class Truth
{
    /// <summary>Writes 1 where a test holds and 0 elsewhere.</summary>
    public static void Write<T, TState>(Tensor<T> destination, TState state, Action<TState, Tensor<bool>, ComputeContext?> test, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        WithMask(destination.Shape, (destination, state, test, context), static (s, mask) =>
        {
            s.test(s.state, mask, s.context);
            mask.Where(Scalars<T>.One, Scalars<T>.Zero, s.destination, s.context);
        });
    }

    /// <summary>Gives an action a mask of a shape, from a pool.</summary>
    public static void WithMask<TState>(Shape shape, TState state, Action<TState, Tensor<bool>> action)
    {
        bool[] room = ArrayPool<bool>.Shared.Rent(Math.Max(1, shape.ElementCount));
        action(state, Tensor.From(room.AsMemory(0, shape.ElementCount), shape.Lengths));
        ArrayPool<bool>.Shared.Return(room);
    }

    /// <summary>The numbers 0 and 1 as tensors, which nobody writes to.</summary>
    private static class Scalars<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Tensor<T> Zero = Tensor.Scalar(T.Zero);

        public static readonly Tensor<T> One = Tensor.Scalar(T.One);
    }
}
