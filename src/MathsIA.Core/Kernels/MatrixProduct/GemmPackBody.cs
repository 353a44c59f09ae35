using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Packs a depth block of B: one piece of work is a few panels, each as wide as the register tile that will read it.</summary>
internal readonly unsafe struct GemmPackBody<T>(MatrixView<T> b, T* packed) : ILoopBody where T : unmanaged
{
    /// <summary>The columns that make a piece of work; a multiple of every tile.</summary>
    private const int PieceColumns = 128;

    public int Count => (b.Columns + PieceColumns - 1) / PieceColumns;

    public void Run(int index)
    {
        int tile = GemmBlocking.TileColumns<T>(), end = Math.Min(b.Columns, (index + 1) * PieceColumns);
        for (int start = index * PieceColumns; start < end; start += tile)
        {
            int count = Math.Min(tile, end - start);
            // Columns of B are packed as rows of its transpose.
            GemmPacking.Panel(b.Block(0, start, b.Rows, count).Transpose(), count, GemmBlocking.TileColumnsFor<T>(count), packed + (nint)start * b.Rows);
        }
    }
}
