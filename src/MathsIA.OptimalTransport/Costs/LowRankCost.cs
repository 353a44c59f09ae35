using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>Costs of low rank, <c>C = U Vᵀ</c>, known by their factors: memory for (n + m) r numbers.</summary>
/// <remarks>Squared distances of points in d dimensions are of rank d + 2: <see cref="SquaredEuclidean"/>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LowRankCost<T> : ICostGeometry<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _left;
    private readonly Tensor<T> _right;

    /// <summary>Takes the factors.</summary>
    /// <param name="left">U, one row a source, finite. Shared if contiguous.</param>
    /// <param name="right">V, one row a target, finite, as many columns. Copied.</param>
    /// <exception cref="ArgumentNullException">A factor is null.</exception>
    /// <exception cref="ShapeMismatchException">A factor is not a matrix, or the numbers of columns differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public LowRankCost(Tensor<T> left, Tensor<T> right)
    {
        PointGuard.Finite(left, "LowRankCost", nameof(left));
        PointGuard.Finite(right, "LowRankCost", nameof(right));
        if (left.Shape[1] != right.Shape[1])
            throw new ShapeMismatchException($"LowRankCost: left has the shape {left.Shape} and right {right.Shape}; as many columns are asked for.");
        _left = left.Contiguous();
        _right = right.Transpose().Clone();
    }

    /// <summary>The first factor, sources by rank.</summary>
    internal Tensor<T> Left => _left;

    /// <summary>The second factor on its side, rank by targets.</summary>
    internal Tensor<T> RightTransposed => _right;

    /// <inheritdoc/>
    public int Rows => _left.Shape[0];

    /// <inheritdoc/>
    public int Columns => _right.Shape[1];

    /// <summary>The rank r of the factors.</summary>
    public int Rank => _left.Shape[1];

    /// <summary>The factors of squared distances: <c>‖x‖² − 2⟨x, y⟩ + ‖y‖²</c>.</summary>
    /// <remarks>Far from the origin the difference of squares loses digits that <see cref="SquaredEuclideanCost{T}"/> keeps.</remarks>
    /// <param name="sources">The points x, one a row.</param>
    /// <param name="targets">The points y, one a row, with as many coordinates.</param>
    /// <returns>The costs.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">A cloud is not a matrix, or the numbers of coordinates differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static LowRankCost<T> SquaredEuclidean(Tensor<T> sources, Tensor<T> targets)
    {
        PointGuard.Finite(sources, "LowRankCost.SquaredEuclidean", nameof(sources));
        PointGuard.Finite(targets, "LowRankCost.SquaredEuclidean", nameof(targets));
        if (sources.Shape[1] != targets.Shape[1])
            throw new ShapeMismatchException($"LowRankCost.SquaredEuclidean: sources has the shape {sources.Shape} and targets {targets.Shape}; as many coordinates are asked for.");
        return new(Lift(sources, T.CreateChecked(-2), first: true), Lift(targets, T.One, first: false));
    }

    /// <inheritdoc/>
    public T Entry(int row, int column)
    {
        T entry = default;
        Row(row, column, new Span<T>(ref entry));
        return entry;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Row(int row, int column, Span<T> buffer)
    {
        CostGuard.Stretch(this, row, column, buffer.Length);
        ReadOnlySpan<T> left = _left.AsSpan().Slice(row * Rank, Rank), right = _right.AsSpan();
        buffer.Clear();
        for (int k = 0; k < left.Length; k++)
            TensorPrimitives.MultiplyAdd(right.Slice((k * Columns) + column, buffer.Length), left[k], buffer, buffer);
        return buffer;
    }

    /// <summary>Rows (‖x‖², 1, factor x) or (1, ‖y‖², factor y).</summary>
    private static Tensor<T> Lift(Tensor<T> points, T factor, bool first)
    {
        int count = points.Shape[0], dimension = points.Shape[1];
        Tensor<T> lifted = Tensor.Zeros<T>(count, dimension + 2);
        ReadOnlySpan<T> given = points.Contiguous().AsSpan();
        for (int i = 0; i < count; i++)
        {
            Span<T> row = lifted.AsSpan().Slice(i * (dimension + 2), dimension + 2);
            T square = T.Zero;
            for (int k = 0; k < dimension; k++)
            {
                T x = given[(i * dimension) + k];
                square += x * x;
                row[k + 2] = factor * x;
            }

            (row[0], row[1]) = first ? (square, T.One) : (T.One, square);
        }

        return lifted;
    }
}
