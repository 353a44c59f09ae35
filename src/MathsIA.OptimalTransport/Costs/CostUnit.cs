namespace MathsIA.OptimalTransport;

/// <summary>What an ε is measured in. Costs are never rescaled: results are in the units of the given costs.</summary>
public enum CostUnit
{
    /// <summary>The units of the costs themselves.</summary>
    One = 0,

    /// <summary>The largest finite cost.</summary>
    Largest,

    /// <summary>The mean of the finite costs.</summary>
    Mean,

    /// <summary>The median of the finite costs; of evenly spaced rows where there are more than four million.</summary>
    Median,
}
