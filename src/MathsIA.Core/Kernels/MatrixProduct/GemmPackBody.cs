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
        int tile = GemmBlocking.TileColumns<T>(), start = index * PieceColumns, count = Math.Min(PieceColumns, b.Columns - start);
        // Columns of B are packed as rows of its transpose.
        GemmPacking.Panels(b.Block(0, start, b.Rows, count).Transpose(), tile, GemmBlocking.TileColumnsFor<T>(count % tile), packed + (nint)start * b.Rows);
    }
}
