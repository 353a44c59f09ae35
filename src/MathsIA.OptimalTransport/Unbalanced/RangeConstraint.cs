namespace MathsIA.OptimalTransport;

/// <summary>The marginal must lie between two multiples of the given measure: <c>φ(r) = 0</c> for <c>α ≤ r ≤ β</c>, +∞ elsewhere.</summary>
/// <remarks>The dual sees <c>ψ(f) = min(α f, β f)</c>.</remarks>
public sealed record RangeConstraint : IMarginalPenalty
{
    /// <summary>Takes the two multiples.</summary>
    /// <param name="smallest">α, from 0 to 1.</param>
    /// <param name="largest">β, finite and at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A multiple is out of its range.</exception>
    public RangeConstraint(double smallest, double largest) => (Smallest, Largest) = (smallest, largest);

    /// <summary>The smallest multiple α, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public double Smallest
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Smallest), value, "RangeConstraint: the smallest multiple lies from 0 to 1.");
    }

    /// <summary>The largest multiple β, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public double Largest
    {
        get;
        init => field = value >= 1 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(Largest), value, "RangeConstraint: the largest multiple is at least 1 and finite.");
    }

    /// <inheritdoc/>
    public double Value(double ratio) => ratio >= Smallest && ratio <= Largest ? 0 : double.PositiveInfinity;

    /// <inheritdoc/>
    public double Nearest(double ratio) => Math.Clamp(ratio, Smallest, Largest);

    /// <inheritdoc/>
    public double DualValue(double potential) => potential == 0 ? 0 : potential > 0 ? (Smallest == 0 ? 0 : Smallest * potential) : Largest * potential;

    /// <inheritdoc/>
    public (double Smallest, double Largest) Ratios(double potential) => (potential >= 0 ? Smallest : Largest, potential > 0 ? Smallest : Largest);

    /// <inheritdoc/>
    public double Potential(double softMinimum, double epsilon)
    {
        double low = softMinimum + (epsilon * Math.Log(Smallest)), high = softMinimum + (epsilon * Math.Log(Largest));
        return low > 0 ? low : high < 0 ? high : 0;
    }
}
