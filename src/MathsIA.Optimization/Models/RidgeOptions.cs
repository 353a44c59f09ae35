namespace MathsIA.Optimization;

/// <summary>How a ridge regression is fitted.</summary>
public sealed record RidgeOptions
{
    /// <summary>Which of the two equal formulas. By default the one with the smaller matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public RidgeForm Form
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "RidgeOptions: there is no such form.");
    }

    /// <summary>Whether the model has an intercept, which is not penalized. On by default.</summary>
    public bool HasIntercept { get; init; } = true;
}
