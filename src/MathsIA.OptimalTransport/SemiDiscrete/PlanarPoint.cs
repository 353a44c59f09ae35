namespace MathsIA.OptimalTransport;

/// <summary>A point of the plane.</summary>
/// <param name="X">The first coordinate.</param>
/// <param name="Y">The second coordinate.</param>
public readonly record struct PlanarPoint(double X, double Y)
{
    internal double SquaredDistance(PlanarPoint other) => ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y));
}
