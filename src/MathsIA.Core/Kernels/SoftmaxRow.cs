using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Softmax of a row: its maximum, the exponentials written and summed, then scaled, all while the row is in cache.</summary>
internal readonly unsafe struct SoftmaxRow<T> : IRowMap<T, T> where T : unmanaged, INumber<T>
{
    private const int Block = RowView<T>.BlockLength;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, T* result)
    {
        T shift = LogSumExp.Shift(row, ComputeContext.SingleThread);
        SumState sum = default;
        for (int start = 0, taken; start < row.Length; start += taken)
        {
            taken = Math.Min(Block, row.Length - start);
            Map.Run(row.Data + start, result + start, taken, new ShiftedExp<T>(shift));
            sum.Add(LaneSum.Block<T, MapTerm<T, Same<T>>>(new MapTerm<T, Same<T>>(result + start, default), taken));
        }

        Map.Run(result, result, row.Length, new ScaledBy<T>(Widening.FromDouble<T>(1 / sum.Value)));
    }
}

/// <summary>The logarithm of softmax, without the exponentials that underflow.</summary>
internal readonly unsafe struct LogSoftmaxRow<T> : IRowMap<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, T* result)
    {
        T shift = LogSumExp.Shift(row, ComputeContext.SingleThread);
        T logarithm = Widening.FromDouble<T>(LogSumExp.Log(LogSumExp.Sum(row, shift, ComputeContext.SingleThread)));
        Map.Run(row.Data, result, row.Length, new TwiceShifted<T>(shift, logarithm));
    }
}
