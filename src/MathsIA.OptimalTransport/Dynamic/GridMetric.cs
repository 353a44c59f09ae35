namespace MathsIA.OptimalTransport;

/// <summary>How lengths are measured on a grid.</summary>
public enum GridMetric
{
    /// <summary>The length of a vector, <c>(Σ x²)^½</c>: approaches the Euclidean distance as the grid is refined.</summary>
    Euclidean = 0,

    /// <summary>The sum of the lengths along the axes: exact on any grid, equal to the transport between the cell centres.</summary>
    Manhattan,
}
