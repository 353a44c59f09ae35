namespace MathsIA.OptimalTransport;

/// <summary>Cuts Laguerre cells out of a domain, with the sites kept in a grid of buckets.</summary>
internal sealed class LaguerreBuilder
{
    private readonly IPlanarDensity _density;
    private readonly PlanarPoint[] _domain;
    private readonly PlanarPoint[] _sites;
    private readonly double[] _weights;
    private readonly double _largestWeight;
    private readonly double _left, _bottom, _side;
    private readonly int _columns, _rows;
    private readonly int[] _starts;
    private readonly int[] _members;

    public LaguerreBuilder(IPlanarDensity density, PlanarPoint[] sites, double[] weights)
    {
        (_density, _sites, _weights) = (density, sites, weights);
        _domain = [.. density.Domain];
        _largestWeight = weights.Max();
        _left = sites.Min(site => site.X);
        _bottom = sites.Min(site => site.Y);
        double width = sites.Max(site => site.X) - _left, height = sites.Max(site => site.Y) - _bottom;
        // About two sites a bucket, and never more buckets than a few for each site, however flat the cloud.
        _side = Math.Max(Math.Sqrt(2 * width * height / sites.Length), Math.Max(width, height) / (2.0 * sites.Length));
        if (!(_side > 0))
            _side = 1;
        (_columns, _rows) = ((int)(width / _side) + 1, (int)(height / _side) + 1);
        _starts = new int[(_columns * _rows) + 1];
        foreach (PlanarPoint site in sites)
            _starts[Bucket(site) + 1]++;
        for (int k = 1; k < _starts.Length; k++)
            _starts[k] += _starts[k - 1];
        _members = new int[sites.Length];
        int[] place = _starts[..^1];
        for (int i = 0; i < sites.Length; i++)
            _members[place[Bucket(sites[i])]++] = i;
    }

    public LaguerreCell Cell(int i, ClippedPolygon polygon)
    {
        PlanarPoint site = _sites[i];
        polygon.Assign(_domain);
        int column = Column(site), row = Row(site), rings = Math.Max(Math.Max(column, _columns - 1 - column), Math.Max(row, _rows - 1 - row));
        double reach = Reach(polygon, i);
        for (int ring = 0; ring <= rings && polygon.Count > 0; ring++)
        {
            // All sites of this ring and beyond are at least so far off.
            if ((ring - 1) * _side > reach)
                break;
            bool cut = false;
            for (int r = Math.Max(0, row - ring); r <= Math.Min(_rows - 1, row + ring); r++)
            {
                bool whole = Math.Abs(r - row) == ring;
                for (int c = column - ring; c <= column + ring; c += whole || ring == 0 ? 1 : 2 * ring)
                {
                    if (c >= 0 && c < _columns)
                        cut |= CutBy(r, c, i, polygon);
                }
            }

            if (cut)
                reach = Reach(polygon, i);
        }

        return new(polygon.Vertices.ToArray(), polygon.Labels.ToArray(), _density.Integrate(polygon.Vertices, site));
    }

    private bool CutBy(int row, int column, int i, ClippedPolygon polygon)
    {
        bool cut = false;
        int bucket = (row * _columns) + column;
        for (int k = _starts[bucket]; k < _starts[bucket + 1] && polygon.Count > 0; k++)
        {
            int j = _members[k];
            if (j == i)
                continue;
            PlanarPoint a = _sites[i], b = _sites[j];
            if (a == b)
            {
                // Of two sites at one place the heavier has the cell, or else the first.
                if (_weights[j] > _weights[i] || (_weights[j] == _weights[i] && j < i))
                    polygon.Clear();
                continue;
            }

            // ‖p − a‖² − w_a ≤ ‖p − b‖² − w_b, written about the middle of the two.
            double x = b.X - a.X, y = b.Y - a.Y;
            double bound = (x * ((a.X + b.X) / 2)) + (y * ((a.Y + b.Y) / 2)) + ((_weights[i] - _weights[j]) / 2);
            cut |= polygon.Clip(x, y, bound, j);
        }

        return cut;
    }

    /// <summary>How far a site may be and still cut: a bisector lies at <c>(d² + w_i − w_j) / 2d</c> from the site, the polygon within R of it.</summary>
    private double Reach(ClippedPolygon polygon, int i)
    {
        double square = 0;
        foreach (PlanarPoint vertex in polygon.Vertices)
            square = Math.Max(square, vertex.SquaredDistance(_sites[i]));
        return Math.Sqrt(square) + Math.Sqrt(Math.Max(0, square + _largestWeight - _weights[i]));
    }

    private int Bucket(PlanarPoint site) => (Row(site) * _columns) + Column(site);

    private int Column(PlanarPoint site) => Math.Min(_columns - 1, (int)((site.X - _left) / _side));

    private int Row(PlanarPoint site) => Math.Min(_rows - 1, (int)((site.Y - _bottom) / _side));
}
