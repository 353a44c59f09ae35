using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>The linear program of an exact barycenter: a unit of mass at point i of the support that comes from the points <c>j_1 … j_K</c> of the measures costs
/// <c>Σ_k λ_k C_k(i, j_k)</c>, and every point of every measure gives its mass.</summary>
/// <remarks>
/// <para>There are n Π m_k such columns, but only <c>Σ m_k − K + 1</c> constraints, and for given prices y of the constraints the column with the smallest reduced cost is found
/// exactly in n Σ m_k steps, since at a fixed i each measure minimizes alone. So: the revised simplex method, with columns made when they are needed and an explicit
/// inverse of the basis, computed anew now and then. Masses are perturbed by 1e-10 of themselves so that no basis is degenerate.</para>
/// <para>Source: E. Anderes, S. Borgwardt, J. Miller, "Discrete Wasserstein barycenters: optimal transport for discrete data", Math. Meth. Oper. Res. 84, 2016, for the program and the
/// bound on the support; pricing by its own separability.</para>
/// </remarks>
internal sealed class MultiMarginalSimplex
{
    private const double Perturbation = 1e-10, PivotTolerance = 1e-9, Rounding = 1e-12;
    private const int RefreshEvery = 100;

    private readonly double[][] _costs;
    private readonly double[][] _masses;
    private readonly int _support;
    private readonly int _measures;
    private readonly int _rows;
    private readonly int[][] _row;
    private readonly double[] _right;
    private readonly int[] _points;
    private readonly int[] _tuples;
    private readonly double[] _inverse;
    private readonly Tensor<double> _inverseMatrix;
    private readonly Tensor<double> _basis;
    private readonly double[] _values;
    private readonly double[] _prices;
    private readonly double[] _direction;
    private readonly int[] _entering;
    private readonly double _scale;

    /// <param name="costs">For each measure λ_k C_k, support by points, finite.</param>
    /// <param name="masses">The masses of each measure, positive, of equal totals.</param>
    public MultiMarginalSimplex(double[][] costs, double[][] masses)
    {
        (_costs, _masses, _measures) = (costs, masses, masses.Length);
        _support = costs[0].Length / masses[0].Length;
        _row = new int[_measures][];
        for (int k = 0; k < _measures; k++)
        {
            _row[k] = new int[masses[k].Length];
            for (int j = 0; j < masses[k].Length; j++)
                // The totals agree, so one constraint of every measure but the first says nothing new.
                _row[k][j] = k > 0 && j == masses[k].Length - 1 ? -1 : _rows++;
        }

        (_right, _values, _prices, _direction) = (new double[_rows], new double[_rows], new double[_rows], new double[_rows]);
        (_points, _tuples, _entering) = (new int[_rows], new int[_rows * _measures], new int[_measures]);
        _inverse = new double[checked(_rows * _rows)];
        _inverseMatrix = Tensor.From(_inverse, _rows, _rows);
        _basis = Tensor.Uninitialized<double>(_rows, _rows);
        _scale = costs.Max(row => row.Max(Math.Abs));
        Begin();
    }

    /// <summary>Pivots taken.</summary>
    public int Pivots { get; private set; }

    /// <summary>The price of each point of each measure.</summary>
    public double[][] Prices => Array.ConvertAll(_row, rows => Array.ConvertAll(rows, r => r < 0 ? 0 : _prices[r]));

    /// <summary>A lower bound of the optimal cost: the value of the prices, made feasible by the smallest reduced cost.</summary>
    public double LowerBound { get; private set; } = double.NegativeInfinity;

