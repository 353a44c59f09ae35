namespace MathsIA.Tokenization;

/// <summary>How much a repetition takes, and whether it gives back.</summary>
internal enum PatternGreed
{
    /// <summary>As much as possible first.</summary>
    Greedy,

    /// <summary>As little as possible first.</summary>
    Lazy,

    /// <summary>As much as possible, and nothing given back.</summary>
    Possessive,
}
