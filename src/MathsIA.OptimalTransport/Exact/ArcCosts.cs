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
    private readonly ICostGeometry<T>? _costs;
    private readonly int[] _rows;
    private readonly int[]? _columns;
    private readonly double[]? _stored;
    private readonly double[] _row;
    private readonly T[] _given;
    private readonly int[]? _starts;
    private readonly int[] _ends = [];
    private double _hugeFrom = double.PositiveInfinity;
    private readonly double _forbidden;

    /// <summary>The most costs that are kept unless the caller says otherwise: 128 MB of them.</summary>
    public const long DefaultStored = 1L << 24;

    /// <summary>Looks at every cost between the given sources and targets once.</summary>
    public ArcCosts(ICostGeometry<T> costs, int[] rows, int[] columns, long mostStored = DefaultStored)
    {
        _costs = costs;
        _rows = rows;
        _columns = columns.Length == costs.Columns ? null : columns;
        _given = new T[costs.Columns];
        _row = new double[columns.Length];
        Columns = columns.Length;

        // Stored when they are in some other form than rows of doubles and not too many.
        long cells = (long)rows.Length * Columns;
        if ((typeof(T) != typeof(double) || _columns is not null || costs is not DenseCost<T>) && cells <= Math.Min(mostStored, Array.MaxLength))
        {
            var stored = new double[cells];
            for (int i = 0; i < rows.Length; i++)
                Row(i).CopyTo(stored.AsSpan(i * Columns, Columns));
            _stored = stored;
        }

        Rows = rows.Length;
        (_hugeFrom, HasFiniteHuge, _forbidden) = SetApart(cells);
        HasHuge = HasFiniteHuge || _forbidden > 0;
    }

    /// <summary>Takes the arcs there are between the given sources and targets, and forbidden ones to a spare source and a spare target, which come last: what finds no
    /// way along an arc goes by these. Work and memory grow with the number of arcs.</summary>
    public ArcCosts(SparseArcs<T> arcs, int[] rows, int[] columns, int columnCount)
    {
        (_rows, _row, _given) = (rows, [], []);
        (Rows, Columns) = (rows.Length + 1, columns.Length + 1);
        var places = new int[columnCount];
        Array.Fill(places, -1);
        for (int k = 0; k < columns.Length; k++)
            places[columns[k]] = k;
        List<int> ends = new(arcs.Count + rows.Length + Columns);
        List<double> prices = new(ends.Capacity);
        _starts = new int[Rows + 1];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<int> targets = arcs.Ends(rows[i]);
            ReadOnlySpan<double> costs = arcs.Costs(rows[i]);
            for (int k = 0; k < targets.Length; k++)
            {
                if (places[targets[k]] >= 0)
                    Append(places[targets[k]], costs[k]);
            }

            Append(Columns - 1, double.PositiveInfinity);
            _starts[i + 1] = ends.Count;
        }

        for (int j = 0; j < columns.Length; j++)
            Append(j, double.PositiveInfinity);
        Append(columns.Length, 0);
        _starts[Rows] = ends.Count;
        (_ends, _stored) = ([.. ends], [.. prices]);
        (_hugeFrom, HasFiniteHuge, _forbidden) = SetApart(_stored.Length);
        HasHuge = true;

        void Append(int end, double price)
        {
            ends.Add(end);
            prices.Add(price);
        }
    }

    /// <summary>Whether only some of the arcs are there.</summary>
    public bool IsSparse => _starts is not null;

    public int Rows { get; }

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
        if (_starts is not null)
            return _stored.AsSpan(_starts[i].._starts[i + 1]);
        if (_stored is not null)
            return _stored.AsSpan(i * Columns, Columns);
        ReadOnlySpan<T> given = _costs!.Row(_rows[i], 0, _given);
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

    /// <summary>The column at a place of a row.</summary>
    public int Column(int row, int place) => _starts is null ? place : _ends[_starts[row] + place];

    /// <summary>The cost of an arc that is there.</summary>
    public double Cost(int row, int column) => Row(row)[_starts is null ? column : _ends.AsSpan(_starts[row].._starts[row + 1]).IndexOf(column)];

    /// <summary>The huge part of the cost of a forbidden arc, a power of 2; 0 where there is none.</summary>
    public double Forbidden => _forbidden;

    /// <summary>A cost in its two parts.</summary>
    public (double Plain, double Huge) Split(double cost) =>
        Math.Abs(cost) < _hugeFrom ? (cost, 0.0) : (0, double.IsInfinity(cost) ? _forbidden : cost);

    /// <summary>From now on only forbidden arcs are huge.</summary>
    public void MergeFinite() => (_hugeFrom, HasHuge) = (double.PositiveInfinity, _forbidden > 0);

    private (double HugeFrom, bool HasFiniteHuge, double Forbidden) SetApart(long cells)
    {
        (double largest, bool infinite) = Largest();
        double hugeFrom = FindGap(largest, cells, infinite);
        bool finite = largest >= hugeFrom;
        // Dearer than any way round that uses only huge arcs; a power of 2, so that sums of such costs are exact.
        return (hugeFrom, finite, !infinite ? 0 : finite ? Math.Max(1, Math.ScaleB(1, Math.ILogB(largest) + 3)) : 1);
    }

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

    private double FindGap(double largest, long cells, bool infinite)
    {
        long barred = 0;
        for (int i = 0; i < Rows && infinite; i++)
            barred += CostMagnitudes.CountFrom(Row(i), double.PositiveInfinity);
        // Half of the finite costs within the gap's width of the largest: no gap fits above the median, and there is no need to count.
        double near = Math.ScaleB(largest, -CostMagnitudes.Gap);
        long within = -barred;
        for (int i = 0; i < Rows && near > 0; i++)
        {
            within += CostMagnitudes.CountFrom(Row(i), near);
            if (2 * within >= cells - barred)
                return double.PositiveInfinity;
        }

        long[] counts = CostMagnitudes.NewCounts();
        for (int i = 0; i < Rows; i++)
            CostMagnitudes.Count(Row(i), counts);
        return CostMagnitudes.FindGap(counts);
    }
}
