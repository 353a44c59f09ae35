namespace MathsIA.OptimalTransport;

/// <summary>A constant density on a convex polygon.</summary>
public sealed class UniformDensity : IPlanarDensity
{
    private readonly PlanarPoint[] _domain;
    private readonly double _height;

    /// <summary>Spreads a mass evenly.</summary>
    /// <param name="polygon">The vertices of a convex polygon, counter-clockwise, at least three.</param>
    /// <param name="mass">The total mass, positive.</param>
    /// <exception cref="ArgumentNullException">The polygon is null.</exception>
    /// <exception cref="ArgumentException">The polygon has fewer than three vertices, one that is not finite, no area, or is not convex and counter-clockwise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The mass is not positive or not finite.</exception>
    public UniformDensity(IReadOnlyList<PlanarPoint> polygon, double mass = 1)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        if (!(mass > 0 && double.IsFinite(mass)))
            throw new ArgumentOutOfRangeException(nameof(mass), mass, "UniformDensity: a mass is positive and finite.");
        _domain = [.. polygon];
        for (int i = 0; i < _domain.Length; i++)
        {
            PlanarPoint a = _domain[i], b = _domain[(i + 1) % _domain.Length], c = _domain[(i + 2) % _domain.Length];
            if (!(((b.X - a.X) * (c.Y - b.Y)) - ((b.Y - a.Y) * (c.X - b.X)) >= 0))
                throw new ArgumentException($"UniformDensity: polygon turns right or is not finite at vertex {(i + 1) % _domain.Length} of {_domain.Length}; a convex polygon with its vertices counter-clockwise is asked for.", nameof(polygon));
        }

        double area = _domain.Length < 3 ? 0 : PlanarMoments.OfPolygon(_domain, _domain[0]).Mass;
        if (!(area > 0 && double.IsFinite(area)))
            throw new ArgumentException($"UniformDensity: polygon, of {_domain.Length} vertices, has no area, or more than a double holds.", nameof(polygon));
        Mass = mass;
        _height = mass / area;
    }

    /// <summary>A constant density on a rectangle.</summary>
    /// <param name="left">The smallest first coordinate.</param>
    /// <param name="bottom">The smallest second coordinate.</param>
    /// <param name="right">The largest first coordinate.</param>
    /// <param name="top">The largest second coordinate.</param>
    /// <returns>The density, of mass 1.</returns>
    /// <exception cref="ArgumentException">The rectangle has no area.</exception>
    public static UniformDensity OnRectangle(double left, double bottom, double right, double top) => new([new(left, bottom), new(right, bottom), new(right, top), new(left, top)]);

    /// <inheritdoc/>
    public IReadOnlyList<PlanarPoint> Domain => _domain;

    /// <inheritdoc/>
    public double Mass { get; }

    /// <inheritdoc/>
    public PlanarMoments Integrate(ReadOnlySpan<PlanarPoint> polygon, PlanarPoint origin) => _height * PlanarMoments.OfPolygon(polygon, origin);

    /// <inheritdoc/>
    public double IntegrateAlong(PlanarPoint start, PlanarPoint end) => _height * Math.Sqrt(start.SquaredDistance(end));
}
