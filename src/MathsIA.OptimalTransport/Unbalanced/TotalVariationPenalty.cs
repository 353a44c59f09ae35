namespace MathsIA.OptimalTransport;

/// <summary>Mass may be made and lost at a price of ρ a unit, <c>φ(r) = ρ |r − 1|</c>: what costs more than ρ at both ends to move stays where it is.</summary>
/// <remarks>With a large gap between costs this is partial transport in the form of Lagrange. The dual sees <c>ψ(f) = min(f, ρ)</c> for <c>f ≥ −ρ</c>.</remarks>
public sealed record TotalVariationPenalty : IMarginalPenalty
{
    /// <summary>Takes the price.</summary>
    /// <param name="strength">ρ, in the units of the costs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public TotalVariationPenalty(double strength) => Strength = strength;

    /// <summary>ρ, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Strength { get; init => field = SolverOption.Positive(value, nameof(TotalVariationPenalty), nameof(Strength)); }

    /// <inheritdoc/>
    public double Value(double ratio) => Strength * Math.Abs(ratio - 1);

    /// <inheritdoc/>
    public double Nearest(double ratio) => ratio;

    /// <inheritdoc/>
    public double DualValue(double potential) => potential < -Strength ? double.NegativeInfinity : Math.Min(potential, Strength);

    /// <inheritdoc/>
    public (double Smallest, double Largest) Ratios(double potential) =>
        (potential >= Strength ? 0 : 1, potential > Strength ? 0 : potential > -Strength ? 1 : double.PositiveInfinity);

    /// <inheritdoc/>
    public double Potential(double softMinimum, double epsilon) => Math.Clamp(softMinimum, -Strength, Strength);
}
