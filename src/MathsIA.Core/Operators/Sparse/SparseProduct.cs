using System.Numerics;

namespace MathsIA.Operators;

/// <summary>Products <c>A X</c> of a sparse matrix with a dense one, checked.</summary>
/// <param name="Storage">The matrix.</param>
/// <param name="ByColumns">Whether the storage holds its columns, not its rows.</param>
/// <param name="Context">How many threads a product by rows may use.</param>
internal readonly record struct SparseProduct<T>(CompressedStorage<T> Storage, bool ByColumns, ComputeContext? Context)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int Rows => ByColumns ? Storage.Minors : Storage.Majors;

    private int Columns => ByColumns ? Storage.Majors : Storage.Minors;

    public Tensor<T> Of(Tensor<T> dense)
    {
        CheckOperand(dense);
        Tensor<T> destination = Tensor.Uninitialized<T>(Rows, dense.Shape[1]);
        Of(dense, destination);
        return destination;
    }

    public void Of(Tensor<T> dense, Tensor<T> destination)
    {
        CheckOperand(dense);
        ArgumentNullException.ThrowIfNull(destination);
        int width = dense.Shape[1];
        if (destination.Rank != 2 || destination.Shape[0] != Rows || destination.Shape[1] != width)
            throw new ShapeMismatchException("Multiply", $"destination {destination.Shape}: the product has the shape [{Rows}, {width}].", nameof(destination));
        destination.ThrowIfRepeating("Multiply", nameof(destination));
        if (destination.Overlaps(dense))
            throw new ArgumentException("Multiply: the destination overlaps the operand.", nameof(destination));
        Tensor<T> target = destination.IsContiguous ? destination : Tensor.Uninitialized<T>(destination.Shape);
        if (ByColumns)
            SparseKernels.ScatterRows(Storage, dense.Contiguous().AsSpan(), target.AsSpan(), width);
        else
            SparseKernels.GatherRows(Storage, dense.Contiguous().AsSpan(), target.AsSpan(), width, Context);
        if (!ReferenceEquals(target, destination))
            target.CopyTo(destination);
    }

    private void CheckOperand(Tensor<T> dense)
    {
        ArgumentNullException.ThrowIfNull(dense);
        if (dense.Rank != 2 || dense.Shape[0] != Columns)
            throw new ShapeMismatchException("Multiply", $"left [{Rows}, {Columns}], right {dense.Shape}: the right side must have {Columns} rows.", nameof(dense));
    }
}
