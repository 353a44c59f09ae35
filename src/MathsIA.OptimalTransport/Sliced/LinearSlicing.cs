using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>Projections on straight lines, <c>⟨θ, x⟩</c>: the sliced Wasserstein distance.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record LinearSlicing<T> : ISlicing<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
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
        return directions.MatMul(points!.Transpose());
    }

    /// <inheritdoc/>
    public Tensor<T> PullBack(Tensor<T> points, Tensor<T> directions, Tensor<T> slopes)
    {
        SlicedGuard.Slopes(points, directions, slopes);
        return slopes.Transpose().MatMul(directions);
    }
}
