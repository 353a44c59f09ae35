using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Newton's method on the semi-dual of entropic transport, with the largest entries of the plan as its Hessian.</summary>
/// <remarks>
/// <para>With F eliminated, the dual is a concave function of g with the gradient <c>b − Pᵀ1</c> and the Hessian <c>−(diag(Pᵀ1) − Pᵀ diag(1/a) P)/ε</c>. Near the
/// solution most of the plan is negligible: the Newton equation keeps the entries above <see cref="Threshold"/> of their row, which leaves a graph
/// Laplacian, and conjugate gradients solve it at the price of those entries (X. Tang, M. Shavlovsky, H. Rahmanian, E. Tardini, K. K. Thekumparampil,
/// T. Xiao, L. Ying, "Accelerating Sinkhorn Algorithm with Sparse Newton Iterations", ICLR 2024).</para>
/// <para>Safeguard: a step counts only if the error falls or the dual grows by it; else it is halved, and after a few halvings given up.</para>
/// </remarks>
internal sealed unsafe class NewtonFinish<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The least share of its row that an entry of the Hessian has.</summary>
    private const double Threshold = 1e-4;

    private const int MaxInnerIterations = 400;
    private const int MaxHalvings = 5;

    /// <summary>Entries kept for each row and column: 20 MB for two clouds of 20,000 points.</summary>
    private const long EntriesEach = 40;

    private readonly ICostGeometry<T> _costs;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double _total;
    private readonly double _epsilon;
    private readonly ComputeContext? _context;
    private readonly int _blocks;
    private readonly long _most;
    private readonly NewtonRows[] _rows;
    private readonly double[] _values;
    private readonly double[] _sums;
    private readonly double[] _diagonal;
    private readonly double[] _trial;

    public NewtonFinish(ICostGeometry<T> costs, Masses masses, double epsilon, ComputeContext? context)
    {
        (_costs, _a, _b, _total, _epsilon, _context) = (costs, masses.Source, masses.Target, masses.Total, epsilon, context);
        _blocks = Gibbs.Blocks(costs.Rows);
        _most = Math.Max(1L << 20, EntriesEach * (costs.Rows + (long)costs.Columns)) / _blocks;
        _rows = new NewtonRows[_blocks];
        _values = new double[_blocks];
        for (int block = 0; block < _blocks; block++)
            _rows[block] = new();
        (_sums, _diagonal, _trial) = (new double[_b.Length], new double[_b.Length], new double[_b.Length]);
    }

    /// <summary>Improves potentials until the error is small, a step fails, or the caller has seen enough.</summary>
    /// <param name="g">The potentials of the targets, improved in place.</param>
    /// <param name="observe">Told the error after every pass over the costs; whether to go on.</param>
    /// <returns>Whether the last step was good: the caller's word ended the run.</returns>
    public bool Run(double[] g, Func<double, bool> observe)
    {
        (double error, double value) = Evaluate(g);
        if (!observe(error))
            return true;
        while (true)
        {
            if (Array.Exists(_rows, rows => rows.Overflowed) || !double.IsFinite(error))
                return false;
            double[] step = Direction(error);
            double length = 1, nextError = 0, nextValue = 0;
            int halvings = 0;
            for (; halvings < MaxHalvings; halvings++, length /= 2)
            {
                for (int j = 0; j < g.Length; j++)
                    _trial[j] = _b[j] > 0 ? g[j] + (length * step[j]) : g[j];
                (nextError, nextValue) = Evaluate(_trial);
                // The value sees no more than its rounding near the solution: there the error decides.
                bool better = nextError < 0.9 * error || (nextValue > value && nextError < 2 * error);
                bool goOn = observe(better ? nextError : double.PositiveInfinity);
                if (better)
                    _trial.CopyTo(g, 0);
                if (!goOn)
                    return true;
                if (better)
                    break;
            }

            if (halvings == MaxHalvings)
                return false;
            (error, value) = (nextError, nextValue);
        }
    }

    /// <summary>Error and semi-dual value at a point; leaves the largest entries of the plan and its column sums behind.</summary>
    private (double Error, double Value) Evaluate(double[] g)
    {
        int columns = _b.Length;
        using var heights = new Workspace<T>(columns);
        using var totals = new Workspace<T>((long)_blocks * columns);
        for (int j = 0; j < columns; j++)
            heights.Data[j] = T.CreateTruncating(((g[j] / _epsilon) + Math.Log(_b[j])) * GibbsRow.Log2E);
        ParallelLoop.For(_blocks, new Body(this, heights.Data, totals.Data), _context);
        Gibbs.Join(totals.Data, _blocks, _sums);
        double error = 0, value = 0;
        foreach (double part in _values)
            value += part;
        for (int j = 0; j < columns; j++)
        {
            error += Math.Abs(_sums[j] - _b[j]);
            value += _b[j] == 0 ? 0 : _b[j] * g[j];
        }

        return (error / _total, value);
    }

    /// <summary>The solution of the truncated Newton equation, by conjugate gradients scaled by the diagonal.</summary>
    private double[] Direction(double error)
    {
        int columns = _b.Length;
        double[] step = new double[columns], residual = new double[columns], direction = new double[columns], image = new double[columns];
        Array.Clear(_diagonal);
        foreach (NewtonRows rows in _rows)
            rows.AddColumnSums(_diagonal);
        double product = 0;
        for (int j = 0; j < columns; j++)
        {
            if (_b[j] == 0)
                continue;
            // A column of which nothing was kept moves by its own sum alone.
            _diagonal[j] = Math.Max(_diagonal[j] * (1 + 1e-10), 1e-3 * _sums[j]);
            residual[j] = _epsilon * (_b[j] - _sums[j]);
            direction[j] = _diagonal[j] > 0 ? residual[j] / _diagonal[j] : 0;
            product += residual[j] * direction[j];
        }

        double enough = product * Math.Min(1e-2, error) * Math.Min(1e-2, error);
        for (int k = 0; k < MaxInnerIterations && product > enough; k++)
        {
            for (int j = 0; j < columns; j++)
                image[j] = _diagonal[j] * direction[j];
            foreach (NewtonRows rows in _rows)
                rows.SubtractProduct(direction, image);
            double curvature = System.Numerics.Tensors.TensorPrimitives.Dot<double>(direction, image);
            if (!(curvature > 0))
                break;
            double alpha = product / curvature, next = 0;
            for (int j = 0; j < columns; j++)
            {
                step[j] += alpha * direction[j];
                residual[j] -= alpha * image[j];
                next += _diagonal[j] > 0 ? residual[j] * residual[j] / _diagonal[j] : 0;
            }

            double beta = next / product;
            product = next;
            for (int j = 0; j < columns; j++)
                direction[j] = (_diagonal[j] > 0 ? residual[j] / _diagonal[j] : 0) + (beta * direction[j]);
        }

        return step;
    }

    private void RunBlock(int block, T* heights, T* totals)
    {
        int columns = _b.Length, blockRows = Gibbs.BlockRows(_a.Length), end = Math.Min(_a.Length, (block + 1) * blockRows);
        T factor = GibbsRow.Factor<T>(_epsilon);
        T* sums = totals + ((long)block * columns);
        new Span<T>(sums, columns).Clear();
        using var buffer = new Workspace<T>(columns);
        using var exponentials = new Workspace<T>(columns);
        NewtonRows rows = _rows[block];
        rows.Clear();
        double value = 0, guess = double.NaN;
        for (int i = block * blockRows; i < end; i++)
        {
            if (_a[i] == 0)
                continue;
            double sum, shift;
            fixed (T* row = _costs.Row(i, 0, buffer.Span))
                sum = GibbsRow.Exponentials(row, heights, factor, exponentials.Data, columns, guess, out shift);
            guess = sum > 0 ? shift + Math.Log(sum) : double.NaN;
            value -= _a[i] * _epsilon * guess;
            if (!(sum > 0))
                continue;
            GibbsSweep.Add(exponentials.Data, T.CreateTruncating(_a[i] / sum), sums, columns);
            if (rows.Count < _most)
                rows.AddRow(_a[i], new ReadOnlySpan<T>(exponentials.Data, columns), sum, Threshold);
            else
                rows.Overflowed = true;
        }

        _values[block] = value;
    }

    private readonly struct Body(NewtonFinish<T> newton, T* heights, T* totals) : ILoopBody
    {
        public void Run(int index) => newton.RunBlock(index, heights, totals);
    }
}
