using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A way to make a map from samples of two measures: domain adaptation fits one from labelled sources to targets and trains on the images.</summary>
public interface IMapEstimator
{
    /// <summary>Fits a map.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="sources">The points of the source domain, one a row.</param>
    /// <param name="targets">The points of the target domain, one a row, with as many coordinates.</param>
    /// <param name="labels">The classes of the sources, one each; only estimators that say so use them.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at by the solvers within.</param>
    /// <returns>The map, with <see cref="IPointMap{T}.Apply"/> for sources and new points alike.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">The clouds are not matrices with at least one row, or coordinates or labels do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    IPointMap<T> Fit<T>(Tensor<T> sources, Tensor<T> targets, Tensor<int>? labels = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
