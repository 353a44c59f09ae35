namespace MathsIA.OptimalTransport;

/// <summary>How far a point is from a convex polygon.</summary>
internal static class DomainDistance
{
    /// <summary>The squared distance; 0 inside.</summary>
    public static double Squared(IReadOnlyList<PlanarPoint> polygon, PlanarPoint point)
    {
        bool inside = true;
        double least = double.PositiveInfinity;
        for (int i = 0; i < polygon.Count; i++)
        {
            PlanarPoint a = polygon[i], b = polygon[(i + 1) % polygon.Count];
            double dx = b.X - a.X, dy = b.Y - a.Y, length = (dx * dx) + (dy * dy);
            inside &= (dx * (point.Y - a.Y)) - (dy * (point.X - a.X)) >= 0;
            double t = length == 0 ? 0 : Math.Clamp(((dx * (point.X - a.X)) + (dy * (point.Y - a.Y))) / length, 0, 1);
            least = Math.Min(least, point.SquaredDistance(new(a.X + (t * dx), a.Y + (t * dy))));
        }

        return inside ? 0 : least;
    }
}
