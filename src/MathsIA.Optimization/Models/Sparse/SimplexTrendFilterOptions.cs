namespace MathsIA.Optimization;

/// <summary>What a simplex-constrained trend filter penalizes, and when it stops.</summary>
public sealed record SimplexTrendFilterOptions
{
    /// <summary>What is penalized. By default the jumps of each entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such penalty.</exception>
    public TrendPenalty Penalty
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "SimplexTrendFilterOptions: there is no such penalty.");
    }

    /// <summary>Converged when the gap is at most this times the squared norm of the targets; null, the default, for 1e-6, in float 1e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double? Tolerance { get; init => field = value is { } tolerance ? Guard.NonNegative(tolerance, nameof(SimplexTrendFilterOptions), nameof(value)) : null; }

    /// <summary>The most steps. By default 200,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations { get; init => field = Guard.AtLeastOne(value, nameof(SimplexTrendFilterOptions), nameof(value)); } = 200_000;
}
