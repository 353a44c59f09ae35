using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The method of Jonker and Volgenant: cheap assignments first, then one shortest augmenting path for each row that is left.</summary>
/// <remarks>Prices v make <c>c_ij − v_j</c> least, in its row, at the column assigned to it. With more columns than rows the prices of columns
/// without a row stay 0 and all others are at most 0, which is what the dual asks for.</remarks>
internal sealed class ShortestAugmentation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int None = -1;

    private readonly AssignmentCosts<T> _costs;
    private readonly int _rounds;
    private readonly double[] _prices;
    private readonly int[] _columnOf;
    private readonly int[] _rowOf;
    private readonly double[] _open;
    private readonly double[] _distances;
    private readonly double[] _predecessors;
    private readonly int[] _done;
    private readonly double[] _doneAt;
    private int _doneCount;
    private int[] _free;

    public ShortestAugmentation(AssignmentCosts<T> costs, int rounds)
    {
        (_costs, _rounds) = (costs, rounds);
        (_prices, _open, _distances, _predecessors) = (new double[costs.Columns], new double[costs.Columns], new double[costs.Columns], new double[costs.Columns]);
        (_columnOf, _rowOf) = (new int[costs.Rows], new int[costs.Columns]);
        (_done, _doneAt) = (new int[costs.Columns], new double[costs.Columns]);
        Array.Fill(_columnOf, None);
        Array.Fill(_rowOf, None);
        _free = [.. Enumerable.Range(0, costs.Rows)];
    }

    /// <summary>The column of each row; −1 where there is none.</summary>
    public int[] ColumnOf => _columnOf;

    /// <summary>The prices of the columns.</summary>
    public double[] Prices => _prices;

    /// <summary>Rows that together reach fewer columns than they are, and those columns; null if all rows are assigned.</summary>
    public (int[] Rows, int[] Columns)? Crowd { get; private set; }

    /// <summary>Paths looked for.</summary>
    public int Paths { get; private set; }

    public Status Run(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Status.Cancelled;
        if (_costs.Rows == _costs.Columns)
            ReduceColumns();
        for (int round = 0; round < _rounds; round++)
            ReduceRows();
        _prices.CopyTo(_open, 0);
        foreach (int row in _free)
        {
            if (cancellationToken.IsCancellationRequested)
                return Status.Cancelled;
            Augment(row);
            Paths++;
        }

        return Crowd is null ? Status.Converged : Status.Infeasible;
    }

    /// <summary>Prices each column at its least cost and gives it to the row where that is, if that row is still free; then lowers the price of a row's only
    /// such column until another one is as good.</summary>
    private void ReduceColumns()
    {
        double[] least = _prices, at = _predecessors;
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(at, None);
        for (int i = 0; i < _costs.Rows; i++)
            RowPricing.LowerColumns(_costs.Row(i), i, least, at);
        var wanted = new int[_costs.Rows];
        for (int j = _costs.Columns - 1; j >= 0; j--)
        {
            if (at[j] == None)
            {
                // No row reaches the column.
                _prices[j] = 0;
                continue;
            }

            int i = (int)at[j];
            if (++wanted[i] == 1)
                (_columnOf[i], _rowOf[j]) = (j, i);
        }

        for (int i = 0; i < _costs.Rows; i++)
        {
            if (wanted[i] != 1)
                continue;
            int j = _columnOf[i];
            (double first, int at1, double second, _) = RowPricing.TwoLeast(_costs.Row(i), _prices);
            double other = at1 == j ? second : first, own = _costs.Row(i)[j] - _prices[j];
            if (double.IsFinite(other) && other > own)
                _prices[j] -= other - own;
        }

        _free = [.. Enumerable.Range(0, _costs.Rows).Where(i => _columnOf[i] == None)];
    }

    /// <summary>Gives each free row its best column at a price at which the second best is as good, whoever had it; that row is free then and goes next.</summary>
    private void ReduceRows()
    {
        var left = new List<int>();
        int budget = 4 * _costs.Rows;
        int[] queue = _free;
        for (int k = 0; k < queue.Length; k++)
        {
            int row = queue[k];
            while (true)
            {
                (double first, int at, double second, int secondAt) = RowPricing.TwoLeast(_costs.Row(row), _prices);
                if (!double.IsFinite(first) || --budget < 0)
                {
                    left.Add(row);
                    break;
                }

                double lowered = _prices[at] - (second - first);
                bool lowers = double.IsFinite(lowered) && lowered < _prices[at];
                if (lowers)
                    _prices[at] = lowered;
                else if (_rowOf[at] != None && double.IsFinite(second))
                    at = secondAt;
                int displaced = _rowOf[at];
                (_columnOf[row], _rowOf[at]) = (at, row);
                if (displaced == None)
                    break;
                _columnOf[displaced] = None;
                if (lowers)
                {
                    row = displaced;
                    continue;
                }

                left.Add(displaced);
                break;
            }
        }

        _free = [.. left];
    }

    /// <summary>Dijkstra's method from a free row to the nearest free column, and the exchange along that path.</summary>
    private void Augment(int free)
    {
        Array.Fill(_distances, double.PositiveInfinity);
        _doneCount = 0;
        double length;
        int row = free, column;
        double head = 0;
        while (true)
        {
            (length, column) = RowPricing.Relax(_costs.Row(row), _open, head, row, _distances, _predecessors);
            if (column == None)
            {
                Reopen();
                Crowd ??= ([free, .. _done.Take(_doneCount).Select(j => _rowOf[j])], [.. _done.Take(_doneCount)]);
                return;
            }

            if (_rowOf[column] == None)
                break;
            Close(column, length);
            row = _rowOf[column];
            head = _costs.Row(row)[column] - _prices[column] - length;
        }

        for (int k = 0; k < _doneCount; k++)
            _prices[_done[k]] -= length - _doneAt[k];
        Reopen();
        for (int j = column; ;)
        {
            int i = (int)_predecessors[j];
            _rowOf[j] = i;
            (_columnOf[i], j) = (j, _columnOf[i]);
            if (i == free)
                return;
        }
    }

    private void Close(int column, double length)
    {
        _done[_doneCount] = column;
        _doneAt[_doneCount++] = length;
        _open[column] = double.NegativeInfinity;
        _distances[column] = double.PositiveInfinity;
    }

    private void Reopen()
    {
        for (int k = 0; k < _doneCount; k++)
            _open[_done[k]] = _prices[_done[k]];
    }
}
