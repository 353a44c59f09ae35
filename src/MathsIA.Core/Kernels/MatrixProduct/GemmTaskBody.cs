using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Computes rectangles of C from one depth block: one piece of work packs its rows of A, then sweeps the panels of B.</summary>
/// <remarks>A panel of A, a few rows, stays in the first-level cache while it meets as many panels of B as the second-level cache
/// holds; these stay there for the next panel of A.</remarks>
internal readonly unsafe struct GemmTaskBody<T> : ILoopBody where T : unmanaged, INumber<T>
{
    private readonly MatrixView<T> _a, _c;
    private readonly T* _b;
    private readonly T _alpha, _beta;
    private readonly bool _accumulate;
    private readonly GemmPart _part;
    private readonly IGemmEpilogue<T>? _epilogue;
    private readonly int _firstColumn, _down, _across;

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
        _down = EvenCut(c.Rows, GemmBlocking.TaskRows);
        _across = _down >= 4 ? 1 : EvenCut(c.Columns, GemmBlocking.TaskColumns);
    }

    public int Count => _down * _across;

    public void Run(int index)
    {
        (int down, int across) = Math.DivRem(index, _across);
        int tileRows = GemmBlocking.TileRows, tileColumns = GemmBlocking.TileColumns<T>(), steps = _a.Columns;
        (int i0, int i1) = Part(down, _down, tileRows, _c.Rows);
        (int j0, int j1) = Part(across, _across, tileColumns, _c.Columns);
        if (_part == GemmPart.Lower)
            j1 = Math.Min(j1, i1);
        if (i0 >= i1 || j0 >= j1)
            return;
        using var packedA = new Workspace<T>((long)GemmBlocking.RoundUp(i1 - i0, tileRows) * steps);
        GemmPacking.Panels(_a.Block(i0, 0, i1 - i0, steps), tileRows, GemmBlocking.TileRowsFor((i1 - i0) % tileRows), packedA.Data);
        int sweep = GemmBlocking.SweepColumns<T>();
        for (int j = j0; j < j1; j += sweep)
        {
            for (int i = i0; i < i1; i += tileRows)
                RowOfTiles(i, Math.Min(i + tileRows, i1), j, Math.Min(j + sweep, j1), packedA.Data + (nint)(i - i0) * steps);
        }
    }

    /// <summary>An even number of pieces: an odd one would leave one of two threads idle at the end.</summary>
    private static int EvenCut(int length, int target) => length <= 48 ? 1 : length <= target ? 2 : GemmBlocking.RoundUp((length + target - 1) / target, 2);

    /// <summary>Where one of several pieces starts and ends, which differ by one tile at most.</summary>
    private static (int Start, int End) Part(int index, int count, int tile, int length)
    {
        long tiles = (length + tile - 1) / tile;
        return ((int)(tiles * index / count) * tile, Math.Min(length, (int)(tiles * (index + 1) / count) * tile));
    }

    /// <summary>Computes the tiles of a few rows of C, and finishes these.</summary>
    [SkipLocalsInit]
    private void RowOfTiles(int i0, int i1, int j0, int j1, T* a)
    {
        int rows = i1 - i0, height = GemmBlocking.TileRowsFor(rows), tileColumns = GemmBlocking.TileColumns<T>(), steps = _a.Columns;
        T* spill = stackalloc T[12 * 32];
        for (int j = j0; j < j1; j += tileColumns)
        {
            int columns = Math.Min(tileColumns, _c.Columns - j), width = GemmBlocking.TileColumnsFor<T>(columns);
            bool below = _part == GemmPart.All || i0 >= j + columns - 1;
            if (!below && i1 - 1 < j)
                break;
            T* b = _b + (nint)j * steps, c = _c.Data + i0 * _c.RowStride + j * _c.ColumnStride;
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
                int count = below ? columns : Math.Min(columns, i0 + r - j + 1);
                GemmDispatch.AddRow(spill + r * width, count, _beta, _accumulate, c + r * _c.RowStride, _c.ColumnStride);
            }
        }

        for (int i = i0; _epilogue is not null && i < i1; i++)
            _epilogue.Finish(_c.Data + i * _c.RowStride + j0, _firstColumn + j0, j1 - j0);
    }

    /// <summary>Asks for the tile of C before the sums start: it may come from far away and is needed only at their end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(T* tile, int rows, int width)
    {
        for (int r = 0; CacheHint.IsSupported && r < rows; r++, tile += _c.RowStride)
        {
            CacheHint.Line(tile);
            CacheHint.Line((byte*)(tile + width) - 1);
        }
    }
}
