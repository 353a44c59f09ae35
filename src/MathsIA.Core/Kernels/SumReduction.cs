using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The sum, or with <paramref name="mean"/> the mean, of a row of floating-point numbers.</summary>
internal readonly unsafe struct SumReduction<T>(bool mean) : IColumnReduction<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Reduce(RowView<T> row, ComputeContext? context) => Finish(RowSums.Plain(row, context), row.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reduce(ColumnPanel<T> panel, T* results)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            for (int j = 0; j < panel.Width; j++)
                results[j] = Reduce(panel[j], ComputeContext.SingleThread);
            return;
        }

        T* unused = stackalloc T[LaneColumns.Width];
        var sums = stackalloc SumState[LaneColumns.Width];
        LaneColumns.Sum(panel, unused, default(PlainTerm<T>), sums);
        for (int j = 0; j < panel.Width; j++)
            results[j] = RowSums.IsFine<T>(sums[j]) ? Finish(new ScaledSum(sums[j], 0), panel.Walk.Length) : Reduce(panel[j], ComputeContext.SingleThread);
    }

    private T Finish(ScaledSum sum, int count) => Widening.FromDouble<T>(mean ? sum.Over(count) : sum.Value);
}
