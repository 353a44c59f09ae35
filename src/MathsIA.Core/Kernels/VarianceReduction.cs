using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The variance, or with <paramref name="root"/> the standard deviation: the mean first, then the squared distances from it.</summary>
/// <remarks>The mean is rounded to the element type before it is subtracted; what the rounding moved is known, and its square
/// is taken off at the end (Chan, Golub, LeVeque, The American Statistician 37, 1983).</remarks>
internal readonly unsafe struct VarianceReduction<T>(double correction, bool root) : IColumnReduction<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Reduce(RowView<T> row, ComputeContext? context)
    {
        (T center, double off) = RowSums.Center(row, context);
        return T.IsFinite(center) ? Finish(RowSums.Squares(row, center, context), off, row.Length) : Widening.FromDouble<T>(double.NaN);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reduce(ColumnPanel<T> panel, T* results)
    {
        T* centers = stackalloc T[LaneColumns.Width];
        double* offs = stackalloc double[LaneColumns.Width];
        var sums = stackalloc SumState[LaneColumns.Width];
        // The first row is the first element of each column.
        LaneColumns.Sum(panel, panel.Data, default(DifferenceTerm<T>), sums);
        for (int j = 0; j < panel.Width; j++)
            (centers[j], offs[j]) = RowSums.Center(panel.Data[j], sums[j], panel.Walk.Length);
        LaneColumns.Sum(panel, centers, default(SquaredDifferenceTerm<T>), sums);
        for (int j = 0; j < panel.Width; j++)
        {
            results[j] = RowSums.AreSquaresFine<T>(sums[j])
                ? Finish(new ScaledSum(sums[j], 0), offs[j], panel.Walk.Length)
                : Reduce(panel[j], ComputeContext.SingleThread);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Finish(ScaledSum squares, double off, int count)
    {
        double freedom = count - correction;
        if (freedom <= 0)
            return Widening.FromDouble<T>(double.NaN);
        double shifted = squares.Exponent == 0 ? off : double.ScaleB(off, -squares.Exponent / 2);
        double value = Math.Max(0, squares.State.Value - (count * shifted * shifted));
        var exact = new ScaledSum(new SumState { Sum = value }, squares.Exponent);
        return Widening.FromDouble<T>(root ? exact.RootOver(freedom) : exact.Over(freedom));
    }
}
