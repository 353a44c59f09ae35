namespace MathsIA.OptimalTransport;

/// <summary>A density on a convex polygon of the plane, which can be integrated exactly over convex polygons and along straight lines.</summary>
public interface IPlanarDensity
{
    /// <summary>The polygon that carries the density: its vertices counter-clockwise.</summary>
    IReadOnlyList<PlanarPoint> Domain { get; }

    /// <summary>The total mass.</summary>
    double Mass { get; }

    /// <summary>Integrates over a convex polygon within the domain.</summary>
    /// <param name="polygon">Its vertices, counter-clockwise.</param>
    /// <param name="origin">From where coordinates are counted.</param>
    /// <returns>The integrals.</returns>
    PlanarMoments Integrate(ReadOnlySpan<PlanarPoint> polygon, PlanarPoint origin);

    /// <summary>Integrates along the straight line between two points of the domain.</summary>
    /// <param name="start">One end.</param>
    /// <param name="end">The other.</param>
    /// <returns>The integral of the density over the length.</returns>
    double IntegrateAlong(PlanarPoint start, PlanarPoint end);
}
