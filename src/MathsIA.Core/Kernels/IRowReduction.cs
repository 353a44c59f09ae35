namespace MathsIA.Kernels;

/// <summary>What is made of the elements reduced to one result.</summary>
internal interface IRowReduction<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Reduces one row. Long rows may be cut over threads.</summary>
    TResult Reduce(RowView<T> row, ComputeContext? context);
}
