using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Which part of C a product computes.</summary>
internal enum GemmPart
{
    All,

    /// <summary>Elements on and below the diagonal; the others are not touched.</summary>
    Lower,
}

/// <summary>One blocked product: a depth block of B is packed at a time and shared by all threads; each task packs its own rows of A.</summary>
/// <remarks>Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008, with the operands
/// exchanged, as BLIS has it for wide registers: a panel of A stays in the first-level cache and a stretch of B in the second.</remarks>
internal readonly unsafe struct GemmPlan<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c, GemmPart part, IGemmEpilogue<T>? epilogue, ComputeContext context)
    where T : unmanaged, System.Numerics.INumber<T>
{
    /// <summary>Below this many multiplications a second thread costs more than it brings.</summary>
    private const long ParallelThreshold = 64 * 64 * 64;

    public void Run()
    {
        int depth = GemmBlocking.Depth(a.Columns), maxColumns = Math.Min(c.Columns, ColumnsWithin(depth));
        using var packedB = new Workspace<T>((long)GemmBlocking.RoundUp(maxColumns, GemmBlocking.TileColumns<T>()) * depth);
        ComputeContext threads = (long)c.Rows * c.Columns * a.Columns < ParallelThreshold ? ComputeContext.SingleThread : context;
        for (int j = 0; j < c.Columns; j += maxColumns)
        {
            int columns = Math.Min(maxColumns, c.Columns - j);
            // The columns from j on reach the diagonal at row j: rows above it have nothing to do.
            int i = part == GemmPart.Lower ? j : 0;
            for (int p = 0; p < a.Columns; p += depth)
            {
                int steps = Math.Min(depth, a.Columns - p);
                var pack = new GemmPackBody<T>(b.Block(p, j, steps, columns), packedB.Data);
                ParallelLoop.For(pack.Count, pack, threads);
                var tasks = new GemmTaskBody<T>(alpha, a.Block(i, p, c.Rows - i, steps), packedB.Data, p == 0 ? beta : T.One, p > 0 || beta != T.Zero, c.Block(i, j, c.Rows - i, columns), part, p + depth >= a.Columns ? epilogue : null, j);
                ParallelLoop.For(tasks.Count, tasks, threads);
            }
        }
    }

    /// <summary>How many columns of B may be packed at once: under a low memory limit fewer, down to one tile, which the bits do not show.</summary>
    private int ColumnsWithin(int depth)
    {
        int tile = GemmBlocking.TileColumns<T>();
        return (int)Math.Clamp(context.MemoryLimit / ((long)tile * depth * sizeof(T)) * tile, tile, GemmBlocking.MaxPackedColumns);
    }
}
