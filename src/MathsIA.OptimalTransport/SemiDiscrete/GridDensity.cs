namespace MathsIA.OptimalTransport;

/// <summary>A density that is constant on each cell of a grid over a rectangle: an image.</summary>
/// <remarks>Integrals over a polygon cut it along the lines of the grid: the cost is that of the cells it meets.</remarks>
public sealed class GridDensity : IPlanarDensity
{
    private readonly double[] _heights;
    private readonly int _rows;
    private readonly int _columns;
    private readonly double _left, _bottom, _width, _height;
    private readonly PlanarPoint[] _domain;

    /// <summary>Takes the masses of the cells.</summary>
    /// <param name="masses">The masses, at least 0: row i of the matrix is the i-th strip from the bottom, column j the j-th from the left.</param>
    /// <param name="left">The smallest first coordinate of the rectangle.</param>
    /// <param name="bottom">The smallest second coordinate.</param>
    /// <param name="right">The largest first coordinate.</param>
    /// <param name="top">The largest second coordinate.</param>
    /// <exception cref="ArgumentNullException">The masses are null.</exception>
    /// <exception cref="ShapeMismatchException">They are not a matrix of at least one cell.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">There is no mass, or the rectangle has no area.</exception>
    public GridDensity(Tensor<double> masses, double left = 0, double bottom = 0, double right = 1, double top = 1)
    {
        ArgumentNullException.ThrowIfNull(masses);
        if (masses.Rank != 2 || masses.Length == 0)
            throw new ShapeMismatchException(nameof(GridDensity), $"masses has the shape {masses.Shape}; a matrix of at least one cell is asked for.", nameof(masses));
        if (!(right > left && top > bottom && double.IsFinite((right - left) * (top - bottom))))
            throw new ArgumentException($"GridDensity: the rectangle from ({left:R}, {bottom:R}) to ({right:R}, {top:R}) has no area, or is not finite.", nameof(right));
        (_rows, _columns) = (masses.Shape[0], masses.Shape[1]);
        (_left, _bottom, _width, _height) = (left, bottom, (right - left) / _columns, (top - bottom) / _rows);
        _domain = [new(left, bottom), new(right, bottom), new(right, top), new(left, top)];
        _heights = masses.ToArray();
        for (int k = 0; k < _heights.Length; k++)
        {
            if (!(_heights[k] >= 0 && double.IsFinite(_heights[k])))
                throw new ArgumentOutOfRangeException(nameof(masses), _heights[k], $"GridDensity: the mass of cell ({k / _columns}, {k % _columns}) of masses, of shape {masses.Shape}, is negative or not finite.");
            Mass += _heights[k];
            _heights[k] /= _width * _height;
        }

        if (!(Mass > 0 && double.IsFinite(Mass)))
            throw new ArgumentException($"GridDensity: masses, of shape {masses.Shape}, has no mass, or more than a double holds.", nameof(masses));
    }

    /// <inheritdoc/>
    public IReadOnlyList<PlanarPoint> Domain => _domain;

    /// <inheritdoc/>
    public double Mass { get; }

    /// <inheritdoc/>
    public PlanarMoments Integrate(ReadOnlySpan<PlanarPoint> polygon, PlanarPoint origin)
    {
        if (polygon.Length < 3)
            return default;
        PlanarMoments sum = default;
        var strip = new ClippedPolygon();
        var cell = new ClippedPolygon();
        (int first, int last) = Range(polygon, point => (point.Y - _bottom) / _height, _rows);
        for (int row = first; row <= last; row++)
        {
            strip.Assign(polygon);
            double low = _bottom + (row * _height);
            if (row > first)
                strip.Clip(0, -1, -low);
            if (row < last)
                strip.Clip(0, 1, low + _height);
            if (strip.Count < 3)
                continue;
            (int from, int to) = Range(strip.Vertices, point => (point.X - _left) / _width, _columns);
            for (int column = from; column <= to; column++)
            {
                double density = _heights[(row * _columns) + column];
                if (density == 0)
                    continue;
                cell.Assign(strip.Vertices);
                double start = _left + (column * _width);
                if (column > from)
                    cell.Clip(-1, 0, -start);
                if (column < to)
                    cell.Clip(1, 0, start + _width);
                if (cell.Count >= 3)
                    sum += density * PlanarMoments.OfPolygon(cell.Vertices, origin);
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public double IntegrateAlong(PlanarPoint start, PlanarPoint end)
    {
        // In cells the line is p + t (q − p); it is cut wherever a coordinate is whole.
        double px = (start.X - _left) / _width, py = (start.Y - _bottom) / _height, dx = ((end.X - _left) / _width) - px, dy = ((end.Y - _bottom) / _height) - py;
        double length = Math.Sqrt(start.SquaredDistance(end)), t = 0, sum = 0;
        while (t < 1)
        {
            double next = Math.Min(1, Math.Min(NextCut(px, dx, t), NextCut(py, dy, t)));
            double middle = (t + next) / 2;
            int column = Math.Clamp((int)Math.Floor(px + (middle * dx)), 0, _columns - 1), row = Math.Clamp((int)Math.Floor(py + (middle * dy)), 0, _rows - 1);
            sum += _heights[(row * _columns) + column] * (next - t);
            t = next;
        }

        return sum * length;
    }

    /// <summary>The first t beyond the present one at which a coordinate <c>p + t d</c> is whole.</summary>
    private static double NextCut(double p, double d, double t)
    {
        if (d == 0)
            return 1;
        double whole = d > 0 ? Math.Floor(p + (t * d)) + 1 : Math.Ceiling(p + (t * d)) - 1, cut = (whole - p) / d;
        // Rounding may find the cut just made: then the next one.
        return cut > t + 1e-14 ? cut : (whole + Math.Sign(d) - p) / d;
    }

    private static (int First, int Last) Range(ReadOnlySpan<PlanarPoint> polygon, Func<PlanarPoint, double> coordinate, int count)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (PlanarPoint vertex in polygon)
        {
            double at = coordinate(vertex);
            (least, most) = (Math.Min(least, at), Math.Max(most, at));
        }

        return (Math.Clamp((int)Math.Floor(least), 0, count - 1), Math.Clamp((int)Math.Floor(most), 0, count - 1));
    }
}
