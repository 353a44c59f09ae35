namespace MathsIA.Optimization;

/// <summary>Which path <see cref="Lars"/> follows, and how far.</summary>
public sealed record LarsOptions
{
    private const string Operation = nameof(LarsOptions);

    /// <summary>The weight to go down to; 0, the default, for all of the path.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double SmallestLambda { get; init => field = Guard.NonNegative(value, Operation, nameof(value)); }

    /// <summary>The most knots. By default 1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxKnots { get; init => field = Guard.AtLeastOne(value, Operation, nameof(value)); } = 1000;

    /// <summary>Whether an intercept, which is not penalized, is fitted. On by default.</summary>
    public bool HasIntercept { get; init; } = true;

    /// <summary>Whether columns are scaled to unit variance (without an intercept: to unit mean square) before the penalty sees them.
    /// Coefficients are always those of the columns as given. Off by default.</summary>
    public bool Standardize { get; init; }

    /// <summary>Whether coefficients must be at least 0. Off by default.</summary>
    public bool Positive { get; init; }

    /// <summary>Whether a coefficient that reaches zero leaves, which makes the path the Lasso's; if not, plain least angle regression, which has
    /// no sign to keep. On by default.</summary>
    public bool RemovesFeatures { get; init; } = true;
}
