using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The product without packing: for small operands, and for few rows, where copying B would cost more than using it.</summary>
/// <remarks>B and C have contiguous rows. When the rows of B are far apart, a few of them are swept at a time over all columns, so
/// that memory is read forwards.</remarks>
internal readonly unsafe struct GemmDirect<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c) : ILoopBody
    where T : unmanaged, INumber<T>
{
    /// <summary>The steps taken at a time when the rows of B are far apart.</summary>
    private const int SweepDepth = 32;

    /// <summary>The steps taken at a time when the rows of B are apart, but by less than a page: B then comes from a cache, and
    /// visiting C seldom counts for more than reading B forwards.</summary>
    private const int MiddleDepth = 192;

    /// <summary>Rows of B closer than this many bytes are less than a page apart.</summary>
    private const int MiddleRows = 4096;

    /// <summary>Rows of B closer than this many bytes are near each other.</summary>
    private const int NearRows = 1024;

    /// <summary>The least and the most columns that one task sweeps; between these, a fourth of all. Long stretches, because memory
    /// is fast only where it is read on and on.</summary>
    private const int MinTaskColumns = 256, MaxTaskColumns = 1024;

    /// <summary>The rows that one task takes when C is narrow: then there are many of them. A multiple of every tile.</summary>
    private const int NarrowTaskRows = 72;

    private readonly int _taskColumns = Math.Clamp(GemmBlocking.RoundUp(c.Columns / 4, 64), MinTaskColumns, MaxTaskColumns);

    public int Count => c.Columns <= GemmBlocking.NarrowColumns ? (c.Rows + NarrowTaskRows - 1) / NarrowTaskRows : (c.Columns + _taskColumns - 1) / _taskColumns;

    public void Run(int index)
    {
        if (c.Columns <= GemmBlocking.NarrowColumns)
        {
            int i0 = index * NarrowTaskRows, rows = Math.Min(NarrowTaskRows, c.Rows - i0);
            Sweep(alpha, a.Block(i0, 0, rows, a.Columns), b, beta, c.Block(i0, 0, rows, c.Columns), 0, c.Columns);
            return;
        }

        int j0 = index * _taskColumns;
        Sweep(alpha, a, b, beta, c, j0, Math.Min(c.Columns, j0 + _taskColumns));
    }

    /// <summary>Computes neighbouring columns of the product, on this thread.</summary>
    /// <remarks>The views come by reference: on small products, copying what was just written takes longer than the tiles.</remarks>
    public static void Sweep(T alpha, in MatrixView<T> a, in MatrixView<T> b, T beta, in MatrixView<T> c, int j0, int j1)
    {
        nint distance = Math.Abs(b.RowStride) * sizeof(T);
        int depth = distance <= NearRows ? GemmBlocking.Depth(a.Columns) : distance <= MiddleRows ? MiddleDepth : SweepDepth;
        int lanes = GemmBlocking.LaneCount<T>();
        for (int p = 0; p < a.Columns; p += depth)
        {
            int steps = Math.Min(depth, a.Columns - p);
            T keep = p == 0 ? beta : T.One;
            bool accumulate = p > 0 || beta != T.Zero;
            int j = j0;
            for (; j + 2 * lanes <= j1; j += 2 * lanes)
                Column(alpha, a, b, c, p, steps, j, 2 * lanes, keep, accumulate);
            if (!accumulate && j + lanes < j1)
            {
                // Two registers that share some columns.
                Column(alpha, a, b, c, p, steps, j, j1 - j, keep, accumulate);
                continue;
            }

            for (; j + lanes <= j1; j += lanes)
                Column(alpha, a, b, c, p, steps, j, lanes, keep, accumulate);
            if (j == j1)
                continue;
            // A register that ends at the edge: the columns it shares with the one before come out the same again.
            if (j1 - j0 >= lanes && !accumulate)
                Column(alpha, a, b, c, p, steps, j1 - lanes, lanes, keep, accumulate);
            else
                Edge(alpha, a, b, c, p, steps, j, j1 - j, keep, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(T alpha, in MatrixView<T> a, in MatrixView<T> b, in MatrixView<T> c, int p, int steps, int j, int width, T keep, bool accumulate)
    {
        T* columns = b.Data + p * b.RowStride + j;
        for (int i = 0; i < c.Rows;)
        {
            (int rows, int down) = Tiles(c.Rows - i);
            GemmDispatch.Tile(down, rows, width, steps, a.Data + i * a.RowStride + p * a.ColumnStride, a.RowStride, a.ColumnStride, columns, b.RowStride, alpha, keep, accumulate, c.Data + i * c.RowStride + j, c.RowStride);
            i += down * rows;
        }
    }

    /// <summary>The last columns, fewer than a register, where C is added to or narrow: the tile is computed aside.</summary>
    [SkipLocalsInit]
    private static void Edge(T alpha, in MatrixView<T> a, in MatrixView<T> b, in MatrixView<T> c, int p, int steps, int j, int width, T keep, bool accumulate)
    {
        int lanes = GemmBlocking.LaneCount<T>(), skip = 0, rows;
        T* spill = stackalloc T[12 * 16];
        T* columns = b.Data + p * b.RowStride + j;
        nint columnsRow = b.RowStride;
        if (j + width >= lanes)
        {
            // The register ends at the edge and starts among columns already done.
            skip = lanes - width;
            columns -= skip;
        }
        else
        {
            T* panel = stackalloc T[steps * lanes];
            GemmPacking.Panel(b.Block(p, j, steps, width).Transpose(), width, lanes, panel);
            columns = panel;
            columnsRow = lanes;
        }

        for (int i = 0; i < c.Rows; i += rows)
        {
            rows = Tiles(c.Rows - i).Rows;
            GemmDispatch.Tile(1, rows, lanes, steps, a.Data + i * a.RowStride + p * a.ColumnStride, a.RowStride, a.ColumnStride, columns, columnsRow, alpha, default, false, spill, lanes);
            for (int r = 0; r < rows; r++)
                GemmDispatch.AddRow(spill + r * lanes + skip, width, keep, accumulate, c.Data + (i + r) * c.RowStride + j, 1);
        }
    }

    /// <summary>The next tiles of rows: how many rows each has, and how many such tiles follow one another.</summary>
    /// <remarks>Full ones as long as what is left after them is not short: two tiles of two thirds keep the multipliers busier
    /// than a full one and a third, which has fewer sums than a multiply-add takes cycles.</remarks>
    private static (int Rows, int Down) Tiles(int rows)
    {
        int full = GemmBlocking.TileRows, part = full / 3, left = rows % full;
        int tiles = (rows / full) - (left >= part && left < 2 * part ? 1 : 0);
        if (tiles > 0)
            return (full, tiles);
        if (rows >= 2 * part)
            return (2 * part, rows / (2 * part));
        return (rows >= 6 ? 6 : rows >= 4 ? 4 : rows >= 2 ? 2 : 1, 1);
    }
}
