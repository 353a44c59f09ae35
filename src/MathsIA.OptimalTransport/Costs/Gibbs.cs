using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Sums over the Gibbs kernel <c>exp(−C/ε)</c> of any geometry, in the log domain and plain: what solvers are written against.</summary>
/// <remarks>Work is cut by the shape of the costs alone: the same bits for any number of threads. Scratch memory is pooled.</remarks>
internal static unsafe class Gibbs
{
    /// <summary>Rows whose heights are kept at one time when columns are summed.</summary>
    private const int TileRows = 32;

    /// <summary>The most blocks of rows that keep sums of their own.</summary>
    private const int MaxBlocks = 16;

    /// <summary>Rows are cut in at most 16 blocks of at least 32, a multiple of four.</summary>
    public static int BlockRows(int rows) => Math.Max(32, (((rows - 1) / MaxBlocks) + 4) / 4 * 4);

    /// <summary>How many blocks of rows there are.</summary>
    public static int Blocks(int rows) => ((rows - 1) / BlockRows(rows)) + 1;

    /// <summary><c>−ε log Σ_j exp(h_j − C_ij/ε)</c> for every row i, or with the sum over i for every column; +∞ where nothing can be reached.</summary>
    public static void SoftMinimum<T>(ICostGeometry<T> costs, ReadOnlySpan<double> heights, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (costs is IStructuredCost<T> structured)
        {
            structured.SoftMinimum(heights, epsilon, transposed, destination, context);
            return;
        }

        SoftMinimumByRows(costs, heights, epsilon, transposed, destination, context);
    }

    /// <summary>The soft minimum from the rows, whatever structure the costs have.</summary>
    public static void SoftMinimumByRows<T>(ICostGeometry<T> costs, ReadOnlySpan<double> heights, double epsilon, bool transposed, Span<double> destination, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var narrow = new Workspace<T>(heights.Length);
        Narrow(heights, GibbsRow.Log2E, narrow.Span);
        fixed (double* results = destination)
        {
            if (transposed)
            {
                int width = Math.Clamp((((costs.Columns - 1) / 8) + 64) / 64 * 64, 64, 512);
                ParallelLoop.For(((costs.Columns - 1) / width) + 1, new ColumnBody<T>(costs, narrow.Data, epsilon, results, width), context);
            }
            else
            {
                ParallelLoop.For(Blocks(costs.Rows), new RowBody<T>(costs, narrow.Data, epsilon, results, BlockRows(costs.Rows)), context);
            }
        }
    }

    /// <summary><c>Σ_j exp(−C_ij/ε) x_j</c> for every row i, or with the sum over i for every column.</summary>
    public static void Product<T>(ICostGeometry<T> costs, ReadOnlySpan<double> x, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (costs is IStructuredCost<T> structured)
        {
            structured.KernelProduct(x, epsilon, transposed, destination, context);
            return;
        }

        ProductByRows(costs, x, epsilon, transposed, destination, context);
    }

    /// <summary>The product from the rows, whatever structure the costs have.</summary>
    public static void ProductByRows<T>(ICostGeometry<T> costs, ReadOnlySpan<double> x, double epsilon, bool transposed, Span<double> destination, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Floats could not hold a double of any size: they take the vector with its largest entry scaled to 1.
        double scale = typeof(T) == typeof(float) ? Scale(x) : 1;
        int rows = costs.Rows, columns = costs.Columns, blockRows = BlockRows(rows), blocks = Blocks(rows);
        using var narrow = new Workspace<T>(x.Length);
        Narrow(x, scale, narrow.Span);
        fixed (double* results = destination)
        {
            if (!transposed)
            {
                ParallelLoop.For(blocks, new ProductBody<T>(costs, narrow.Data, epsilon, results, blockRows), context);
            }
            else
            {
                using var totals = new Workspace<T>((long)blocks * columns);
                ParallelLoop.For(blocks, new TransposedProductBody<T>(costs, narrow.Data, epsilon, totals.Data, blockRows), context);
                Join(totals.Data, blocks, destination);
            }
        }

        if (scale != 1)
            System.Numerics.Tensors.TensorPrimitives.Divide(destination, scale, destination);
    }

