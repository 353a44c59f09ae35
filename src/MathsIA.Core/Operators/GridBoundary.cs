namespace MathsIA.Operators;

/// <summary>How differences on a grid treat its border.</summary>
public enum GridBoundary
{
    /// <summary>The difference across the border is zero: nothing flows through it.</summary>
    Neumann = 0,

    /// <summary>The grid closes on itself: after the last element comes the first.</summary>
    Periodic,
}
