namespace MathsIA.LinearAlgebra;

/// <summary>Which triangle of a square matrix is meant; the other one is not read.</summary>
public enum Triangle
{
    /// <summary>The diagonal and what lies below it.</summary>
    Lower = 0,

    /// <summary>The diagonal and what lies above it.</summary>
    Upper = 1,
}
