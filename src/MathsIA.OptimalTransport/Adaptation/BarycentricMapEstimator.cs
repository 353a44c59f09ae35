using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The barycentric projection of a plan between the samples for squared distances, exact or entropic, carried on to other points by the nearest sample.</summary>
/// <remarks>Source: N. Courty, R. Flamary, D. Tuia, A. Rakotomamonjy, "Optimal Transport for Domain Adaptation", IEEE Trans. PAMI 39(9), 2017.</remarks>
public sealed record BarycentricMapEstimator : IMapEstimator
{
    /// <summary>The weight ε of the entropy, in the units of the squared distances; null for exact transport.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? Epsilon { get; init => field = value is null ? null : SolverOption.Positive(value.Value, nameof(BarycentricMapEstimator)); }

    /// <inheritdoc/>
    public IPointMap<T> Fit<T>(Tensor<T> sources, Tensor<T> targets, Tensor<int>? labels = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PointGuard.Check(sources, nameof(BarycentricMapEstimator), nameof(sources));
        PointGuard.Check(targets, nameof(BarycentricMapEstimator), nameof(targets), sources.Shape[1]);
        var costs = new PointCloudCost<T, SquaredEuclideanCost<T>>(sources, targets);
        TransportResult<T> result = Epsilon is { } epsilon
            ? new Sinkhorn { Epsilon = epsilon }.Solve(costs, context: context, cancellationToken: cancellationToken)
            : new NetworkSimplex().Solve(costs, cancellationToken: cancellationToken);
        return new NearestSourceMap<T>(sources, BarycentricProjection.Of(result.Plan, targets));
    }
}
