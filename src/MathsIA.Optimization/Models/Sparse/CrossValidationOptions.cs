namespace MathsIA.Optimization;

/// <summary>How samples are divided for cross-validation.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>The number of folds, at least 2. By default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int Folds
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            field = value;
        }
    } = 10;

    /// <summary>The seed of the permutation by which samples are dealt out to folds. The same seed gives the same folds.</summary>
    public long Seed { get; init; }
}
