namespace MathsIA.OptimalTransport;

/// <summary>The marginal must equal the given measure, as in balanced transport: <c>φ(r) = 0</c> at <c>r = 1</c>, +∞ elsewhere.</summary>
public sealed record EqualityConstraint : IMarginalPenalty
{
    /// <inheritdoc/>
    public double Value(double ratio) => ratio == 1 ? 0 : double.PositiveInfinity;

    /// <inheritdoc/>
    public double Nearest(double ratio) => 1;

    /// <inheritdoc/>
    public double DualValue(double potential) => potential;

    /// <inheritdoc/>
    public (double Smallest, double Largest) Ratios(double potential) => (1, 1);

    /// <inheritdoc/>
    public double Potential(double softMinimum, double epsilon) => softMinimum;
}
