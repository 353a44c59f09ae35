using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>A strided matrix in pinned memory: what the matrix kernels and the blocked factorizations work on.</summary>
/// <remarks>Blocks and transposes are other views, at no cost. The caller keeps the memory pinned and the view inside it.</remarks>
internal readonly unsafe struct MatrixView<T>(T* data, int rows, int columns, nint rowStride, nint columnStride)
    where T : unmanaged
{
    public readonly T* Data = data;
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    /// <summary>A row-major matrix with its rows one after another.</summary>
    public MatrixView(T* data, int rows, int columns) : this(data, rows, columns, columns, 1) { }

    public ref T this[int row, int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Data[row * RowStride + column * ColumnStride];
    }

    public MatrixView<T> Transpose() => new(Data, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The block of the given size whose first element stands at (row, column).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MatrixView<T> Block(int row, int column, int rows, int columns) =>
        new(Data + row * RowStride + column * ColumnStride, rows, columns, RowStride, ColumnStride);

    /// <summary>A matrix of the same form, some elements further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MatrixView<T> Shift(nint elements) => new(Data + elements, Rows, Columns, RowStride, ColumnStride);
}
