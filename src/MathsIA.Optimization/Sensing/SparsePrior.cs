using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>The law of an entry of a random sparse vector: 0, or with a small probability a number of either sign.</summary>
public sealed record SparsePrior
{
    private const string Operation = nameof(SparsePrior);

    private readonly double _scale;
    private readonly bool _isGaussian;

    private SparsePrior(double density, double scale, bool isGaussian)
    {
        Density = density is >= 0 and <= 1 ? density
            : throw new ArgumentOutOfRangeException(nameof(density), density, $"{Operation}: the probability of a non-zero must be in [0, 1].");
        _scale = Guard.Positive(scale, Operation);
        _isGaussian = isGaussian;
    }

    /// <summary>The probability of a non-zero.</summary>
    public double Density { get; }

    /// <summary><c>E X²</c>.</summary>
    public double Variance => Density * _scale * _scale;

    /// <summary>Non-zeros of one size and either sign.</summary>
    /// <param name="density">The probability of a non-zero, in [0, 1].</param>
    /// <param name="amplitude">The size, positive.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SparsePrior Signs(double density, double amplitude = 1) => new(density, amplitude, isGaussian: false);

    /// <summary>Normal non-zeros with mean 0.</summary>
    /// <param name="density">The probability of a non-zero, in [0, 1].</param>
    /// <param name="deviation">Their standard deviation, positive.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SparsePrior Gaussian(double density, double deviation = 1) => new(density, deviation, isGaussian: true);

    /// <summary>The mean squared error of soft thresholding, <c>E[S(X + τZ; ατ) − X]²</c>, in closed form.</summary>
    /// <param name="deviation">The standard deviation τ of the noise, at least 0.</param>
    /// <param name="thresholdFactor">The factor α, at least 0.</param>
    /// <returns>The error; 0 without noise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public double SoftThresholdError(double deviation, double thresholdFactor)
    {
        double tau = Guard.NonNegative(deviation, Operation), alpha = Guard.NonNegative(thresholdFactor, Operation);
        if (tau == 0)
            return 0;
        double zeros = tau * tau * PhaseTransition.Tail(alpha);
        return ((1 - Density) * zeros) + (Density * (_isGaussian ? GaussianError(tau, alpha) : FixedError(tau, alpha)));
    }

    /// <summary>Donoho and Johnstone's risk of soft thresholding at <c>N(μ, 1)</c>, in units of τ².</summary>
    private double FixedError(double tau, double alpha)
    {
        double mu = _scale / tau;
        double below = NormalDistribution.Cdf(alpha - mu), above = NormalDistribution.Cdf(-alpha - mu);
        double risk = 1 + (alpha * alpha) + (((mu * mu) - (alpha * alpha) - 1) * (below - above))
            - ((alpha - mu) * NormalDistribution.Density(alpha + mu)) - ((alpha + mu) * NormalDistribution.Density(alpha - mu));
        return tau * tau * risk;
    }

    /// <summary>With Y = X + τZ of variance v, X given Y is c Y and a variance: what is left is one integral over Y/√v.</summary>
    private double GaussianError(double tau, double alpha)
    {
        double s = _scale * _scale, v = s + (tau * tau), c = s / v, a = alpha * tau / Math.Sqrt(v);
        double density = NormalDistribution.Density(a), tail = NormalDistribution.Cdf(-a);
        double second = (a * density) + tail, d = 1 - c;
        // Beyond the threshold ((1 − c)u − a)², within it (cu)².
        double outside = 2 * ((d * d * second) - (2 * d * a * density) + (a * a * tail));
        double inside = c * c * (1 - (2 * second));
        return (s * tau * tau / v) + (v * (outside + inside));
    }
}
