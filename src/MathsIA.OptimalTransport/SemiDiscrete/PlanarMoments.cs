namespace MathsIA.OptimalTransport;

/// <summary>Integrals of a density over a region, with coordinates counted from some origin.</summary>
/// <param name="Mass">The mass <c>∫ ρ</c>.</param>
/// <param name="X">The first moment <c>∫ x ρ</c>.</param>
/// <param name="Y">The first moment <c>∫ y ρ</c>.</param>
/// <param name="Square">The second moment <c>∫ (x² + y²) ρ</c>.</param>
public readonly record struct PlanarMoments(double Mass, double X, double Y, double Square)
{
    /// <summary>Adds the integrals over two regions.</summary>
    /// <param name="left">Those over one.</param>
    /// <param name="right">Those over the other.</param>
    /// <returns>Those over both.</returns>
    public static PlanarMoments operator +(PlanarMoments left, PlanarMoments right) =>
        new(left.Mass + right.Mass, left.X + right.X, left.Y + right.Y, left.Square + right.Square);

    /// <summary>Multiplies the density.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="moments">The integrals.</param>
    /// <returns>The integrals of the multiple.</returns>
    public static PlanarMoments operator *(double factor, PlanarMoments moments) =>
        new(factor * moments.Mass, factor * moments.X, factor * moments.Y, factor * moments.Square);

    /// <summary>The integrals of density 1 over a polygon, its vertices counter-clockwise: sums over its edges, exact but for rounding.</summary>
    internal static PlanarMoments OfPolygon(ReadOnlySpan<PlanarPoint> vertices, PlanarPoint origin)
    {
        double mass = 0, x = 0, y = 0, square = 0;
        for (int i = 0; i < vertices.Length; i++)
        {
            PlanarPoint a = vertices[i], b = vertices[i + 1 == vertices.Length ? 0 : i + 1];
            double ax = a.X - origin.X, ay = a.Y - origin.Y, bx = b.X - origin.X, by = b.Y - origin.Y, cross = (ax * by) - (bx * ay);
            mass += cross / 2;
            x += (ax + bx) * cross / 6;
            y += (ay + by) * cross / 6;
            square += ((ax * ax) + (ax * bx) + (bx * bx) + (ay * ay) + (ay * by) + (by * by)) * cross / 12;
        }

        return new(mass, x, y, square);
    }
}
