using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The potentials of an entropic problem and the pass over all costs that improves them.</summary>
/// <remarks>Rows are cut in blocks by shape alone; each block sums its columns apart, and blocks are joined in order: the same bits for any
/// number of threads.</remarks>
internal sealed unsafe class SinkhornState<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ICostGeometry<T> _costs;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly ComputeContext _context;
    private readonly int _blockRows;
    private readonly int _blocks;
    private readonly T[] _heights;
    private readonly T[] _totals;
    private readonly double[] _sums;

    public SinkhornState(ICostGeometry<T> costs, double[] a, double[] b, ComputeContext? context)
    {
        _costs = costs;
        _a = a;
        _b = b;
        _context = context ?? ComputeContext.Default;
        // At most 16 sums of columns, and blocks of at least 32 rows.
        _blockRows = Math.Max(32, (costs.Rows + 15) / 16);
        _blocks = ((costs.Rows - 1) / _blockRows) + 1;
        _heights = GC.AllocateUninitializedArray<T>(costs.Columns, pinned: true);
        _totals = GC.AllocateUninitializedArray<T>(checked(_blocks * costs.Columns), pinned: true);
        _sums = new double[costs.Columns];
        F = new double[costs.Rows];
        G = new double[costs.Columns];
    }

    /// <summary>The potentials of the sources.</summary>
    public double[] F { get; }

    /// <summary>The potentials of the targets.</summary>
    public double[] G { get; }

    /// <summary>The column sums of the plan after <see cref="Pass"/>.</summary>
    public ReadOnlySpan<double> Sums => _sums;

    /// <summary>Sets F to what meets every row exactly given G, and finds the column sums of the plan that they make.</summary>
    /// <returns>How far those are from the masses of the targets: <c>‖Pᵀ1 − b‖₁</c>.</returns>
    public double Pass(double epsilon)
    {
        for (int j = 0; j < G.Length; j++)
            _heights[j] = T.CreateTruncating((G[j] / epsilon) + Math.Log(_b[j]));
        ParallelLoop.For(_blocks, new Body(this, epsilon), _context);
        double error = 0;
        for (int j = 0; j < _sums.Length; j++)
        {
            double sum = 0;
            for (int block = 0; block < _blocks; block++)
                sum += double.CreateTruncating(_totals[(block * G.Length) + j]);
            _sums[j] = sum;
            error += Math.Abs(sum - _b[j]);
        }

        return error;
    }

    /// <summary>Sets G to what meets every column exactly given F, from the column sums of the last pass.</summary>
    /// <remarks>A sum that has no digits left (the plan all but misses the column) is computed anew in the log domain.</remarks>
    public void UpdateColumns(double epsilon)
    {
        const double Least = 1e-30;
        bool starved = false;
        for (int j = 0; j < G.Length; j++)
        {
            if (_b[j] == 0)
                continue;
            if (_sums[j] > Least * _b[j])
                G[j] += epsilon * Math.Log(_b[j] / _sums[j]);
            else
                starved = true;
        }

        if (starved)
            SoftMinimumOfColumns(epsilon, j => _b[j] != 0 && !(_sums[j] > Least * _b[j]));
    }

    /// <summary>Gives the targets without mass their potential, the soft minimum over the sources.</summary>
    public void ExtendToEmptyColumns(double epsilon)
    {
        if (_b.Contains(0))
            SoftMinimumOfColumns(epsilon, j => _b[j] == 0);
    }

    private void SoftMinimumOfColumns(double epsilon, Predicate<int> wanted)
    {
        int[] columns = [.. Enumerable.Range(0, G.Length).Where(j => wanted(j))];
        double[] largest = new double[columns.Length], sum = new double[columns.Length];
        Array.Fill(largest, double.NegativeInfinity);
        var buffer = new T[G.Length];
        for (int i = 0; i < F.Length; i++)
        {
            if (_a[i] == 0)
                continue;
            ReadOnlySpan<T> row = _costs.Row(i, 0, buffer);
            double height = (F[i] / epsilon) + Math.Log(_a[i]);
            for (int k = 0; k < columns.Length; k++)
            {
                double z = height - (double.CreateTruncating(row[columns[k]]) / epsilon);
                if (z > largest[k])
                    (sum[k], largest[k]) = ((sum[k] * Math.Exp(largest[k] - z)) + 1, z);
                else if (!double.IsNegativeInfinity(z))
                    sum[k] += Math.Exp(z - largest[k]);
            }
        }

        for (int k = 0; k < columns.Length; k++)
            G[columns[k]] = -epsilon * (largest[k] + Math.Log(sum[k]));
    }

    private void RunBlock(int block, double epsilon)
    {
        int columns = G.Length, end = Math.Min(F.Length, (block + 1) * _blockRows);
        T inverse = T.CreateTruncating(1 / epsilon);
        using var costs = new Workspace<T>(columns);
        using var exponentials = new Workspace<T>(columns);
        fixed (T* heights = _heights, totals = &_totals[block * columns])
        {
            new Span<T>(totals, columns).Clear();
            for (int i = block * _blockRows; i < end; i++)
            {
                fixed (T* row = _costs.Row(i, 0, costs.Span))
                {
                    double sum = ScalingRow.Exponentials(row, heights, inverse, exponentials.Data, columns, out T largest);
                    F[i] = -epsilon * (double.CreateTruncating(largest) + Math.Log(sum));
                    if (_a[i] > 0)
                        ScalingRow.Add(exponentials.Data, T.CreateTruncating(_a[i] / sum), totals, columns);
                }
            }
        }
    }

    private readonly struct Body(SinkhornState<T> state, double epsilon) : ILoopBody
    {
        public void Run(int index) => state.RunBlock(index, epsilon);
    }
}
