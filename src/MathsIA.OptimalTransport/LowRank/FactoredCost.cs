using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Costs of low rank, <c>C = A Bᵀ</c>: memory and products in linear time.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class FactoredCost<T> : ICostGeometry<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _right;

    /// <summary>Takes the factors.</summary>
    /// <param name="left">A, one row a source. Copied if strided.</param>
    /// <param name="right">B, one row a target, as many columns.</param>
    /// <exception cref="ArgumentNullException">A factor is null.</exception>
    /// <exception cref="ShapeMismatchException">A factor is not a matrix, or the numbers of columns differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is not finite.</exception>
    public FactoredCost(Tensor<T> left, Tensor<T> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Rank != 2 || right.Rank != 2 || left.Shape[1] != right.Shape[1])
            throw new ShapeMismatchException($"FactoredCost: left has the shape {left.Shape} and right {right.Shape}; two matrices of as many columns are asked for.");
        (Left, _right) = (left.Contiguous(), right.Contiguous());
        foreach ((Tensor<T> factor, string name) in new[] { (Left, nameof(left)), (_right, nameof(right)) })
        {
            foreach (T entry in factor.AsSpan())
            {
                if (!T.IsFinite(entry))
                    throw new ArgumentOutOfRangeException(name, entry, $"FactoredCost: an entry of {name}, of shape {factor.Shape}, is not finite.");
            }
        }
    }

    /// <summary>The factor A, sources by rank.</summary>
    public Tensor<T> Left { get; }

    /// <summary>The factor B, targets by rank.</summary>
    public Tensor<T> Right => _right;

    /// <inheritdoc/>
    public int Rows => Left.Shape[0];

    /// <inheritdoc/>
    public int Columns => _right.Shape[0];

    /// <summary>Squared distances <c>‖x − y‖² = ‖x‖² + ‖y‖² − 2 ⟨x, y⟩</c> as a product of rank d + 2.</summary>
    /// <remarks>Points are taken from the mean of the sources on, so that clouds far from the origin keep their digits; distances much smaller
    /// than the clouds lose some all the same.</remarks>
    /// <param name="sources">The points x, one a row.</param>
    /// <param name="targets">The points y, one a row, with as many coordinates.</param>
    /// <returns>The costs.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">A cloud is not a matrix with at least one row, or the numbers of coordinates differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static FactoredCost<T> SquaredEuclidean(Tensor<T> sources, Tensor<T> targets)
    {
        Tensor<double> x = PointGuard.Check(sources, nameof(FactoredCost<>), nameof(sources)), y = PointGuard.Check(targets, nameof(FactoredCost<>), nameof(targets), x.Shape[1]);
        int dimension = x.Shape[1];
        var mean = new double[dimension];
        for (int k = 0; k < x.Length; k++)
            mean[k % dimension] += x.AsSpan()[k] / x.Shape[0];
        return new(Factor(x, mean, source: true), Factor(y, mean, source: false));
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
        int rank = Left.Shape[1];
        ReadOnlySpan<T> left = Left.AsSpan().Slice(row * rank, rank), right = _right.AsSpan();
        for (int j = 0; j < buffer.Length; j++)
        {
            T sum = T.Zero;
            for (int k = 0; k < rank; k++)
                sum += left[k] * right[((column + j) * rank) + k];
            buffer[j] = sum;
        }

        return buffer;
    }

    private static Tensor<T> Factor(Tensor<double> points, double[] mean, bool source)
    {
        int dimension = mean.Length;
        Tensor<T> factor = Tensor.Uninitialized<T>(points.Shape[0], dimension + 2);
        for (int i = 0; i < points.Shape[0]; i++)
        {
            Span<T> row = factor.AsSpan().Slice(i * (dimension + 2), dimension + 2);
            double square = 0;
            for (int k = 0; k < dimension; k++)
            {
                double x = points[i, k] - mean[k];
                square += x * x;
                row[k + 2] = T.CreateTruncating(source ? -2 * x : x);
            }

            row[source ? 0 : 1] = T.CreateTruncating(square);
            row[source ? 1 : 0] = T.One;
        }

        return factor;
    }
}
