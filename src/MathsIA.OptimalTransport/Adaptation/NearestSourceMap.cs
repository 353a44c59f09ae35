using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>A map known at sample points and carried on to all others: a point moves as its nearest sample does.</summary>
/// <remarks>Cost: the distance to every sample. Source: S. Ferradans, N. Papadakis, G. Peyré, J.-F. Aujol, "Regularized Discrete Optimal Transport", SIAM J. Imaging
/// Sci. 7(3), 2014.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NearestSourceMap<T> : IPointMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockRows = 64;

    private readonly Tensor<T> _sources;
    private readonly Tensor<T> _moves;

    /// <summary>Takes the samples and their images.</summary>
    /// <param name="sources">The samples, one a row.</param>
    /// <param name="images">Where they go, one row each.</param>
    /// <exception cref="ArgumentNullException">The samples or images are null.</exception>
    /// <exception cref="ShapeMismatchException">They are not matrices of the same shape with at least one row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public NearestSourceMap(Tensor<T> sources, Tensor<T> images)
    {
        PointGuard.Check(sources, nameof(NearestSourceMap<>), nameof(sources));
        PointGuard.Check(images, nameof(NearestSourceMap<>), nameof(images), sources.Shape[1]);
        if (images.Shape != sources.Shape)
            throw new ShapeMismatchException($"NearestSourceMap: sources has the shape {sources.Shape} and images {images.Shape}; one image a sample is asked for.");
        (_sources, _moves) = (sources.Clone(), images - sources);
    }

    /// <inheritdoc/>
    public Tensor<T> Apply(Tensor<T> points, ComputeContext? context = null)
    {
        PointGuard.Check(points, nameof(NearestSourceMap<>), nameof(points), _sources.Shape[1]);
        var distances = new PointCloudCost<T, SquaredEuclideanCost<T>>(points, _sources);
        Tensor<T> result = points.Clone();
        int count = points.Shape[0], dimension = points.Shape[1];
        ParallelLoop.For((count + BlockRows - 1) / BlockRows, block =>
        {
            using var row = new Workspace<T>(distances.Columns);
            for (int i = block * BlockRows; i < Math.Min(count, (block + 1) * BlockRows); i++)
            {
                int nearest = System.Numerics.Tensors.TensorPrimitives.IndexOfMin(distances.Row(i, 0, row.Span));
                Span<T> point = result.AsSpan().Slice(i * dimension, dimension);
                for (int k = 0; k < dimension; k++)
                    point[k] += _moves.AsSpan()[(nearest * dimension) + k];
            }
        }, context);
        return result;
    }
}
