namespace MathsIA.LinearAlgebra;

/// <summary>What a merge does to its vectors when it turns two of them to make one weight zero.</summary>
internal interface IRowRotation
{
    /// <summary>Turns rows x and y of every basis: <c>x = c x + s y</c>, <c>y = c y - s x</c>.</summary>
    void Rotate(int x, int y, double c, double s);
}
