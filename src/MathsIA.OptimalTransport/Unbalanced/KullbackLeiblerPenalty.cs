using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>Mass may be made and lost at the price of the relative entropy, <c>φ(r) = ρ (r log r − r + 1)</c>.</summary>
/// <remarks>Distances beyond about <c>√ρ</c> (for squared costs) are not worth travelling; ρ → ∞ is balanced transport. The dual sees
/// <c>ψ(f) = ρ (1 − exp(−f/ρ))</c>.</remarks>
public sealed record KullbackLeiblerPenalty : IMarginalPenalty
{
    /// <summary>Takes the strength.</summary>
    /// <param name="strength">ρ, in the units of the costs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public KullbackLeiblerPenalty(double strength) => Strength = strength;

    /// <summary>ρ, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Strength { get; init => field = SolverOption.Positive(value, nameof(KullbackLeiblerPenalty), nameof(Strength)); }

    /// <inheritdoc/>
    public double Value(double ratio) => Strength * (ratio == 0 ? 1 : (ratio * Math.Log(ratio)) - ratio + 1);

    /// <inheritdoc/>
    public double Nearest(double ratio) => ratio;

    /// <inheritdoc/>
    /// <remarks>By expm1: for a large ρ the difference from 1 would have lost its digits.</remarks>
    public double DualValue(double potential) => -Strength * default(Expm1Operator<double>).Apply(new LaneScalar<double>(-potential / Strength)).Value;

    /// <inheritdoc/>
    public (double Smallest, double Largest) Ratios(double potential)
    {
        double ratio = Math.Exp(-potential / Strength);
        return (ratio, ratio);
    }

    /// <inheritdoc/>
    public double Potential(double softMinimum, double epsilon) => softMinimum / (1 + (epsilon / Strength));
}
