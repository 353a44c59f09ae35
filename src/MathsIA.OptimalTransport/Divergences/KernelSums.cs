using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Sums of a kernel over two clouds, in tiles: memory for a row of a tile, the same bits for any number of threads.</summary>
internal static class KernelSums
{
    /// <summary>Sources and targets of a tile: its targets stay in the first-level cache while the sources pass by.</summary>
    private const int TileRows = 64, TileColumns = 1024;

    /// <summary><c>Σ_ij a_i b_j k(x_i, y_j)</c>. With <paramref name="isSelf"/> the clouds are one, and the tiles below the diagonal are those above it.</summary>
    public static double Double<T, TKernel>(Cloud<T> x, double[] a, Cloud<T> y, double[] b, TKernel kernel, bool isSelf, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T>
    {
        int blocks = (x.Count + TileRows - 1) / TileRows;
        var sums = new double[blocks];
        T[] weights = Array.ConvertAll(b, T.CreateTruncating);
        ParallelLoop.For(blocks, new DoubleBody<T, TKernel>(x, a, y, weights, kernel, isSelf, sums), context);
        return sums.Sum();
    }

    /// <summary><c>d_i ← d_i + factor Σ_j b_j k(x_i, y_j)</c>.</summary>
    public static void Rows<T, TKernel>(Cloud<T> x, Cloud<T> y, double[] b, TKernel kernel, double factor, double[] destination, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T> =>
        ParallelLoop.For((x.Count + TileRows - 1) / TileRows, new RowsBody<T, TKernel>(x, y, Array.ConvertAll(b, T.CreateTruncating), kernel, factor, destination), context);

    /// <summary><c>d_i ← d_i + factor Σ_j b_j ∇_x k(x_i, y_j)</c>, one row of coordinates a source.</summary>
    public static void Gradients<T, TKernel>(Cloud<T> x, Cloud<T> y, double[] b, TKernel kernel, double factor, double[] destination, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T> =>
        ParallelLoop.For((x.Count + TileRows - 1) / TileRows, new GradientBody<T, TKernel>(x, y, Array.ConvertAll(b, T.CreateTruncating), kernel, factor, destination), context);

    private readonly struct DoubleBody<T, TKernel>(Cloud<T> x, double[] a, Cloud<T> y, T[] b, TKernel kernel, bool isSelf, double[] sums) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T>
    {
        public void Run(int index)
        {
            int first = index * TileRows, end = Math.Min(x.Count, first + TileRows);
            using var row = new Workspace<T>(Math.Min(TileColumns, y.Count));
            double sum = 0;
            for (int start = isSelf ? first : 0; start < y.Count; )
            {
                // The tile on the diagonal counts once, those to its right twice.
                bool isDiagonal = isSelf && start == first;
                int count = Math.Min(isDiagonal ? TileRows : TileColumns, y.Count - start);
                double tile = 0;
                for (int i = first; i < end; i++)
                {
                    kernel.Values(x.Point(i), y.From(start), y.Count, row.Span[..count]);
                    tile += a[i] * KernelMath.Dot<T>(row.Span[..count], b.AsSpan(start, count));
                }

                sum += isSelf && !isDiagonal ? 2 * tile : tile;
                start += count;
            }

            sums[index] = sum;
        }
    }

    private readonly struct RowsBody<T, TKernel>(Cloud<T> x, Cloud<T> y, T[] b, TKernel kernel, double factor, double[] destination) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T>
    {
        public void Run(int index)
        {
            int first = index * TileRows, end = Math.Min(x.Count, first + TileRows);
            using var row = new Workspace<T>(Math.Min(TileColumns, y.Count));
            for (int start = 0; start < y.Count; start += TileColumns)
            {
                int count = Math.Min(TileColumns, y.Count - start);
                for (int i = first; i < end; i++)
                {
                    kernel.Values(x.Point(i), y.From(start), y.Count, row.Span[..count]);
                    destination[i] += factor * KernelMath.Dot<T>(row.Span[..count], b.AsSpan(start, count));
                }
            }
        }
    }

    private readonly struct GradientBody<T, TKernel>(Cloud<T> x, Cloud<T> y, T[] b, TKernel kernel, double factor, double[] destination) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IKernel<T>
    {
        public void Run(int index)
        {
            int first = index * TileRows, end = Math.Min(x.Count, first + TileRows), dimension = x.Dimension;
            using var sum = new Workspace<double>(dimension);
            for (int i = first; i < end; i++)
            {
                sum.Span.Clear();
                for (int start = 0; start < y.Count; start += TileColumns)
                    kernel.AddGradient(x.Point(i), y.From(start), y.Count, b.AsSpan(start, Math.Min(TileColumns, y.Count - start)), sum.Span);
                for (int k = 0; k < dimension; k++)
                    destination[(i * dimension) + k] += factor * sum.Span[k];
            }
        }
    }
}