    /// <summary>Pivots until no column undercuts the prices.</summary>
    public Status Run(int maxPivots, CancellationToken cancellationToken)
    {
        Status? status = null;
        for (int since = 0; ; since++)
        {
            if (since == RefreshEvery)
            {
                Refresh();
                since = 0;
            }

            FindPrices();
            (double reduced, int point) = Enter();
            LowerBound = Math.Max(LowerBound, Bound(reduced));
            if (reduced >= -Rounding * _scale * _measures)
            {
                if (since == 0)
                    status = Status.Converged;
                else
                {
                    // Only an inverse without a history is believed.
                    Refresh();
                    since = -1;
                    continue;
                }
            }
            else if (Pivots >= maxPivots)
            {
                status = Status.IterationLimit;
            }
            else if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
            }
            else if (!Pivot(point))
            {
                status = Status.Stalled;
            }

            if (status is { } end)
                return end;
            Pivots++;
        }
    }

    /// <summary>The columns of the basis with their masses, from the masses as given.</summary>
    public IEnumerable<(int Point, int[] Tuple, double Mass)> Solution()
    {
        Refresh();
        double[] right = Right(perturbed: false);
        for (int r = 0; r < _rows; r++)
        {
            double mass = 0;
            for (int c = 0; c < _rows; c++)
                mass += _inverse[(r * _rows) + c] * right[c];
            if (mass > 1e-14 * right.Sum())
                yield return (_points[r], _tuples[(r * _measures)..((r + 1) * _measures)], mass);
        }
    }

    /// <summary>The corner rule: all measures are walked through together, and each step empties one point of one of them. Its steps make a basis.</summary>
    private void Begin()
    {
        Right(perturbed: true).CopyTo(_right, 0);
        double[][] left = Array.ConvertAll(_masses, masses => (double[])masses.Clone());
        for (int k = 0; k < _measures; k++)
        {
            for (int j = 0; j < left[k].Length; j++)
                left[k][j] = _row[k][j] < 0 ? double.PositiveInfinity : _right[_row[k][j]];
        }

        left[0][^1] = double.PositiveInfinity;
        int[] at = new int[_measures];
        for (int r = 0; r < _rows; r++)
        {
            int next = -1;
            for (int k = 0; k < _measures; k++)
            {
                if (at[k] < left[k].Length - 1 && (next < 0 || left[k][at[k]] < left[next][at[next]]))
                    next = k;
                _tuples[(r * _measures) + k] = at[k];
            }

            _points[r] = Cheapest(at);
            if (next < 0)
                break;
            double step = left[next][at[next]];
            for (int k = 0; k < _measures; k++)
                left[k][at[k]] -= step;
            at[next]++;
        }

        Refresh();
    }

    private double[] Right(bool perturbed)
    {
        var right = new double[_rows];
        for (int k = 0; k < _measures; k++)
        {
            for (int j = 0; j < _masses[k].Length; j++)
            {
                if (_row[k][j] >= 0)
                    right[_row[k][j]] = _masses[k][j];
            }
        }

        // Multiples of the golden ratio, taken off the points of every measure but the first, whose last one (without a constraint) makes up for it.
        for (int r = _row[0].Length; perturbed && r < _rows; r++)
            right[r] *= 1 - (Perturbation * (1 + ((r * 0.6180339887498949) % 1)));
        return right;
    }

    private int Cheapest(int[] tuple)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < _support; i++)
        {
            double cost = Cost(i, tuple);
            if (cost < least)
                (best, least) = (i, cost);
        }

        return best;
    }

    private double Cost(int point, ReadOnlySpan<int> tuple)
    {
        double cost = 0;
        for (int k = 0; k < _measures; k++)
            cost += _costs[k][(point * _masses[k].Length) + tuple[k]];
        return cost;
    }

    private void FindPrices()
    {
        Array.Clear(_prices);
        for (int r = 0; r < _rows; r++)
        {
            double cost = Cost(_points[r], _tuples.AsSpan(r * _measures, _measures));
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(_inverse.AsSpan(r * _rows, _rows), cost, _prices, _prices);
        }
    }

    /// <summary>The column with the smallest reduced cost: its point is returned, its tuple kept.</summary>
    private (double Reduced, int Point) Enter()
    {
        double least = double.PositiveInfinity;
        int best = 0;
        for (int i = 0; i < _support; i++)
        {
            double sum = 0;
            for (int k = 0; k < _measures; k++)
                sum += Least(i, k, out _);
            if (sum < least)
                (least, best) = (sum, i);
        }

        for (int k = 0; k < _measures; k++)
            Least(best, k, out _entering[k]);
        return (least, best);
    }

    private double Least(int point, int k, out int at)
    {
        int count = _masses[k].Length;
        ReadOnlySpan<double> costs = _costs[k].AsSpan(point * count, count);
        double least = double.PositiveInfinity;
        at = 0;
        for (int j = 0; j < count; j++)
        {
            double reduced = costs[j] - (_row[k][j] < 0 ? 0 : _prices[_row[k][j]]);
            if (reduced < least)
                (least, at) = (reduced, j);
        }

        return least;
    }

    private double Bound(double reduced)
    {
        double value = 0;
        for (int k = 0; k < _measures; k++)
        {
            for (int j = 0; j < _masses[k].Length; j++)
                value += _row[k][j] < 0 ? 0 : _masses[k][j] * _prices[_row[k][j]];
        }

        return value + (Math.Min(0, reduced) * _masses[0].Sum());
    }

    private bool Pivot(int point)
    {
        int leaving = -1;
        double ratio = double.PositiveInfinity;
        for (int r = 0; r < _rows; r++)
        {
            double d = 0;
            for (int k = 0; k < _measures; k++)
            {
                int row = _row[k][_entering[k]];
                d += row < 0 ? 0 : _inverse[(r * _rows) + row];
            }

            _direction[r] = d;
            if (d > PivotTolerance && (Math.Max(0, _values[r]) / d < ratio || (leaving >= 0 && Math.Max(0, _values[r]) / d == ratio && d > _direction[leaving])))
                (leaving, ratio) = (r, Math.Max(0, _values[r]) / d);
        }

        if (leaving < 0)
            return false;
        Span<double> pivotRow = _inverse.AsSpan(leaving * _rows, _rows);
        System.Numerics.Tensors.TensorPrimitives.Divide(pivotRow, _direction[leaving], pivotRow);
        for (int r = 0; r < _rows; r++)
        {
            if (r == leaving || _direction[r] == 0)
                continue;
            Span<double> row = _inverse.AsSpan(r * _rows, _rows);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(pivotRow, -_direction[r], row, row);
            _values[r] -= ratio * _direction[r];
        }

        _values[leaving] = ratio;
        _points[leaving] = point;
        _entering.CopyTo(_tuples, leaving * _measures);
        return true;
    }

    /// <summary>The inverse of the basis, and its values, from the columns themselves.</summary>
    private void Refresh()
    {
        _basis.Fill(0);
        Span<double> basis = _basis.AsSpan();
        for (int c = 0; c < _rows; c++)
        {
            for (int k = 0; k < _measures; k++)
            {
                int row = _row[k][_tuples[(c * _measures) + k]];
                if (row >= 0)
                    basis[(row * _rows) + c] = 1;
            }
        }

        Matrix.Inverse(_basis, _inverseMatrix);
        for (int r = 0; r < _rows; r++)
            _values[r] = System.Numerics.Tensors.TensorPrimitives.Dot(_inverse.AsSpan(r * _rows, _rows), (ReadOnlySpan<double>)_right);
    }
}
