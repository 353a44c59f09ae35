using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Costs on a grid that add up over its axes, <c>C_ij = Σ_k c_k(i_k, j_k)</c>: squared distances of pixels, say. Sums over all places go axis by
/// axis, in <c>O(N^(1 + 1/d))</c>.</summary>
/// <remarks>
/// <para>Places are numbered in row-major order: the last axis runs fastest. Memory: the costs of each axis, and a few vectors as long as the grid.</para>
/// <para>Every sum takes the last axis, line by line, and writes the lines down as columns, which brings the next axis to the end; after all
/// axes the order is what it was.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed unsafe class GridCost<T> : IStructuredCost<T>, IKnownRange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LinesAtOnce = 16;

    private readonly GridAxis<T>[] _axes;

    /// <summary>Takes the axes, one to three.</summary>
    /// <param name="axes">The axes, the slowest first.</param>
    /// <exception cref="ArgumentNullException">The axes are null, or one is.</exception>
    /// <exception cref="ArgumentException">There are none or more than three.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The grid has more places than an int counts.</exception>
    public GridCost(params GridAxis<T>[] axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Length is 0 or > 3)
            throw new ArgumentException($"GridCost: {axes.Length} axes are given; one to three are asked for.", nameof(axes));
        long rows = 1, columns = 1;
        foreach (GridAxis<T> axis in axes)
        {
            ArgumentNullException.ThrowIfNull(axis, nameof(axes));
            (rows, columns) = (rows * axis.Sources, columns * axis.Targets);
            if (rows > Array.MaxLength || columns > Array.MaxLength)
                throw new ArgumentOutOfRangeException(nameof(axes), "GridCost: the grid has more places than an array has elements.");
        }

        _axes = [.. axes];
        (Rows, Columns) = ((int)rows, (int)columns);
    }

    /// <summary>The axes, the slowest first.</summary>
    internal ReadOnlySpan<GridAxis<T>> Axes => _axes;

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    CostRange IKnownRange.Range => new(_axes.Sum(axis => axis.Range.Least), _axes.Sum(axis => axis.Range.Largest));

    /// <inheritdoc/>
    public T Entry(int row, int column)
    {
        T entry = default;
        Row(row, column, new Span<T>(ref entry));
        return entry;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Row(int row, int column, Span<T> buffer)
    {
        CostGuard.Stretch(this, row, column, buffer.Length);
        GridAxis<T> last = _axes[^1];
        int line = last.Targets;
        Span<T> copy = line <= 1024 ? stackalloc T[line] : new T[line];
        ReadOnlySpan<T> costs = last.Forward.Row(row % last.Sources, 0, copy);
        for (int done = 0; done < buffer.Length;)
        {
            int at = (column + done) % line, count = Math.Min(line - at, buffer.Length - done), i = row / last.Sources, j = (column + done) / line;
            T sum = T.Zero;
            for (int k = _axes.Length - 2; k >= 0; k--)
            {
                sum += _axes[k].Forward.Entry(i % _axes[k].Sources, j % _axes[k].Targets);
                (i, j) = (i / _axes[k].Sources, j / _axes[k].Targets);
            }

            System.Numerics.Tensors.TensorPrimitives.Add(costs.Slice(at, count), sum, buffer.Slice(done, count));
            done += count;
        }

        return buffer;
    }

    /// <inheritdoc/>
    public void SoftMinimum(ReadOnlySpan<double> heights, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, heights, transposed, destination, epsilon, nameof(heights));
        Run<LogSumLine<T>>(heights, default, epsilon, transposed, destination, default, context);
        for (int i = 0; i < destination.Length; i++)
            destination[i] *= -epsilon;
    }

    /// <inheritdoc/>
    public void KernelProduct(ReadOnlySpan<double> x, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, x, transposed, destination, epsilon, nameof(x));
        Run<ProductLine<T>>(x, default, epsilon, transposed, destination, default, context);
    }

    /// <inheritdoc/>
    public void MeanCosts(ReadOnlySpan<double> heights, double epsilon, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, heights, false, destination, epsilon, nameof(heights));
        using var sums = new Workspace<double>(Rows);
        using var means = new Workspace<double>(Columns, clear: true);
        Run<MeanLine<T>>(heights, means.Span, epsilon, false, sums.Span, destination, context);
    }

    /// <inheritdoc/>
    public void LeastCosts(ReadOnlySpan<double> g, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, g, false, destination, 1, nameof(g));
        Run<LeastLine<T>>(g, default, 1, false, destination, default, context);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = -destination[i];
    }

    /// <inheritdoc/>
    public void CostProduct(ReadOnlySpan<double> x, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, x, false, destination, 1, nameof(x));
        using var sums = new Workspace<double>(Rows);
        using var products = new Workspace<double>(Columns, clear: true);
        Run<CostLine<T>>(x, products.Span, 1, false, sums.Span, destination, context);
    }

    /// <summary>One or two vectors, carried axis by axis.</summary>
    private void Run<TLine>(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double epsilon, bool transposed, Span<double> firstResult, Span<double> secondResult, ComputeContext? context)
        where TLine : struct, IGridLine<TLine, T>
    {
        bool two = TLine.CarriesTwo;
        int largest = Math.Max(first.Length, firstResult.Length), size = first.Length;
        // Between the axes the grid is partly of the one shape and partly of the other.
        for (int k = _axes.Length - 1, mixed = first.Length; k >= 0; k--)
            largest = Math.Max(largest, mixed = mixed / From(_axes[k], transposed) * To(_axes[k], transposed));
        using var room = new Workspace<double>((two ? 4L : 2L) * largest);
        double* x = room.Data, y = x + largest, xs = two ? y + largest : null, ys = two ? xs + largest : null;
        first.CopyTo(new(x, size));
        if (two)
            second.CopyTo(new(xs, size));
        for (int k = _axes.Length - 1; k >= 0; k--)
        {
            int from = From(_axes[k], transposed), lines = size / from;
            var body = new Body<TLine>(transposed ? _axes[k].Backward : _axes[k].Forward, x, xs, y, ys, lines, epsilon);
            ParallelLoop.For(((lines - 1) / LinesAtOnce) + 1, body, context);
            size = lines * To(_axes[k], transposed);
            double* swap = x;
            x = y;
            y = swap;
            swap = xs;
            xs = ys;
            ys = swap;
        }

        new Span<double>(x, size).CopyTo(firstResult);
        if (two)
            new Span<double>(xs, size).CopyTo(secondResult);
    }

    private static int From(GridAxis<T> axis, bool transposed) => transposed ? axis.Sources : axis.Targets;

    private static int To(GridAxis<T> axis, bool transposed) => transposed ? axis.Targets : axis.Sources;

    private readonly struct Body<TLine>(DenseCost<T> costs, double* x, double* xs, double* y, double* ys, int lines, double epsilon) : ILoopBody
        where TLine : struct, IGridLine<TLine, T>
    {
        public void Run(int index)
        {
            int length = costs.Columns, end = Math.Min(lines, (index + 1) * LinesAtOnce);
            using var room = new Workspace<T>(3L * length);
            for (int line = index * LinesAtOnce; line < end; line++)
            {
                TLine worker = TLine.Open(x + ((long)line * length), xs is null ? null : xs + ((long)line * length), room.Data, length, epsilon);
                for (int i = 0; i < costs.Rows; i++)
                {
                    long to = ((long)i * lines) + line;
                    fixed (T* row = costs.Row(i, 0, new(room.Data, length)))
                        worker.Sum(row, y + to, ys is null ? null : ys + to);
                }
            }
        }
    }
}
