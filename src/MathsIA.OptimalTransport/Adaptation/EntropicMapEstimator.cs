using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The entropic map between the samples for squared distances: smooth, and defined everywhere by the potentials (<see cref="EntropicMap{T, TCost}"/>).</summary>
public sealed record EntropicMapEstimator : IMapEstimator
{
    /// <summary>The weight ε of the entropy, in the units of the squared distances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, nameof(EntropicMapEstimator)); }

    /// <inheritdoc/>
    public IPointMap<T> Fit<T>(Tensor<T> sources, Tensor<T> targets, Tensor<int>? labels = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PointGuard.Check(sources, nameof(EntropicMapEstimator), nameof(sources));
        PointGuard.Check(targets, nameof(EntropicMapEstimator), nameof(targets), sources.Shape[1]);
        TransportResult<T> result = new Sinkhorn { Epsilon = Epsilon }.Solve(new PointCloudCost<T, SquaredEuclideanCost<T>>(sources, targets), context: context, cancellationToken: cancellationToken);
        return new EntropicMap<T, SquaredEuclideanCost<T>>(targets, result.TargetPotentials, Epsilon);
    }
}
