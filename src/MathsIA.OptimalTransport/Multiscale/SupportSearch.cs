namespace MathsIA.OptimalTransport;

/// <summary>Finds the arcs that matter, <c>f_i + g_j − |x_i − y_j|² ≥ limit</c>, by descending two trees together, and the best arc of a point; and bounds what
/// is left out.</summary>
internal sealed class SupportSearch(PointTree sources, PointTree targets)
{
    private readonly double[] _largestF = new double[sources.Nodes];
    private readonly double[] _largestG = new double[targets.Nodes];
    private readonly List<(int Row, int Column, double Cost)> _found = [];
    private int _sourceLevel;
    private int _targetLevel;
    private double _limit;

    /// <summary>All arcs between two levels that reach the limit, and for every point without any, its best one.</summary>
    public SparseSupport Find(int sourceLevel, int targetLevel, double[] f, double[] g, double limit)
    {
        (_sourceLevel, _targetLevel, _limit) = (sourceLevel, targetLevel, limit);
        sources.LargestAbove(sourceLevel, f, _largestF);
        targets.LargestAbove(targetLevel, g, _largestG);
        _found.Clear();
        Visit(0, 0, 0, 0, f, g);
        AddLonely(f, g);
        return Sorted();
    }

    /// <summary>The smallest <c>|x − y_j|² − g_j</c> over the points of the finest level of a tree, by branch and bound.</summary>
    public static double LeastDifference(ReadOnlySpan<double> point, PointTree tree, ReadOnlySpan<double> g, double[] largest) =>
        Descend(point, tree, g, largest, 0, 0, double.PositiveInfinity);

    private static double Descend(ReadOnlySpan<double> point, PointTree tree, ReadOnlySpan<double> g, double[] largest, int depth, int cell, double best)
    {
        int node = PointTree.First(depth) + cell;
        if (tree.SquaredDistance(node, point) - largest[node] >= best)
            return best;
        if (depth == tree.Depth)
        {
            (int start, int end) = tree.Leaf(cell);
            ReadOnlySpan<double> points = tree.PointsAt(tree.Finest);
            for (int j = start; j < end; j++)
                best = Math.Min(best, Squared(point, points.Slice(j * tree.Dimension, tree.Dimension)) - g[j]);
            return best;
        }

        // The half that promises more first: it prunes the other.
        int near = PointTree.First(depth + 1) + (2 * cell);
        bool swap = tree.SquaredDistance(near + 1, point) - largest[near + 1] < tree.SquaredDistance(near, point) - largest[near];
        best = Descend(point, tree, g, largest, depth + 1, (2 * cell) + (swap ? 1 : 0), best);
        return Descend(point, tree, g, largest, depth + 1, (2 * cell) + (swap ? 0 : 1), best);
    }

    private void Visit(int depth, int cell, int otherDepth, int otherCell, double[] f, double[] g)
    {
        int node = PointTree.First(depth) + cell, other = PointTree.First(otherDepth) + otherCell;
        if (_largestF[node] + _largestG[other] - sources.SquaredDistance(node, targets, other) < _limit)
            return;
        bool sourceCell = depth < Math.Min(_sourceLevel, sources.Depth), targetCell = otherDepth < Math.Min(_targetLevel, targets.Depth);
        if (!sourceCell && !targetCell)
        {
            Emit(depth, cell, otherDepth, otherCell, f, g);
            return;
        }

        for (int i = 0; i <= (sourceCell ? 1 : 0); i++)
        {
            for (int j = 0; j <= (targetCell ? 1 : 0); j++)
                Visit(sourceCell ? depth + 1 : depth, sourceCell ? (2 * cell) + i : cell, targetCell ? otherDepth + 1 : otherDepth, targetCell ? (2 * otherCell) + j : otherCell, f, g);
        }
    }

    private void Emit(int depth, int cell, int otherDepth, int otherCell, double[] f, double[] g)
    {
        (int start, int end) = depth == _sourceLevel ? (cell, cell + 1) : sources.Leaf(cell);
        (int first, int last) = otherDepth == _targetLevel ? (otherCell, otherCell + 1) : targets.Leaf(otherCell);
        int dimension = sources.Dimension;
        ReadOnlySpan<double> x = sources.PointsAt(_sourceLevel), y = targets.PointsAt(_targetLevel);
        for (int i = start; i < end; i++)
        {
            for (int j = first; j < last; j++)
            {
                double cost = Squared(x.Slice(i * dimension, dimension), y.Slice(j * dimension, dimension));
                if (f[i] + g[j] - cost >= _limit)
                    _found.Add((i, j, cost));
            }
        }
    }

    /// <summary>No point may be left alone, or its mass could not move at all.</summary>
    private void AddLonely(double[] f, double[] g)
    {
        bool[] rows = new bool[f.Length], columns = new bool[g.Length];
        foreach ((int row, int column, _) in _found)
            (rows[row], columns[column]) = (true, true);
        int dimension = sources.Dimension;
        ReadOnlySpan<double> x = sources.PointsAt(_sourceLevel), y = targets.PointsAt(_targetLevel);
        for (int i = 0; i < rows.Length; i++)
        {
            if (!rows[i])
            {
                int j = Nearest(x.Slice(i * dimension, dimension), y, g, out double cost);
                _found.Add((i, j, cost));
                columns[j] = true;
            }
        }

        for (int j = 0; j < columns.Length; j++)
        {
            if (!columns[j])
                _found.Add((Nearest(y.Slice(j * dimension, dimension), x, f, out double cost), j, cost));
        }
    }

    private static int Nearest(ReadOnlySpan<double> point, ReadOnlySpan<double> others, double[] potentials, out double cost)
    {
        int best = 0;
        cost = 0;
        double least = double.PositiveInfinity;
        for (int j = 0; j < potentials.Length; j++)
        {
            double distance = Squared(point, others.Slice(j * point.Length, point.Length));
            if (distance - potentials[j] < least)
                (best, least, cost) = (j, distance - potentials[j], distance);
        }

        return best;
    }

    private SparseSupport Sorted()
    {
        var starts = new int[sources.CountAt(_sourceLevel) + 1];
        foreach ((int row, _, _) in _found)
            starts[row + 1]++;
        for (int i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        int[] next = (int[])starts.Clone(), columns = new int[_found.Count];
        var costs = new double[_found.Count];
        foreach ((int row, int column, double cost) in _found)
            (columns[next[row]], costs[next[row]++]) = (column, cost);
        return new(starts, columns, costs);
    }

    private static double Squared(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
            sum += (x[k] - y[k]) * (x[k] - y[k]);
        return sum;
    }
}
