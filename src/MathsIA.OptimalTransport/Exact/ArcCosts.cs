using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The costs that the simplex method prices: rows of doubles, with what is forbidden or huge set apart.</summary>
/// <remarks>
/// An arc is huge when its cost is infinite, or lies beyond a gap of more than 2²⁰ in the magnitudes of all costs: added to a
/// potential such a cost would wipe out the digits that tell the other arcs apart. It then counts in a part of its own, which decides
/// first. As long as no mass needs a huge arc that is exact: a cycle with fewer than 2²⁰ arcs cannot gain in plain costs what one
/// huge arc adds. Where mass does need one, <see cref="MergeFinite"/> puts the finite costs together again.
/// </remarks>
internal sealed class ArcCosts<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ICostGeometry<T> _costs;
    private readonly int[] _rows;
    private readonly int[]? _columns;
    private readonly double[]? _stored;
    private readonly double[] _row;
    private readonly T[] _given;
    private double _hugeFrom = double.PositiveInfinity;
    private readonly double _forbidden;

    /// <summary>Looks at every cost between the given sources and targets once.</summary>
    public ArcCosts(ICostGeometry<T> costs, int[] rows, int[] columns)
    {
        _costs = costs;
        _rows = rows;
        _columns = columns.Length == costs.Columns ? null : columns;
        _given = new T[costs.Columns];
        _row = new double[columns.Length];
        Columns = columns.Length;

        // Stored when they are in some other form than rows of doubles and fit in memory with ease.
        long cells = (long)rows.Length * Columns;
        if ((typeof(T) != typeof(double) || _columns is not null || costs is not DenseCost<T>) && cells <= StoredCells)
        {
            var stored = new double[cells];
            for (int i = 0; i < rows.Length; i++)
                Row(i).CopyTo(stored.AsSpan(i * Columns, Columns));
            _stored = stored;
        }

        (double largest, bool infinite) = Largest();
        _hugeFrom = FindGap(largest, cells);
        HasFiniteHuge = largest >= _hugeFrom;
        HasHuge = infinite || HasFiniteHuge;
        // Dearer than any way round that uses only huge arcs.
        _forbidden = infinite ? Math.Max(1, HasFiniteHuge ? 4 * largest : 1) : 0;
    }

    /// <summary>Costs beyond this number, 128 MB of them, are computed anew at each visit.</summary>
    public const long StoredCells = 1L << 24;

    public int Rows => _rows.Length;

    public int Columns { get; }

    /// <summary>Whether any arc is huge.</summary>
    public bool HasHuge { get; private set; }

    /// <summary>Whether any arc was huge at first, and not forbidden.</summary>
    public bool HasFiniteHuge { get; }

    /// <summary>The size from which on costs are huge.</summary>
    public double HugeFrom => _hugeFrom;

    /// <summary>A row of costs as given. The next call may overwrite it.</summary>
    public ReadOnlySpan<double> Row(int i)
    {
        if (_stored is not null)
            return _stored.AsSpan(i * Columns, Columns);
        ReadOnlySpan<T> given = _costs.Row(_rows[i], 0, _given);
        if (_columns is null)
        {
            if (typeof(T) == typeof(double))
                return System.Runtime.InteropServices.MemoryMarshal.Cast<T, double>(given);
            for (int j = 0; j < given.Length; j++)
                _row[j] = double.CreateTruncating(given[j]);
        }
        else
        {
            for (int j = 0; j < _columns.Length; j++)
                _row[j] = double.CreateTruncating(given[_columns[j]]);
        }

        return _row;
    }

    /// <summary>A cost in its two parts.</summary>
    public (double Plain, double Huge) Split(double cost) =>
        Math.Abs(cost) < _hugeFrom ? (cost, 0.0) : (0, double.IsInfinity(cost) ? _forbidden : cost);

    /// <summary>From now on only forbidden arcs are huge.</summary>
    public void MergeFinite() => (_hugeFrom, HasHuge) = (double.PositiveInfinity, _forbidden > 0);

    private (double Largest, bool Infinite) Largest()
    {
        double largest = 0;
        bool infinite = false;
        for (int i = 0; i < Rows; i++)
        {
            (double most, bool barred) = CostMagnitudes.Look(Row(i));
            largest = Math.Max(largest, most);
            infinite |= barred;
        }

        return (largest, infinite);
    }

    private double FindGap(double largest, long cells)
    {
        // Half of the costs within the gap's width of the largest: no gap fits above the median, and there is no need to count.
        double near = Math.ScaleB(largest, -CostMagnitudes.Gap);
        long within = 0;
        for (int i = 0; i < Rows && near > 0; i++)
        {
            within += CostMagnitudes.CountFrom(Row(i), near);
            if (2 * within >= cells)
                return double.PositiveInfinity;
        }

        long[] counts = CostMagnitudes.NewCounts();
        for (int i = 0; i < Rows; i++)
            CostMagnitudes.Count(Row(i), counts);
        return CostMagnitudes.FindGap(counts);
    }
}
