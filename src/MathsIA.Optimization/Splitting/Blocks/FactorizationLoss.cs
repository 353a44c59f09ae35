using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The loss of a matrix factorization, <c>f(U, V) = ½ ‖M − UV‖²</c>, with the blocks U: [n, r] and V: [r, p], in row-major order. With the indicator of
/// non-negative vectors on both it is non-negative matrix factorization, with sparse penalties dictionary learning.</summary>
/// <remarks><c>∇_U f = (UV − M)Vᵀ</c>, <c>∇_V f = Uᵀ(UV − M)</c>; the Lipschitz constants are <c>‖VVᵀ‖</c> and <c>‖UᵀU‖</c>, bounded by their Frobenius norms. n p r operations
/// each, times two for a gradient.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class FactorizationLoss<T> : IBlockSmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Operation = nameof(FactorizationLoss<>);
    private readonly T[] _matrix;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _rank;
    private readonly T[] _residual;
    private readonly T[] _gram;

    /// <summary>Creates the loss.</summary>
    /// <param name="matrix">The matrix M: [n, p]. It is copied.</param>
    /// <param name="rank">The inner size r, from 1.</param>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">It is no matrix, or it is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or the rank is not from 1 to the smaller size of the matrix.</exception>
    public FactorizationLoss(Tensor<T> matrix, int rank)
    {
        Guard.Rank(matrix, 2, Operation);
        if (matrix.IsEmpty)
            throw new ShapeMismatchException(Operation, $"the matrix {matrix.Shape} is empty.", nameof(matrix));
        Guard.Finite(matrix, Operation);
        (_rows, _columns) = (matrix.Shape[0], matrix.Shape[1]);
        _rank = Guard.AtLeastOne(rank, Operation);
        if (rank > Math.Min(_rows, _columns))
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"{Operation}: the rank may not exceed the smaller size of the matrix {matrix.Shape}.");
        _matrix = matrix.ToArray();
        _residual = new T[_matrix.Length];
        _gram = new T[rank * rank];
        BlockLengths = [_rows * rank, rank * _columns];
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> BlockLengths { get; }

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        Multiply(x);
        return Vectors.Dot<T>(_residual, _residual) / (T.One + T.One);
    }

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<T> x, int block, Span<T> destination)
    {
        Multiply(x);
        ReadOnlySpan<T> u = x[..(_rows * _rank)], v = x[(_rows * _rank)..];
        destination.Clear();
        for (int i = 0; i < _rows; i++)
        {
            ReadOnlySpan<T> residual = _residual.AsSpan(i * _columns, _columns);
            for (int k = 0; k < _rank; k++)
            {
                if (block == 0)
                    destination[(i * _rank) + k] = Vectors.Dot(residual, v.Slice(k * _columns, _columns));
                else
                    Vectors.AddScaled(destination.Slice(k * _columns, _columns), u[(i * _rank) + k], residual, destination.Slice(k * _columns, _columns));
            }
        }
    }

    /// <inheritdoc/>
    public T LipschitzConstant(ReadOnlySpan<T> x, int block)
    {
        Check(x.Length);
        ReadOnlySpan<T> u = x[..(_rows * _rank)], v = x[(_rows * _rank)..];
        Span<T> gram = _gram;
        gram.Clear();
        if (block == 0)
        {
            for (int i = 0; i < _rank; i++)
            {
                for (int j = 0; j < _rank; j++)
                    gram[(i * _rank) + j] = Vectors.Dot(v.Slice(i * _columns, _columns), v.Slice(j * _columns, _columns));
            }
        }
        else
        {
            for (int i = 0; i < _rows; i++)
            {
                ReadOnlySpan<T> row = u.Slice(i * _rank, _rank);
                for (int k = 0; k < _rank; k++)
                    Vectors.AddScaled(gram.Slice(k * _rank, _rank), row[k], row, gram.Slice(k * _rank, _rank));
            }
        }

        return Vectors.Norm<T>(gram);
    }

    /// <summary>Makes <c>UV − M</c>.</summary>
    private void Multiply(ReadOnlySpan<T> x)
    {
        Check(x.Length);
        ReadOnlySpan<T> u = x[..(_rows * _rank)], v = x[(_rows * _rank)..];
        System.Numerics.Tensors.TensorPrimitives.Negate<T>(_matrix, _residual);
        for (int i = 0; i < _rows; i++)
        {
            Span<T> row = _residual.AsSpan(i * _columns, _columns);
            for (int k = 0; k < _rank; k++)
                Vectors.AddScaled(row, u[(i * _rank) + k], v.Slice(k * _columns, _columns), row);
        }
    }

    private void Check(int length)
    {
        if (length != BlockLengths[0] + BlockLengths[1])
            throw new ShapeMismatchException(Operation, $"{length} elements were given; the two factors have {BlockLengths[0]} and {BlockLengths[1]}.", "x");
    }
}
