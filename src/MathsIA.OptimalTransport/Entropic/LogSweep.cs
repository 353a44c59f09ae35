using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Sinkhorn's iteration in the log domain, one exponential an entry: nothing of size n × m is kept, nothing overflows.</summary>
/// <remarks>The exponentials of a row, divided by their sum, are that row of the plan, so that columns are summed from them and need none of
/// their own. Rows are cut in blocks by shape alone; each block sums its columns apart, and blocks are joined in order: the same bits for
/// any number of threads. The sum of a row in the sweep before tells by how much to shift the exponents, so that a row is read once.</remarks>
internal sealed unsafe class LogSweep<T> : ISinkhornSweep where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowsAtOnce = 4;

    private readonly ICostGeometry<T> _costs;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double[] _logB;
    private readonly ComputeContext? _context;
    private readonly int _blockRows;
    private readonly T[] _heights;
    private readonly T[] _totals;
    private readonly double[] _errors;
    private readonly double[] _sums;
    private double[]? _sourceHeights;
    private double[]? _fresh;
    private bool _started;
    private bool _back;

    public LogSweep(ICostGeometry<T> costs, Masses masses, ComputeContext? context)
    {
        _costs = costs;
        (_a, _b) = (masses.Source, masses.Target);
        _logB = Array.ConvertAll(_b, Math.Log);
        _context = context;
        _blockRows = Gibbs.BlockRows(costs.Rows);
        _errors = new double[Gibbs.Blocks(costs.Rows)];
        _heights = GC.AllocateUninitializedArray<T>(costs.Columns, pinned: true);
        _totals = GC.AllocateUninitializedArray<T>(checked(_errors.Length * costs.Columns), pinned: true);
        _sums = new double[costs.Columns];
        F = new double[costs.Rows];
        G = new double[costs.Columns];
    }

    /// <inheritdoc/>
    public double[] F { get; }

    /// <inheritdoc/>
    public double[] G { get; }

    /// <inheritdoc/>
    public double Rows(double epsilon, double relaxation)
    {
        for (int j = 0; j < G.Length; j++)
            _heights[j] = T.CreateTruncating(((G[j] / epsilon) + _logB[j]) * GibbsRow.Log2E);
        ParallelLoop.ThereAndBack(_errors.Length, new Body(this, epsilon, relaxation), _back, _context);
        _back = !_back;
        _started = true;
        fixed (T* totals = _totals)
            Gibbs.Join(totals, _errors.Length, _sums);
        double error = 0;
        foreach (double part in _errors)
            error += part;
        for (int j = 0; j < _sums.Length; j++)
            error += Math.Abs(_sums[j] - _b[j]);
        return error;
    }

    /// <inheritdoc/>
    public double DualValue(double epsilon) => DualSum.Of(_a, F) + DualSum.Of(_b, G);

    /// <inheritdoc/>
    /// <remarks>A sum that has no digits left (the plan all but misses the column) is computed anew in the log domain.</remarks>
    public void Columns(double epsilon, double relaxation)
    {
        const double Least = 1e-30;
        bool starved = false;
        for (int j = 0; j < G.Length; j++)
        {
            if (_b[j] == 0)
                continue;
            if (_sums[j] > Least * _b[j])
                G[j] += relaxation * epsilon * Math.Log(_b[j] / _sums[j]);
            else
                starved = true;
        }

        if (!starved)
            return;
        double[] heights = _sourceHeights ??= new double[F.Length], fresh = _fresh ??= new double[G.Length];
        for (int i = 0; i < heights.Length; i++)
            heights[i] = _a[i] == 0 ? double.NegativeInfinity : (F[i] / epsilon) + Math.Log(_a[i]);
        Gibbs.SoftMinimum(_costs, heights, epsilon, transposed: true, fresh, _context);
        for (int j = 0; j < G.Length; j++)
        {
            if (_b[j] > 0 && !(_sums[j] > Least * _b[j]) && double.IsFinite(fresh[j]))
                G[j] = fresh[j];
        }
    }

    /// <inheritdoc/>
    public void TargetPotentials(double epsilon, Span<double> destination) => G.CopyTo(destination);

    /// <inheritdoc/>
    public void Restart(double epsilon, ReadOnlySpan<double> g) => g.CopyTo(G);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBlock(int block, double epsilon, double relaxation)
    {
        int columns = G.Length, end = Math.Min(F.Length, (block + 1) * _blockRows);
        T factor = GibbsRow.Factor<T>(epsilon);
        double error = 0;
        using var buffer = new Workspace<T>(columns);
        using var exponentials = new Workspace<T>((long)RowsAtOnce * columns);
        T* weights = stackalloc T[RowsAtOnce];
        fixed (T* heights = _heights, totals = &_totals[block * columns])
        {
            new Span<T>(totals, columns).Clear();
            for (int first = block * _blockRows; first < end; first += RowsAtOnce)
            {
                int count = Math.Min(RowsAtOnce, end - first);
                for (int r = 0; r < count; r++)
                {
                    int i = first + r;
                    double sum, shift;
                    fixed (T* row = _costs.Row(i, 0, buffer.Span))
                        sum = GibbsRow.Exponentials(row, heights, factor, exponentials.Data + (r * (long)columns), columns, _started ? -F[i] / epsilon : double.NaN, out shift);
                    double exact = -epsilon * (shift + Math.Log(sum)), weight = 0;
                    if (sum == 0)
                    {
                        // Nothing can be reached from here.
                        F[i] = double.PositiveInfinity;
                        error += _a[i];
                    }
                    else if (relaxation == 1)
                    {
                        F[i] = exact;
                        weight = _a[i] / sum;
                    }
                    else
                    {
                        F[i] += relaxation * (exact - F[i]);
                        double ratio = Math.Exp((F[i] - exact) / epsilon);
                        weight = _a[i] * ratio / sum;
                        error += _a[i] * Math.Abs(ratio - 1);
                    }

                    weights[r] = T.CreateTruncating(weight);
                }

                if (count == RowsAtOnce)
                    GibbsSweep.AddFour(exponentials.Data, columns, weights, totals, columns);
                else
                {
                    for (int r = 0; r < count; r++)
                        GibbsSweep.Add(exponentials.Data + (r * (long)columns), weights[r], totals, columns);
                }
            }
        }

        _errors[block] = error;
    }

    private readonly struct Body(LogSweep<T> sweep, double epsilon, double relaxation) : ILoopBody
    {
        public void Run(int index) => sweep.RunBlock(index, epsilon, relaxation);
    }
}
