using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Computes rectangles of C from one depth block: one piece of work packs its rows of A, then sweeps the panels of B.</summary>
internal readonly unsafe struct GemmTaskBody<T> : ILoopBody where T : unmanaged, INumber<T>
{
    private readonly MatrixView<T> _a, _c;
    private readonly T* _b;
    private readonly T _alpha, _beta;
    private readonly bool _accumulate;
    private readonly GemmPart _part;
    private readonly IGemmEpilogue<T>? _epilogue;
    private readonly int _firstColumn, _taskRows, _taskColumns, _tasksAcross;

    public GemmTaskBody(T alpha, MatrixView<T> a, T* b, T beta, bool accumulate, MatrixView<T> c, GemmPart part, IGemmEpilogue<T>? epilogue, int firstColumn)
    {
        _alpha = alpha;
        _a = a;
        _b = b;
        _beta = beta;
        _accumulate = accumulate;
        _c = c;
        _part = part;
        _epilogue = epilogue;
        _firstColumn = firstColumn;
        // Few rows leave few tasks: then the columns are cut too, and each of those tasks packs the same short A.
        int down = EvenCut(c.Rows, GemmBlocking.TaskRows), across = down >= 4 ? 1 : EvenCut(c.Columns, GemmBlocking.TaskColumns);
        _taskRows = GemmBlocking.RoundUp((c.Rows + down - 1) / down, GemmBlocking.TileRows);
        _taskColumns = GemmBlocking.RoundUp((c.Columns + across - 1) / across, GemmBlocking.TileColumns<T>());
        _tasksAcross = (c.Columns + _taskColumns - 1) / _taskColumns;
        Count = _tasksAcross * ((c.Rows + _taskRows - 1) / _taskRows);
    }

    public int Count { get; }

    public void Run(int index)
    {
        (int down, int across) = Math.DivRem(index, _tasksAcross);
        int i0 = down * _taskRows, i1 = Math.Min(_c.Rows, i0 + _taskRows);
        int j0 = across * _taskColumns, j1 = Math.Min(_c.Columns, j0 + _taskColumns);
        if (_part == GemmPart.Lower)
            j1 = Math.Min(j1, i1);
        int steps = _a.Columns, tileRows = GemmBlocking.TileRows, tileColumns = GemmBlocking.TileColumns<T>();
        using var packedA = new Workspace<T>((long)_taskRows * steps);
        GemmPacking.Panels(_a.Block(i0, 0, i1 - i0, steps), tileRows, GemmBlocking.TileRowsFor((i1 - i0) % tileRows), packedA.Data);
        for (int j = j0; j < j1; j += tileColumns)
            ColumnOfTiles(i0, i1, j, Math.Min(tileColumns, _c.Columns - j), steps, packedA.Data, _b + (nint)j * steps);
        for (int i = i0; _epilogue is not null && i < i1; i++)
            _epilogue.Finish(_c.Data + i * _c.RowStride + j0, _firstColumn + j0, j1 - j0);
    }

    /// <summary>An even number of pieces of even size: a remainder of a few rows would leave one thread idle.</summary>
    private static int EvenCut(int length, int target) => length <= 48 ? 1 : length <= target ? 2 : GemmBlocking.RoundUp((length + target - 1) / target, 2);

    private void ColumnOfTiles(int i0, int i1, int j, int columns, int steps, T* packedA, T* b)
    {
        int tileRows = GemmBlocking.TileRows, width = GemmBlocking.TileColumnsFor<T>(columns);
        T* spill = stackalloc T[12 * 32];
        for (int i = i0; i < i1; i += tileRows)
        {
            int rows = Math.Min(tileRows, i1 - i), height = GemmBlocking.TileRowsFor(rows);
            bool below = _part == GemmPart.All || i >= j + columns - 1;
            if (!below && i + rows - 1 < j)
                continue;
            T* a = packedA + (nint)(i - i0) * steps, c = _c.Data + i * _c.RowStride + j * _c.ColumnStride;
            if (below && columns == width && rows == height && _c.ColumnStride == 1)
            {
                if (_accumulate)
                    Prefetch(c, rows, width);
                GemmDispatch.PackedTile(height, width, steps, a, b, _alpha, _beta, _accumulate, c, _c.RowStride);
                continue;
            }

            // Cut off by the edge of C, crossing the diagonal or not contiguous: computed aside, then added.
            GemmDispatch.PackedTile(height, width, steps, a, b, _alpha, default, false, spill, width);
            for (int r = 0; r < rows; r++)
            {
                int count = below ? columns : Math.Min(columns, i + r - j + 1);
                GemmDispatch.AddRow(spill + r * width, count, _beta, _accumulate, c + r * _c.RowStride, _c.ColumnStride);
            }
        }
    }

    /// <summary>Asks for the tile of C before the sums start: it may come from far away and is needed only at their end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(T* tile, int rows, int width)
    {
        if (!Sse.IsSupported)
            return;
        for (int r = 0; r < rows; r++, tile += _c.RowStride)
        {
            Sse.Prefetch0(tile);
            Sse.Prefetch0((byte*)(tile + width) - 1);
        }
    }
}
