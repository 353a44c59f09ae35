using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The product without packing: for small operands, and for few rows, where copying B would cost more than using it.</summary>
/// <remarks>B and C have contiguous rows. When the rows of B are far apart, a few of them are swept at a time over all columns, so
/// that memory is read forwards.</remarks>
internal readonly unsafe struct GemmDirect<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c) : ILoopBody
    where T : unmanaged, INumber<T>
{
    /// <summary>The columns that one task sweeps.</summary>
    public const int TaskColumns = 256;

    /// <summary>The steps taken at a time when the rows of B are far apart.</summary>
    private const int SweepDepth = 32;

    /// <summary>Rows of B closer than this many bytes are near each other.</summary>
    private const int NearRows = 1024;

    public int Count => (c.Columns + TaskColumns - 1) / TaskColumns;

    public void Run(int index)
    {
        int j0 = index * TaskColumns, j1 = Math.Min(c.Columns, j0 + TaskColumns);
        int depth = Math.Abs(b.RowStride) * sizeof(T) <= NearRows ? GemmBlocking.Depth : SweepDepth;
        int lanes = GemmBlocking.LaneCount<T>();
        for (int p = 0; p < a.Columns; p += depth)
        {
            int steps = Math.Min(depth, a.Columns - p);
            T keep = p == 0 ? beta : T.One;
            bool accumulate = p > 0 || beta != T.Zero;
            int j = j0;
            for (; j + 2 * lanes <= j1; j += 2 * lanes)
                Column(p, steps, j, 2 * lanes, keep, accumulate);
            for (; j + lanes <= j1; j += lanes)
                Column(p, steps, j, lanes, keep, accumulate);
            if (j < j1)
                Edge(p, steps, j, j1 - j, keep, accumulate);
        }
    }

    private void Column(int p, int steps, int j, int width, T keep, bool accumulate)
    {
        T* columns = b.Data + p * b.RowStride + j;
        int rows;
        for (int i = 0; i < c.Rows; i += rows)
        {
            rows = TileRows(c.Rows - i);
            GemmDispatch.Tile(rows, width, steps, a.Data + i * a.RowStride + p * a.ColumnStride, a.RowStride, a.ColumnStride, columns, b.RowStride, alpha, keep, accumulate, c.Data + i * c.RowStride + j, c.RowStride);
        }
    }

    /// <summary>The last columns, fewer than a register: copied aside and padded with zeros, the tile computed aside too.</summary>
    private void Edge(int p, int steps, int j, int width, T keep, bool accumulate)
    {
        int lanes = GemmBlocking.LaneCount<T>(), rows;
        T* panel = stackalloc T[steps * lanes], spill = stackalloc T[8 * lanes];
        GemmPacking.Panel(b.Block(p, j, steps, width).Transpose(), width, lanes, panel);
        for (int i = 0; i < c.Rows; i += rows)
        {
            rows = TileRows(c.Rows - i);
            GemmDispatch.Tile(rows, lanes, steps, a.Data + i * a.RowStride + p * a.ColumnStride, a.RowStride, a.ColumnStride, panel, lanes, alpha, default, false, spill, lanes);
            for (int r = 0; r < rows; r++)
                GemmDispatch.AddRow(spill + r * lanes, width, keep, accumulate, c.Data + (i + r) * c.RowStride + j, 1);
        }
    }

    /// <summary>Eight rows at most: each needs a general register for its place in A.</summary>
    private static int TileRows(int rows) => rows >= 8 ? 8 : rows >= 6 ? 6 : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
}
