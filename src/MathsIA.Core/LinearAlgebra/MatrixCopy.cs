using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Copies a matrix between two layouts, in tiles, so that a transposition reads and writes short contiguous runs.</summary>
internal static unsafe class MatrixCopy
{
    private const int Tile = 32;

    /// <summary>Copies every element; the two must not overlap.</summary>
    public static void Run<T>(MatrixView<T> source, MatrixView<T> destination, ComputeContext context) where T : unmanaged
    {
        bool small = (long)source.Rows * source.Columns < 1 << 14;
        ParallelLoop.For((source.Rows + Tile - 1) / Tile, new Band<T>(source, destination), small ? ComputeContext.SingleThread : context);
    }

    private readonly struct Band<T>(MatrixView<T> source, MatrixView<T> destination) : ILoopBody where T : unmanaged
    {
        public void Run(int index)
        {
            int from = index * Tile, to = Math.Min(source.Rows, from + Tile);
            for (int j0 = 0; j0 < source.Columns; j0 += Tile)
            {
                int j1 = Math.Min(source.Columns, j0 + Tile);
                for (int i = from; i < to; i++)
                    StridedCopy.CopyRun(source.Data + (i * source.RowStride) + (j0 * source.ColumnStride), source.ColumnStride,
                        destination.Data + (i * destination.RowStride) + (j0 * destination.ColumnStride), destination.ColumnStride, j1 - j0);
            }
        }
    }
}
