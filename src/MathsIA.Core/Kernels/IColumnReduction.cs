namespace MathsIA.Kernels;

/// <summary>A reduction that can also work down many neighbouring columns at once, with the same bits.</summary>
internal interface IColumnReduction<T, TResult> : IRowReduction<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Reduces every column of a panel of at most <see cref="LaneColumns.Width"/> columns.</summary>
    unsafe void Reduce(ColumnPanel<T> panel, TResult* results);
}
