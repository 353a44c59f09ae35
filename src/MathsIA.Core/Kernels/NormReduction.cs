using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The 1-norm: the sum of magnitudes.</summary>
internal readonly unsafe struct SumOfMagnitudesReduction<T> : IColumnReduction<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Reduce(RowView<T> row, ComputeContext? context) => Widening.FromDouble<T>(RowSums.Magnitudes(row, context).Value);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reduce(ColumnPanel<T> panel, T* results)
    {
        T* unused = stackalloc T[LaneColumns.Width];
        var sums = stackalloc SumState[LaneColumns.Width];
        LaneColumns.Sum(panel, unused, default(MagnitudeTerm<T>), sums);
        for (int j = 0; j < panel.Width; j++)
            results[j] = RowSums.IsFine<T>(sums[j]) ? Widening.FromDouble<T>(sums[j].Value) : Reduce(panel[j], ComputeContext.SingleThread);
    }
}

/// <summary>The 2-norm: the root of the sum of squares.</summary>
internal readonly unsafe struct RootOfSquaresReduction<T> : IColumnReduction<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Reduce(RowView<T> row, ComputeContext? context) => Widening.FromDouble<T>(RowSums.Squares(row, T.Zero, context).RootOver(1));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reduce(ColumnPanel<T> panel, T* results)
    {
        T* zeros = stackalloc T[LaneColumns.Width];
        new Span<T>(zeros, LaneColumns.Width).Clear();
        var sums = stackalloc SumState[LaneColumns.Width];
        LaneColumns.Sum(panel, zeros, default(SquaredDifferenceTerm<T>), sums);
        for (int j = 0; j < panel.Width; j++)
            results[j] = RowSums.AreSquaresFine<T>(sums[j]) ? Widening.FromDouble<T>(Math.Sqrt(sums[j].Value)) : Reduce(panel[j], ComputeContext.SingleThread);
    }
}
