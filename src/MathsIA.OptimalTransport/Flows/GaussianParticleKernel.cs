namespace MathsIA.OptimalTransport;

/// <summary>The Gaussian kernel <c>exp(−‖x − y‖² / 2σ²)</c>.</summary>
public readonly record struct GaussianParticleKernel : IParticleKernel
{
    private readonly double _rate;

    /// <summary>Takes the width.</summary>
    /// <param name="width">σ, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive and finite.</exception>
    public GaussianParticleKernel(double width) => _rate = 0.5 / Math.Pow(OptionGuard.Positive(width, nameof(GaussianParticleKernel), nameof(width)), 2);

    /// <inheritdoc/>
    public double Value(double squared) => Math.Exp(-_rate * squared);

    /// <inheritdoc/>
    public double Derivative(double squared) => -_rate * Math.Exp(-_rate * squared);
}
