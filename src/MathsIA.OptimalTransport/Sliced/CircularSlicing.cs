using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>Distances from a centre on a sphere round the origin, <c>‖x − r θ‖</c>: slices are spheres in place of planes.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <param name="Radius">The radius r, positive: larger than the cloud, or the centres lie inside it.</param>
public sealed record CircularSlicing<T>(double Radius) : ISlicing<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The radius r.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive or not finite.</exception>
    public double Radius { get; init; } = Radius > 0 && double.IsFinite(Radius)
        ? Radius
        : throw new ArgumentOutOfRangeException(nameof(Radius), Radius, "CircularSlicing: a radius is positive and finite.");

    /// <inheritdoc/>
    public Tensor<T> Directions(Philox random, int count, int dimension)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random.Sphere<T>(count, dimension);
    }

    /// <inheritdoc/>
    public Tensor<T> Project(Tensor<T> points, Tensor<T> directions)
    {
        SlicedGuard.Operands(points, directions, points?.Shape is { Rank: 2 } shape ? shape[1] : 0);
        var cost = new PointCloudCost<T, EuclideanCost<T>>(directions * T.CreateTruncating(Radius), points!);
        Tensor<T> distances = Tensor.Zeros<T>(directions.Shape[0], points!.Shape[0]);
        for (int k = 0; k < directions.Shape[0]; k++)
            cost.Row(k, 0, distances.AsSpan().Slice(k * cost.Columns, cost.Columns));
        return distances;
    }

    /// <inheritdoc/>
    /// <remarks>The distance has no derivative at the centre itself; 0 is given there.</remarks>
    public Tensor<T> PullBack(Tensor<T> points, Tensor<T> directions, Tensor<T> slopes)
    {
        SlicedGuard.Slopes(points, directions, slopes);
        ReadOnlySpan<T> distances = Project(points, directions).AsSpan(), given = slopes.Contiguous().AsSpan();
        // Σ_k s_k (x − r θ_k) / d_k: the shares s_k / d_k, their sums times x, less r times their product with the directions.
        var shares = new T[given.Length];
        for (int k = 0; k < shares.Length; k++)
            shares[k] = distances[k] == T.Zero ? T.Zero : given[k] / distances[k];
        Tensor<T> weights = Tensor.From(shares, slopes.Shape[0], slopes.Shape[1]);
        return (points * weights.Sum(0).Reshape(points.Shape[0], 1)) - (weights.Transpose().MatMul(directions) * T.CreateTruncating(Radius));
    }
}
