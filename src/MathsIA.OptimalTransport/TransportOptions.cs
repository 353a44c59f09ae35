namespace MathsIA.OptimalTransport;

/// <summary>What is asked of <see cref="Transport"/>.</summary>
public sealed record TransportOptions
{
    /// <summary>The weight ε of the entropy, in the units of the costs; null for exact transport where it can be had.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? Epsilon { get; init => field = value is null ? null : SolverOption.Positive(value.Value, nameof(TransportOptions)); }

    /// <summary>The marginal error at which entropic solvers have converged, as a share of the total mass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(TransportOptions)); } = 1e-6;

    /// <summary>How many pairs of points, at most, are looked at one by one for an exact answer. Beyond, the answer is entropic, and says so.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long ExactPairs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 100_000_000;

    /// <summary>From how many pairs on clouds in up to three dimensions are solved from coarse to fine.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long MultiscalePairs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 25_000_000;

    /// <summary>The ε that stands in for 0 where there are too many pairs for an exact answer, as a share of the mean cost.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double RelativeEpsilon { get; init => field = SolverOption.Positive(value, nameof(TransportOptions)); } = 1e-4;

    /// <summary>From how many pairs on clouds in more than three dimensions, for squared distances and without an ε, are solved over plans of low rank: time and memory are then linear in
    /// the points, where any walk over all pairs takes too long.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long LowRankPairs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1_000_000_000;

    /// <summary>The rank of such plans.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int PlanRank { get; init => field = SolverOption.AtLeast(value, 1, nameof(TransportOptions)); } = 32;
}
