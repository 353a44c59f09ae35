namespace MathsIA.OptimalTransport;

/// <summary>The energy <c>U = ρᵐ / (m − 1)</c> with <c>m &gt; 1</c>: its gradient flow is the porous medium equation <c>∂ρ/∂t = Δρᵐ</c>, whose fronts move at finite speed.</summary>
public sealed record PorousMediumEnergy : IInternalEnergy
{
    /// <summary>Takes the exponent.</summary>
    /// <param name="exponent">m, above 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not above 1 and finite.</exception>
    public PorousMediumEnergy(double exponent) => Exponent = exponent > 1 && double.IsFinite(exponent)
        ? exponent
        : throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "PorousMediumEnergy: the exponent must be above 1 and finite.");

    /// <summary>The exponent m.</summary>
    public double Exponent { get; }

    /// <inheritdoc/>
    public double Value(double density) => Math.Pow(density, Exponent) / (Exponent - 1);

    /// <inheritdoc/>
    public double Derivative(double density) => Exponent / (Exponent - 1) * Math.Pow(density, Exponent - 1);

    /// <inheritdoc/>
    public double LogarithmicSlope(double density) => Exponent * Math.Pow(density, Exponent - 1);
}
