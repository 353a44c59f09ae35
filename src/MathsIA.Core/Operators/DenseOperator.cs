using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Operators;

/// <summary>A matrix as an operator from vectors of its columns' number to vectors of its rows' number: <c>y = A x</c>.</summary>
/// <remarks>The norm is the smaller of two upper bounds, computed when first asked for: <c>sqrt(‖A‖₁ ‖A‖∞)</c> and the
/// Frobenius norm. Both are exact for a matrix with one row or column; in general
/// <c>EstimateNorm</c> tells more.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class DenseOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlyMemory<T> _elements;
    private readonly bool _byColumns;
    private OperatorNorm<T>? _norm;

    /// <summary>Creates the operator from its matrix.</summary>
    /// <param name="matrix">A tensor of rank 2. A matrix that is contiguous, or the transpose of one, is shared and not
    /// copied: do not change it while the operator is in use.</param>
    /// <exception cref="ShapeMismatchException">The tensor's rank is not 2.</exception>
    public DenseOperator(Tensor<T> matrix)
        : base(new Shape(Rank2(matrix).Shape[1]), new Shape(matrix.Shape[0]))
    {
        Tensor<T> transpose = matrix.Transpose();
        _byColumns = !matrix.IsContiguous && transpose.IsContiguous;
        _elements = (_byColumns ? transpose : matrix.Contiguous()).AsMemory();
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => _norm ??= ComputeNorm();

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        if (_byColumns)
            CombineRows(x, destination);
        else
            DotRows(x, destination);
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        if (_byColumns)
            DotRows(u, destination);
        else
            CombineRows(u, destination);
    }

    /// <summary>One inner product for each stored row.</summary>
    private void DotRows(ReadOnlySpan<T> x, Span<T> destination)
    {
        ReadOnlySpan<T> elements = _elements.Span;
        for (int i = 0; i < destination.Length; i++)
            destination[i] = VectorKernels.Dot(elements.Slice(i * x.Length, x.Length), x);
    }

    /// <summary>The stored rows added up with weights: the transposed product without a strided walk.</summary>
    private void CombineRows(ReadOnlySpan<T> weights, Span<T> destination)
    {
        ReadOnlySpan<T> elements = _elements.Span;
        destination.Clear();
        for (int i = 0; i < weights.Length; i++)
            VectorKernels.Axpy(weights[i], elements.Slice(i * destination.Length, destination.Length), destination);
    }

    private OperatorNorm<T> ComputeNorm()
    {
        int columns = _byColumns ? Range.ElementCount : Domain.ElementCount, rows = _byColumns ? Domain.ElementCount : Range.ElementCount;
        ReadOnlySpan<T> elements = _elements.Span;
        var columnSums = new T[columns];
        T rowMost = T.Zero;
        for (int i = 0; i < rows; i++)
        {
            T rowSum = T.Zero;
            ReadOnlySpan<T> row = elements.Slice(i * columns, columns);
            for (int j = 0; j < columns; j++)
            {
                T size = T.Abs(row[j]);
                rowSum += size;
                columnSums[j] += size;
            }

            rowMost = T.Max(rowMost, rowSum);
        }

        T frobenius = VectorKernels.Norm(elements);
        T columnMost = columns == 0 ? T.Zero : columnSums.Max();
        return rows == 1 || columns == 1
            ? OperatorNorm<T>.Exactly(frobenius)
            : OperatorNorm<T>.AtMost(T.Min(frobenius, T.Sqrt(rowMost) * T.Sqrt(columnMost)));
    }

    private static Tensor<T> Rank2(Tensor<T> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return matrix.Rank == 2
            ? matrix
            : throw new ShapeMismatchException("Dense", $"the matrix has the shape {matrix.Shape}; two axes are needed.", nameof(matrix));
    }
}
