using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The barycenter of Gaussian measures: a Gaussian.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record GaussianBarycenterResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The mean, the weighted mean of the means.</summary>
    public required Tensor<T> Mean { get; init; }

    /// <summary>The covariance S.</summary>
    public required Tensor<T> Covariance { get; init; }

    /// <summary>The objective <c>Σ λ_k W₂²</c>.</summary>
    public required double Value { get; init; }

    /// <summary>The squared distance <c>W₂²</c> to each measure.</summary>
    public required IReadOnlyList<double> SquaredDistances { get; init; }

    /// <summary>How far S is from a fixed point: <c>‖Σ λ_k (S^½ Σ_k S^½)^½ − S‖_F / ‖S‖_F</c>.</summary>
    public required double Residual { get; init; }

    /// <summary>How the solver ended; <see cref="Status.Breakdown"/> when S loses rank, which it can only if every covariance is singular.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations taken, one matrix square root a measure each.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }
}
