namespace MathsIA.OptimalTransport;

/// <summary>A convex polygon that is cut by half-planes, each edge with the label of the cut that made it.</summary>
internal sealed class ClippedPolygon
{
    private PlanarPoint[] _vertices = new PlanarPoint[16];
    private int[] _labels = new int[16];
    private PlanarPoint[] _nextVertices = new PlanarPoint[16];
    private int[] _nextLabels = new int[16];

    public int Count { get; private set; }

    /// <summary>The vertices, counter-clockwise.</summary>
    public ReadOnlySpan<PlanarPoint> Vertices => _vertices.AsSpan(0, Count);

    /// <summary>The labels: that of the edge from each vertex to the next.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Count);

    public void Assign(ReadOnlySpan<PlanarPoint> vertices)
    {
        Reserve(vertices.Length);
        vertices.CopyTo(_vertices);
        _labels.AsSpan(0, vertices.Length).Fill(-1);
        Count = vertices.Length;
    }

    public void Clear() => Count = 0;

    /// <summary>Keeps the side on which <c>x p_x + y p_y ≤ bound</c>; says whether anything was cut off.</summary>
    public bool Clip(double x, double y, double bound, int label = -1)
    {
        bool outside = false;
        for (int i = 0; i < Count && !outside; i++)
            outside = Excess(_vertices[i]) > 0;
        if (!outside)
            return false;
        Reserve(Count + 1);
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            PlanarPoint a = _vertices[i], b = _vertices[i + 1 == Count ? 0 : i + 1];
            double fa = Excess(a), fb = Excess(b);
            if (fa <= 0)
            {
                // An edge that leaves at its very start has no length left: the cut takes its place.
                bool leaves = fa == 0 && fb > 0;
                (_nextVertices[kept], _nextLabels[kept]) = (a, leaves ? label : _labels[i]);
                kept++;
            }

            if ((fa < 0 && fb > 0) || (fa > 0 && fb < 0))
            {
                double t = fa / (fa - fb);
                _nextVertices[kept] = new(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y)));
                _nextLabels[kept] = fb > 0 ? label : _labels[i];
                kept++;
            }
        }

        Count = kept < 3 ? 0 : kept;
        (_vertices, _nextVertices) = (_nextVertices, _vertices);
        (_labels, _nextLabels) = (_nextLabels, _labels);
        return true;

        double Excess(PlanarPoint p) => (x * p.X) + (y * p.Y) - bound;
    }

    private void Reserve(int count)
    {
        if (_vertices.Length >= count)
            return;
        Array.Resize(ref _vertices, 2 * count);
        Array.Resize(ref _labels, 2 * count);
        Array.Resize(ref _nextVertices, 2 * count);
        Array.Resize(ref _nextLabels, 2 * count);
    }
}
