namespace MathsIA.Kernels;

/// <summary>What is made of the elements along one axis, taken together.</summary>
internal interface IRowMap<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Reads a contiguous row and writes a contiguous result, which may be the same memory.</summary>
    unsafe void Run(RowView<T> row, TResult* result);
}
