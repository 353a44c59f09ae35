namespace MathsIA.LinearAlgebra;

/// <summary>On which side of the unknown the matrix of an equation stands.</summary>
public enum Side
{
    /// <summary><c>A X = B</c>.</summary>
    Left = 0,

    /// <summary><c>X A = B</c>.</summary>
    Right = 1,
}
