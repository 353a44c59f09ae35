using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The largest, smallest or largest magnitude of a row; zero for none (callers refuse an empty row where that is wrong).</summary>
internal readonly unsafe struct ExtremumReduction<T, TExtremum> : IColumnReduction<T, T>
    where T : unmanaged, INumber<T>
    where TExtremum : struct, IExtremum<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Reduce(RowView<T> row, ComputeContext? context) => GroupFold.Run<T, ExtremumFold<T, TExtremum>>(row.Length, new ExtremumFold<T, TExtremum>(row), context);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reduce(ColumnPanel<T> panel, T* results) => LaneColumns.Extreme<T, TExtremum>(panel, results);
}

/// <summary>The first index of the largest or smallest of a row.</summary>
internal readonly struct IndexOfExtremumReduction<T, TExtremum> : IRowReduction<T, int>
    where T : unmanaged, INumber<T>
    where TExtremum : struct, IExtremum<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Reduce(RowView<T> row, ComputeContext? context) =>
        GroupFold.Run<IndexedValue<T>, IndexOfExtremumFold<T, TExtremum>>(row.Length, new IndexOfExtremumFold<T, TExtremum>(row), context).Index;
}
