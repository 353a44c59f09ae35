namespace MathsIA.Optimization;

/// <summary>How a perceptron learns.</summary>
public sealed record PerceptronOptions
{
    /// <summary>The most passes over the samples. By default 1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxPasses { get; init => field = Guard.AtLeastOne(value, nameof(PerceptronOptions), nameof(value)); } = 1000;

    /// <summary>Whether the hyperplane may miss the origin. On by default.</summary>
    public bool HasIntercept { get; init; } = true;
}
