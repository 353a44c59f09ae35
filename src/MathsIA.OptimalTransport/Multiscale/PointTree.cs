namespace MathsIA.OptimalTransport;

/// <summary>Points with masses in a balanced binary tree: every level halves every cell at the median of its widest axis.</summary>
/// <remarks>A level is a coarser version of the measure, one point a cell: its barycentre with its mass. The finest level is the points
/// themselves, in the order of the tree. Bounding boxes hold the points of a cell, so they hold the barycentres below it too.</remarks>
internal sealed class PointTree
{
    private const int LeafSize = 4;

    private readonly double[] _points;
    private readonly double[] _masses;
    private readonly int[] _starts;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double[] _centres;
    private readonly double[] _weights;

    public PointTree(ReadOnlySpan<double> points, double[] masses, int dimension)
    {
        Dimension = dimension;
        Count = masses.Length;
        Order = [.. Enumerable.Range(0, Count)];
        while (Count >> (Depth + 1) >= LeafSize)
            Depth++;
        int nodes = (2 << Depth) - 1;
        _starts = new int[nodes + 1];
        double[] given = points.ToArray();
        Split(given, 0, 0, Count, 0);
        _points = new double[given.Length];
        _masses = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            given.AsSpan(Order[i] * dimension, dimension).CopyTo(_points.AsSpan(i * dimension));
            _masses[i] = masses[Order[i]];
        }

        _low = new double[nodes * dimension];
        _high = new double[nodes * dimension];
        _centres = new double[nodes * dimension];
        _weights = new double[nodes];
        for (int node = 0; node < nodes; node++)
            Measure(node);
    }

    public int Dimension { get; }

    /// <summary>How many points.</summary>
    public int Count { get; }

    /// <summary>The depth of the leaves.</summary>
    public int Depth { get; }

    /// <summary>The level of the points themselves.</summary>
    public int Finest => Depth + 1;

    /// <summary>Which point of the input each point of the tree is.</summary>
    public int[] Order { get; }

    /// <summary>How many points a level has.</summary>
    public int CountAt(int level) => level == Finest ? Count : 1 << level;

    /// <summary>The points of a level.</summary>
    public ReadOnlySpan<double> PointsAt(int level) => level == Finest ? _points : _centres.AsSpan(First(level) * Dimension, (1 << level) * Dimension);

    /// <summary>The masses of a level.</summary>
    public ReadOnlySpan<double> MassesAt(int level) => level == Finest ? _masses : _weights.AsSpan(First(level), 1 << level);

    /// <summary>The points of the next level that lie in a cell of a level.</summary>
    public (int Start, int End) Children(int level, int cell) => level < Depth ? (2 * cell, (2 * cell) + 2) : Leaf(cell);

    /// <summary>The largest of the values given to the points of a level, for every node above them, in the order of nodes.</summary>
    public void LargestAbove(int level, ReadOnlySpan<double> values, double[] destination)
    {
        for (int depth = Math.Min(level, Depth); depth >= 0; depth--)
        {
            for (int cell = 0; cell < 1 << depth; cell++)
            {
                int node = First(depth) + cell;
                if (depth == level)
                {
                    destination[node] = values[cell];
                    continue;
                }

                if (depth == Depth)
                {
                    (int start, int end) = Leaf(cell);
                    double largest = double.NegativeInfinity;
                    for (int i = start; i < end; i++)
                        largest = Math.Max(largest, values[i]);
                    destination[node] = largest;
                }
                else
                {
                    destination[node] = Math.Max(destination[(2 * node) + 1], destination[(2 * node) + 2]);
                }
            }
        }
    }

    /// <summary>Numbers of nodes: the first one at a depth.</summary>
    public static int First(int depth) => (1 << depth) - 1;

    /// <summary>How many nodes.</summary>
    public int Nodes => _weights.Length;

    /// <summary>The mean squared diagonal of the boxes at a level; 0 for the points.</summary>
    public double SquaredSize(int level)
    {
        if (level == Finest)
            return 0;
        double sum = 0;
        for (int k = First(level) * Dimension; k < First(level + 1) * Dimension; k++)
            sum += (_high[k] - _low[k]) * (_high[k] - _low[k]);
        return sum / (1 << level);
    }

    /// <summary>The smallest squared distance between two boxes.</summary>
    public double SquaredDistance(int node, PointTree other, int otherNode)
    {
        double sum = 0;
        for (int k = 0; k < Dimension; k++)
        {
            double between = Math.Max(0, Math.Max(_low[(node * Dimension) + k] - other._high[(otherNode * Dimension) + k], other._low[(otherNode * Dimension) + k] - _high[(node * Dimension) + k]));
            sum += between * between;
        }

        return sum;
    }

    /// <summary>The smallest squared distance between a point and a box.</summary>
    public double SquaredDistance(int node, ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (int k = 0; k < Dimension; k++)
        {
            double between = Math.Max(0, Math.Max(_low[(node * Dimension) + k] - point[k], point[k] - _high[(node * Dimension) + k]));
            sum += between * between;
        }

        return sum;
    }

    /// <summary>The points of a leaf.</summary>
    public (int Start, int End) Leaf(int cell) => (_starts[First(Depth) + cell], cell + 1 < 1 << Depth ? _starts[First(Depth) + cell + 1] : Count);

    private void Split(double[] points, int node, int start, int end, int depth)
    {
        _starts[node] = start;
        if (depth == Depth)
            return;
        int axis = Widest(points, start, end), middle = (start + end) / 2;
        // By coordinate, then by number: the same tree whatever the sort does with ties.
        Array.Sort(Order, start, end - start, Comparer<int>.Create((i, j) =>
        {
            int order = points[(i * Dimension) + axis].CompareTo(points[(j * Dimension) + axis]);
            return order != 0 ? order : i.CompareTo(j);
        }));
        Split(points, (2 * node) + 1, start, middle, depth + 1);
        Split(points, (2 * node) + 2, middle, end, depth + 1);
    }

    private int Widest(double[] points, int start, int end)
    {
        int widest = 0;
        double width = -1;
        for (int axis = 0; axis < Dimension; axis++)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (int i = start; i < end; i++)
            {
                double x = points[(Order[i] * Dimension) + axis];
                (low, high) = (Math.Min(low, x), Math.Max(high, x));
            }

            if (high - low > width)
                (widest, width) = (axis, high - low);
        }

        return widest;
    }

    private void Measure(int node)
    {
        int depth = System.Numerics.BitOperations.Log2((uint)(node + 1)), cell = node - First(depth), below = Depth - depth;
        int start = Leaf(cell << below).Start, end = Leaf(((cell + 1) << below) - 1).End;
        Span<double> low = _low.AsSpan(node * Dimension, Dimension), high = _high.AsSpan(node * Dimension, Dimension), centre = _centres.AsSpan(node * Dimension, Dimension);
        low.Fill(double.PositiveInfinity);
        high.Fill(double.NegativeInfinity);
        for (int i = start; i < end; i++)
        {
            _weights[node] += _masses[i];
            for (int k = 0; k < Dimension; k++)
            {
                double x = _points[(i * Dimension) + k];
                (low[k], high[k]) = (Math.Min(low[k], x), Math.Max(high[k], x));
                centre[k] += _masses[i] * x;
            }
        }

        // A barycentre may leave the box by rounding; a cell without mass keeps a corner.
        for (int k = 0; k < Dimension; k++)
            centre[k] = _weights[node] > 0 ? Math.Clamp(centre[k] / _weights[node], low[k], high[k]) : low[k];
    }
}
