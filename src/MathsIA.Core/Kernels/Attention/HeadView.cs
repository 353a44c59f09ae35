namespace MathsIA.Kernels;

/// <summary>A strided tensor [batch, heads, rows, columns] in pinned memory.</summary>
internal readonly unsafe struct HeadView<T>(T* data, nint batch, nint head, nint row, nint column) where T : unmanaged
{
    /// <summary>The distance between rows.</summary>
    public readonly nint Row = row;

    /// <summary>The distance between the elements of a row.</summary>
    public readonly nint Column = column;

    /// <summary>A tensor of rank 4. A distance that is never walked is set to one: the register tile takes zero for something else.</summary>
    public static HeadView<T> Of(Tensor<T> tensor, T* storage) => new(
        storage + tensor.Offset, tensor.Strides[0], tensor.Strides[1],
        tensor.Shape.Lengths[2] == 1 ? 1 : tensor.Strides[2],
        tensor.Shape.Lengths[3] == 1 ? 1 : tensor.Strides[3]);

    /// <summary>A tensor of rank 4 stretched to a shape: no step along an axis of length 1.</summary>
    public static HeadView<T> Stretched(Tensor<T> tensor, T* storage) => new(
        storage + tensor.Offset, Step(tensor, 0), Step(tensor, 1), Step(tensor, 2), Step(tensor, 3));

    public bool IsNone => data is null;

    /// <summary>Some rows of one head.</summary>
    public MatrixView<T> Rows(int b, int h, int first, int count, int columns) => new(data + b * batch + h * head + first * Row, count, columns, Row, Column);

    private static nint Step(Tensor<T> tensor, int axis) => tensor.Shape.Lengths[axis] == 1 ? 0 : tensor.Strides[axis];
}
