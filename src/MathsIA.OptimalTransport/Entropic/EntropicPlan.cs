using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The plan of entropic transport, <c>P_ij = a_i b_j exp((f_i + g_j − C_ij)/ε)</c>, known by its potentials: entries are computed when asked for.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed unsafe class EntropicPlan<T> : ITransportPlan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ICostGeometry<T> _costs;
    private readonly double[] _rowHeights;
    private readonly T[] _columnHeights;
    private readonly T _factor;
    private readonly ComputeContext? _context;

    internal EntropicPlan(ICostGeometry<T> costs, Masses masses, double[] f, double[] g, double epsilon, ComputeContext? context = null)
        : this(costs, masses.Source, masses.Target, f, g, epsilon, context)
    {
    }

    internal EntropicPlan(ICostGeometry<T> costs, double[] a, double[] b, double[] f, double[] g, double epsilon, ComputeContext? context = null)
    {
        _costs = costs;
        _rowHeights = new double[a.Length];
        _columnHeights = new T[b.Length];
        _factor = GibbsRow.Factor<T>(epsilon);
        _context = context;
        Parts = (costs, a, b, f, g, epsilon);
        Refresh();
    }

    /// <inheritdoc/>
    public int Rows => _costs.Rows;

    /// <inheritdoc/>
    public int Columns => _costs.Columns;

    /// <inheritdoc/>
    public Tensor<T> ToDense()
    {
        Tensor<T> dense = Tensor.Uninitialized<T>([Rows, Columns]);
        Write(dense.AsSpan());
        return dense;
    }

    /// <inheritdoc/>
    public Tensor<T> Apply(Tensor<T> values)
    {
        PlanGuard.Values(values, Columns);
        int width = values.Shape[1];
        Tensor<T> columns = values.Transpose().Clone(), product = Tensor.Zeros<T>(Rows, width);
        fixed (T* given = columns.AsSpan(), results = product.AsSpan(), heights = _columnHeights)
            ParallelLoop.For(Gibbs.Blocks(Rows), new ApplyBody(this, heights, given, results, width), _context);
        return product;
    }

    /// <inheritdoc/>
    public Tensor<T> ApplyTransposed(Tensor<T> values)
    {
        PlanGuard.Values(values, Rows);
        int width = values.Shape[1], blocks = Gibbs.Blocks(Rows);
        Tensor<T> rows = values.Contiguous();
        using var totals = new Workspace<T>((long)blocks * width * Columns);
        fixed (T* given = rows.AsSpan(), heights = _columnHeights)
            ParallelLoop.For(blocks, new TransposedBody(this, heights, given, totals.Data, width), _context);
        var sums = new double[width * Columns];
        Gibbs.Join(totals.Data, blocks, sums);
        return Tensor.From(Array.ConvertAll(sums, T.CreateTruncating)).Reshape(width, Columns).Transpose().Clone();
    }

    /// <summary>What the plan is made of.</summary>
    internal (ICostGeometry<T> Costs, double[] A, double[] B, double[] F, double[] G, double Epsilon) Parts { get; }

    /// <summary>Takes in potentials that have changed where they stand.</summary>
    internal void Refresh()
    {
        (_, double[] a, double[] b, double[] f, double[] g, double epsilon) = Parts;
        for (int i = 0; i < a.Length; i++)
            _rowHeights[i] = Height(f[i], a[i], epsilon);
        for (int j = 0; j < b.Length; j++)
            _columnHeights[j] = T.CreateTruncating(Height(g[j], b[j], epsilon) * GibbsRow.Log2E);
    }

    /// <summary>Writes all entries, row by row.</summary>
    internal void Write(Span<T> destination)
    {
        fixed (T* entries = destination, heights = _columnHeights)
            ParallelLoop.For(Gibbs.Blocks(Rows), new DenseBody(this, heights, entries), _context);
    }

    /// <summary>One row of the plan; <paramref name="costs"/> receives, or stands in for, the costs of the row.</summary>
    internal ReadOnlySpan<T> Row(int i, T[] costs, Span<double> destination)
    {
        ReadOnlySpan<T> row = _costs.Row(i, 0, costs);
        double height = _rowHeights[i];
        for (int j = 0; j < destination.Length; j++)
            destination[j] = double.IsNegativeInfinity(height) ? 0 : Math.Exp(height + (double.CreateTruncating(_columnHeights[j] - (row[j] * _factor)) / GibbsRow.Log2E));
        return row;
    }

    private static double Height(double potential, double mass, double epsilon) =>
        mass > 0 && double.IsFinite(potential) ? (potential / epsilon) + Math.Log(mass) : double.NegativeInfinity;

    private void Entries(int i, T* heights, Span<T> buffer, T* destination)
    {
        if (double.IsNegativeInfinity(_rowHeights[i]))
        {
            new Span<T>(destination, Columns).Clear();
            return;
        }

        fixed (T* row = _costs.Row(i, 0, buffer))
            GibbsRow.Entries(row, heights, _factor, -_rowHeights[i], destination, Columns);
    }

    private readonly struct DenseBody(EntropicPlan<T> plan, T* heights, T* entries) : ILoopBody
    {
        public void Run(int block)
        {
            int blockRows = Gibbs.BlockRows(plan.Rows), end = Math.Min(plan.Rows, (block + 1) * blockRows);
            using var buffer = new Workspace<T>(plan.Columns);
            for (int i = block * blockRows; i < end; i++)
                plan.Entries(i, heights, buffer.Span, entries + ((long)i * plan.Columns));
        }
    }

    private readonly struct ApplyBody(EntropicPlan<T> plan, T* heights, T* given, T* results, int width) : ILoopBody
    {
        public void Run(int block)
        {
            int columns = plan.Columns, blockRows = Gibbs.BlockRows(plan.Rows), end = Math.Min(plan.Rows, (block + 1) * blockRows);
            using var buffer = new Workspace<T>(columns);
            using var entries = new Workspace<T>(columns);
            for (int i = block * blockRows; i < end; i++)
            {
                plan.Entries(i, heights, buffer.Span, entries.Data);
                for (int k = 0; k < width; k++)
                    results[((long)i * width) + k] = T.CreateTruncating(GibbsRow.Dot(entries.Data, given + ((long)k * columns), columns));
            }
        }
    }

    private readonly struct TransposedBody(EntropicPlan<T> plan, T* heights, T* given, T* totals, int width) : ILoopBody
    {
        public void Run(int block)
        {
            int columns = plan.Columns, blockRows = Gibbs.BlockRows(plan.Rows), end = Math.Min(plan.Rows, (block + 1) * blockRows);
            T* sums = totals + ((long)block * width * columns);
            new Span<T>(sums, width * columns).Clear();
            using var buffer = new Workspace<T>(columns);
            using var entries = new Workspace<T>(columns);
            for (int i = block * blockRows; i < end; i++)
            {
                plan.Entries(i, heights, buffer.Span, entries.Data);
                for (int k = 0; k < width; k++)
                    GibbsSweep.Add(entries.Data, given[((long)i * width) + k], sums + ((long)k * columns), columns);
            }
        }
    }
}