    /// <summary>Adds the sums that blocks of rows kept apart, in the order of the blocks.</summary>
    public static void Join<T>(T* totals, int blocks, Span<double> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < destination.Length; j++)
            destination[j] = double.CreateTruncating(totals[j]);
        for (int block = 1; block < blocks; block++)
        {
            T* part = totals + ((long)block * destination.Length);
            for (int j = 0; j < destination.Length; j++)
                destination[j] += double.CreateTruncating(part[j]);
        }
    }

    /// <summary>Doubles as elements of the rows, scaled.</summary>
    public static void Narrow<T>(ReadOnlySpan<double> wide, double scale, Span<T> narrow) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < wide.Length; j++)
            narrow[j] = T.CreateTruncating(wide[j] * scale);
    }

    private static double Scale(ReadOnlySpan<double> x)
    {
        double largest = 0;
        foreach (double value in x)
            largest = Math.Max(largest, Math.Abs(value));
        return largest > 0 && double.IsFinite(1 / largest) ? 1 / largest : 1;
    }

    private readonly struct RowBody<T>(ICostGeometry<T> costs, T* heights, double epsilon, double* destination, int blockRows) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int block)
        {
            int columns = costs.Columns, end = Math.Min(costs.Rows, (block + 1) * blockRows);
            T factor = GibbsRow.Factor<T>(epsilon);
            using var buffer = new Workspace<T>(columns);
            using var exponentials = new Workspace<T>(columns);
            double guess = double.NaN;
            for (int i = block * blockRows; i < end; i++)
            {
                double sum, shift;
                fixed (T* row = costs.Row(i, 0, buffer.Span))
                    sum = GibbsRow.Exponentials(row, heights, factor, exponentials.Data, columns, guess, out shift);
                // The row before is a fair guess for the next.
                guess = sum > 0 ? shift + Math.Log(sum) : double.NaN;
                destination[i] = sum == 0 ? double.PositiveInfinity : -epsilon * guess;
            }
        }
    }

    /// <summary>A panel of columns, a tile of rows at a time: the heights of a tile, then their exponentials over the largest so far.</summary>
    private readonly struct ColumnBody<T>(ICostGeometry<T> costs, T* heights, double epsilon, double* destination, int width) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int panel)
        {
            int start = panel * width, length = Math.Min(width, costs.Columns - start), rows = costs.Rows;
            T factor = GibbsRow.Factor<T>(epsilon), lowest = T.CreateTruncating(typeof(T) == typeof(float) ? -1e37 : -1e307);
            using var tile = new Workspace<T>((TileRows + 4) * (long)width);
            T* largest = tile.Data + (TileRows * (long)width), sums = largest + width, before = sums + width, buffer = before + width;
            using var totals = new Workspace<double>(length, clear: true);
            new Span<T>(largest, length).Fill(lowest);
            for (int first = 0; first < rows; first += TileRows)
            {
                int count = Math.Min(TileRows, rows - first);
                new Span<T>(largest, length).CopyTo(new(before, length));
                new Span<T>(sums, length).Clear();
                for (int r = 0; r < count; r++)
                {
                    fixed (T* row = costs.Row(first + r, start, new(buffer, length)))
                        GibbsSweep.Lift(row, heights[first + r], factor, tile.Data + (r * (long)width), largest, length);
                }

                for (int r = 0; r < count; r++)
                    GibbsSweep.AddPowers(tile.Data + (r * (long)width), largest, sums, length);
                for (int j = 0; j < length; j++)
                {
                    double total = totals.Data[j];
                    if (largest[j] > before[j] && total > 0)
                        total *= Math.Exp((double.CreateTruncating(before[j]) - double.CreateTruncating(largest[j])) / GibbsRow.Log2E);
                    totals.Data[j] = total + double.CreateTruncating(sums[j]);
                }
            }

            for (int j = 0; j < length; j++)
                destination[start + j] = totals.Data[j] == 0 ? double.PositiveInfinity : -epsilon * ((double.CreateTruncating(largest[j]) / GibbsRow.Log2E) + Math.Log(totals.Data[j]));
        }
    }

    private readonly struct ProductBody<T>(ICostGeometry<T> costs, T* x, double epsilon, double* destination, int blockRows) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int block)
        {
            int columns = costs.Columns, end = Math.Min(costs.Rows, (block + 1) * blockRows);
            T factor = GibbsRow.Factor<T>(epsilon);
            using var buffer = new Workspace<T>(columns);
            for (int i = block * blockRows; i < end; i++)
            {
                fixed (T* row = costs.Row(i, 0, buffer.Span))
                    destination[i] = GibbsRow.Product(row, x, factor, columns);
            }
        }
    }

    private readonly struct TransposedProductBody<T>(ICostGeometry<T> costs, T* x, double epsilon, T* totals, int blockRows) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int block)
        {
            int columns = costs.Columns, end = Math.Min(costs.Rows, (block + 1) * blockRows);
            T factor = GibbsRow.Factor<T>(epsilon);
            T* sums = totals + ((long)block * columns);
            new Span<T>(sums, columns).Clear();
            using var buffer = new Workspace<T>(columns);
            for (int i = block * blockRows; i < end; i++)
            {
                if (x[i] == T.Zero)
                    continue;
                fixed (T* row = costs.Row(i, 0, buffer.Span))
                    GibbsSweep.AddKernel(row, factor, x[i], sums, columns);
            }
        }
    }
}
