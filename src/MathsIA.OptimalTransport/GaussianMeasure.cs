using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A normal distribution.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record GaussianMeasure<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes mean and covariance.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="covariance">The covariance, symmetric positive semidefinite.</param>
    /// <exception cref="ArgumentNullException">The mean or the covariance is null.</exception>
    public GaussianMeasure(Tensor<T> mean, Tensor<T> covariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        (Mean, Covariance) = (mean, covariance);
    }

    /// <summary>The mean.</summary>
    public Tensor<T> Mean { get; }

    /// <summary>The covariance.</summary>
    public Tensor<T> Covariance { get; }
}
