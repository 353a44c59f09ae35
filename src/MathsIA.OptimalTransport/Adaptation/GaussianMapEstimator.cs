using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The optimal map between the normal distributions with the means and covariances of the samples: affine, in closed form.</summary>
/// <remarks>Source: R. Flamary, K. Lounici, A. Ferrari, "Concentration bounds for linear Monge mapping estimation and optimal transport domain adaptation", 2019.
/// Cost: <c>O((n + m) d² + d³)</c>.</remarks>
public sealed record GaussianMapEstimator : IMapEstimator
{
    /// <summary>What is added to the diagonals of both covariances, as a share of their mean variance: keeps flat clouds invertible.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Regularization { get; init => field = SolverOption.NonNegative(value, nameof(GaussianMapEstimator)); } = 1e-9;

    /// <inheritdoc/>
    public IPointMap<T> Fit<T>(Tensor<T> sources, Tensor<T> targets, Tensor<int>? labels = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<double> x = PointGuard.Check(sources, nameof(GaussianMapEstimator), nameof(sources)), y = PointGuard.Check(targets, nameof(GaussianMapEstimator), nameof(targets), x.Shape[1]);
        (Tensor<double> centre, Tensor<double> from) = Moments(x, context);
        (Tensor<double> image, Tensor<double> to) = Moments(y, context);
        double ridge = Regularization * Enumerable.Range(0, x.Shape[1]).Sum(k => from[k, k] + to[k, k]) / (2 * x.Shape[1]);
        // Clouds of one point each have no shape at all: what is left is the translation.
        Tensor<double> eye = Tensor.Eye<double>(x.Shape[1]);
        Tensor<double> map = ridge > 0 ? BuresWasserstein.Map(from + (eye * ridge), to + (eye * ridge)) : from.Abs().Max() > 0 ? BuresWasserstein.Map(from, to) : eye;
        return new AffineMap<T>(centre.To<T>(), map.To<T>(), image.To<T>());
    }

    private static (Tensor<double> Mean, Tensor<double> Covariance) Moments(Tensor<double> points, ComputeContext? context)
    {
        int n = points.Shape[0], dimension = points.Shape[1];
        Tensor<double> mean = Tensor.Zeros<double>(dimension);
        for (int k = 0; k < points.Length; k++)
            mean[k % dimension] += points.AsSpan()[k] / n;
        Tensor<double> centred = points - mean;
        return (mean, centred.Transpose().MatMul(centred, context) * (1.0 / n));
    }
}
