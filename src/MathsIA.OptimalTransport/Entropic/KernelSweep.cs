using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>Sinkhorn's iteration on a stored kernel, <c>P = diag(u) K diag(v)</c>: no exponentials, and the kernel read once an iteration.</summary>
/// <remarks>
/// <para>The kernel has the potentials in it, <c>K_ij = a_i b_j exp((f_i + g_j − C_ij)/ε)</c>, so that its entries are those of a plan and u and v
/// begin at 1. What was too small to be kept would have to grow by the square of <see cref="Limit"/> to count; when a factor passes that limit, the
/// potentials take the factors in and the kernel is computed anew (B. Schmitzer, "Stabilized Sparse Scaling Algorithms", 2019, section 3).</para>
/// <para>Each four rows are multiplied with v and, while they are in the cache, added to the column sums with their new u.</para>
/// </remarks>
internal sealed unsafe class KernelSweep<T> : ISinkhornSweep, IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowsAtOnce = 4;

    private readonly ICostGeometry<T> _costs;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly ComputeContext? _context;
    private readonly int _blockRows;
    private readonly double[] _u;
    private readonly double[] _v;
    private readonly double[] _shifts;
    private readonly T[] _narrow;
    private readonly T[] _totals;
    private readonly double[] _errors;
    private readonly double[] _sums;
    private readonly Workspace<T> _kernel;
    private bool _stale = true;
    private bool _back;

    public KernelSweep(ICostGeometry<T> costs, Masses masses, double[] f, double[] g, ComputeContext? context)
    {
        _costs = costs;
        (_a, _b) = (masses.Source, masses.Target);
        _context = context;
        _blockRows = Gibbs.BlockRows(costs.Rows);
        _errors = new double[Gibbs.Blocks(costs.Rows)];
        _u = new double[costs.Rows];
        _v = new double[costs.Columns];
        _shifts = new double[costs.Rows];
        _narrow = GC.AllocateUninitializedArray<T>(costs.Columns, pinned: true);
        _totals = GC.AllocateUninitializedArray<T>(checked(_errors.Length * costs.Columns), pinned: true);
        _sums = new double[costs.Columns];
        _kernel = new((long)costs.Rows * costs.Columns);
        (F, G) = (f, g);
        Array.Fill(_v, 1);
    }

    /// <summary>How far a factor may go before the potentials take it in.</summary>
    public static double Limit => typeof(T) == typeof(float) ? 1e6 : 1e50;

    /// <inheritdoc/>
    public double[] F { get; }

    /// <inheritdoc/>
    public double[] G { get; }

    /// <summary>How often the kernel has been computed.</summary>
    public int Absorptions { get; private set; }

    /// <inheritdoc/>
    public double Rows(double epsilon, double relaxation)
    {
        if (_stale)
            Absorb(epsilon);
        Gibbs.Narrow(_v, 1, _narrow.AsSpan());
        ParallelLoop.ThereAndBack(_errors.Length, new RowsBody(this, relaxation), _back, _context);
        _back = !_back;
        fixed (T* totals = _totals)
            Gibbs.Join(totals, _errors.Length, _sums);
        double error = 0;
        foreach (double part in _errors)
            error += part;
        for (int j = 0; j < _sums.Length; j++)
        {
            _sums[j] *= _v[j];
            error += Math.Abs(_sums[j] - _b[j]);
        }

        return error;
    }

    /// <inheritdoc/>
    public double DualValue(double epsilon)
    {
        double sum = DualSum.Of(_b, G);
        for (int j = 0; j < _v.Length; j++)
            sum += _b[j] > 0 ? _b[j] * epsilon * Math.Log(_v[j]) : 0;
        for (int i = 0; i < _u.Length; i++)
            sum += _a[i] > 0 ? _a[i] * epsilon * (Math.Log(_u[i] / _a[i]) - _shifts[i]) : 0;
        return sum;
    }

    /// <inheritdoc/>
    public void Columns(double epsilon, double relaxation)
    {
        for (int j = 0; j < _v.Length; j++)
        {
            if (_b[j] == 0)
                continue;
            double ratio = _b[j] / _sums[j];
            if (double.IsFinite(ratio))
                _v[j] *= relaxation == 1 ? ratio : Math.Exp(relaxation * Math.Log(ratio));
            if (!(_v[j] <= Limit && _v[j] * Limit >= 1))
                _stale = true;
        }

        if (_stale)
            TakeIn(epsilon);
    }

    /// <inheritdoc/>
    public void TargetPotentials(double epsilon, Span<double> destination)
    {
        for (int j = 0; j < G.Length; j++)
            destination[j] = _b[j] == 0 ? G[j] : G[j] + (epsilon * Math.Log(_v[j]));
    }

    /// <inheritdoc/>
    /// <remarks>The factors take them up, as long as they stay in range.</remarks>
    public void Restart(double epsilon, ReadOnlySpan<double> g)
    {
        for (int j = 0; j < _v.Length && !_stale; j++)
        {
            if (_b[j] == 0)
                continue;
            _v[j] = Math.Exp((g[j] - G[j]) / epsilon);
            _stale = !(_v[j] <= Limit && _v[j] * Limit >= 1);
        }

        if (!_stale)
            return;
        g.CopyTo(G);
        Array.Fill(_v, 1);
    }

    public void Dispose() => _kernel.Dispose();

    /// <summary>The potentials take the factors in.</summary>
    private void TakeIn(double epsilon)
    {
        for (int i = 0; i < F.Length; i++)
            F[i] = _u[i] > 0 && _a[i] > 0 ? epsilon * (Math.Log(_u[i] / _a[i]) - _shifts[i]) : double.NaN;
        for (int j = 0; j < G.Length; j++)
        {
            if (_b[j] > 0)
                G[j] += epsilon * Math.Log(_v[j]);
        }

        Array.Fill(_v, 1);
    }

    private void Absorb(double epsilon)
    {
        for (int j = 0; j < G.Length; j++)
            _narrow[j] = T.CreateTruncating(((G[j] / epsilon) + Math.Log(_b[j])) * GibbsRow.Log2E);
        ParallelLoop.For(_errors.Length, new AbsorbBody(this, epsilon), _context);
        _stale = false;
        Absorptions++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AbsorbBlock(int block, double epsilon)
    {
        int columns = G.Length, end = Math.Min(F.Length, (block + 1) * _blockRows);
        T factor = GibbsRow.Factor<T>(epsilon);
        using var buffer = new Workspace<T>(columns);
        fixed (T* heights = _narrow)
        {
            for (int i = block * _blockRows; i < end; i++)
            {
                double sum;
                fixed (T* row = _costs.Row(i, 0, buffer.Span))
                    sum = GibbsRow.Exponentials(row, heights, factor, _kernel.Data + ((long)i * columns), columns, double.IsFinite(F[i]) ? -F[i] / epsilon : double.NaN, out _shifts[i]);
                // The factor that F stands for, kept in range: its row meets its mass.
                _u[i] = sum > 0 ? _a[i] / sum : 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RowsBlock(int block, double relaxation)
    {
        int columns = G.Length, end = Math.Min(F.Length, (block + 1) * _blockRows);
        double error = 0, limit = Limit;
        T* weights = stackalloc T[RowsAtOnce];
        T* products = stackalloc T[RowsAtOnce];
        fixed (T* v = _narrow, totals = &_totals[block * columns])
        {
            new Span<T>(totals, columns).Clear();
            for (int first = block * _blockRows; first < end; first += RowsAtOnce)
            {
                int count = Math.Min(RowsAtOnce, end - first);
                T* rows = _kernel.Data + ((long)first * columns);
                Products(rows, columns, count, v, products);
                for (int r = 0; r < count; r++)
                {
                    int i = first + r;
                    double product = double.CreateTruncating(products[r]), exact = _a[i] / product;
                    if (product > 0 && _a[i] > 0)
                    {
                        double next = relaxation == 1 ? exact : _u[i] * Math.Exp(relaxation * Math.Log(exact / _u[i]));
                        error += relaxation == 1 ? 0 : Math.Abs((next * product) - _a[i]);
                        _u[i] = next;
                        if (!(next <= limit * _a[i] && next * limit >= _a[i]))
                            _stale = true;
                    }
                    else if (_a[i] > 0)
                    {
                        error += _a[i];
                        _u[i] = 0;
                    }

                    weights[r] = T.CreateTruncating(_u[i]);
                }

                if (count == RowsAtOnce)
                    GibbsSweep.AddFour(rows, columns, weights, totals, columns);
                else
                {
                    for (int r = 0; r < count; r++)
                        GibbsSweep.Add(rows + ((long)r * columns), weights[r], totals, columns);
                }
            }
        }

        _errors[block] = error;
    }

    /// <summary>The products of up to four rows with v.</summary>
    private static void Products(T* rows, int columns, int count, T* v, T* products)
    {
        // Missing rows repeat the first one: their products are not used.
        T* second = count > 1 ? rows + columns : rows, third = count > 2 ? rows + (2 * (long)columns) : rows, fourth = count > 3 ? rows + (3 * (long)columns) : rows;
        if (Vector512.IsHardwareAccelerated)
            GemvKernels.Dot4<Lane512<T>, T, GemmTile.One>(columns, rows, second, third, fourth, v, products);
        else if (Vector256.IsHardwareAccelerated)
            GemvKernels.Dot4<Lane256<T>, T, GemmTile.Two>(columns, rows, second, third, fourth, v, products);
        else if (Vector128.IsHardwareAccelerated)
            GemvKernels.Dot4<Lane128<T>, T, GemmTile.Four>(columns, rows, second, third, fourth, v, products);
        else
            GemvKernels.Dot4Scalar(columns, rows, second, third, fourth, v, products);
    }

    private readonly struct RowsBody(KernelSweep<T> sweep, double relaxation) : ILoopBody
    {
        public void Run(int index) => sweep.RowsBlock(index, relaxation);
    }

    private readonly struct AbsorbBody(KernelSweep<T> sweep, double epsilon) : ILoopBody
    {
        public void Run(int index) => sweep.AbsorbBlock(index, epsilon);
    }
}
