namespace MathsIA.Optimization;

/// <summary>Steps that fall along half a cosine, <c>τ_k = τ_0 (r + (1 − r) (1 + cos(π k/K))/2)</c> for <c>k ≤ K</c>, and stay there.</summary>
/// <remarks>Slow at first, fast in the middle, slow at the end (Loshchilov and Hutter, ICLR 2017, without restarts).</remarks>
public sealed record CosineDecay : IStepSchedule
{
    private readonly double _first;
    private readonly double _length;
    private readonly double _rest;

    /// <summary>Creates the schedule.</summary>
    /// <param name="first">The first step <c>τ_0</c>, positive.</param>
    /// <param name="length">The number of steps <c>K</c> of the fall, at least 1.</param>
    /// <param name="rest">The fraction <c>r</c> of the first step that is left at its end, above 0 and below 1. By default 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public CosineDecay(double first, int length, double rest = 0.01)
    {
        _first = Guard.Positive(first, nameof(CosineDecay));
        _length = Guard.AtLeastOne(length, nameof(CosineDecay));
        _rest = Guard.Fraction(rest, nameof(CosineDecay));
    }

    /// <inheritdoc/>
    public double At(int k) => _first * (_rest + ((1 - _rest) * (1 + Math.Cos(Math.PI * Math.Min(1, k / _length))) / 2));
}
