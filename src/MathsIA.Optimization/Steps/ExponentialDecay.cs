namespace MathsIA.Optimization;

/// <summary>Steps that decay like a power, <c>τ_k = τ_0 2^{−k/k_0}</c>.</summary>
/// <remarks>Their sum is finite, so a run comes to rest wherever it is: choose <c>k_0</c> in proportion to the whole run.</remarks>
public sealed record ExponentialDecay : IStepSchedule
{
    private readonly double _first;
    private readonly double _halfLife;

    /// <summary>Creates the schedule.</summary>
    /// <param name="first">The first step <c>τ_0</c>, positive.</param>
    /// <param name="halfLife">The number of steps <c>k_0</c> after which it has halved, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite.</exception>
    public ExponentialDecay(double first, double halfLife)
    {
        _first = Guard.Positive(first, nameof(ExponentialDecay));
        _halfLife = Guard.Positive(halfLife, nameof(ExponentialDecay));
    }

    /// <inheritdoc/>
    public double At(int k) => _first * Math.Pow(2, -k / _halfLife);
}
