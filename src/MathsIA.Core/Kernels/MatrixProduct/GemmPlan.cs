using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Which part of C a product computes.</summary>
internal enum GemmPart
{
    All,

    /// <summary>Elements on and below the diagonal; the others are not touched.</summary>
    Lower,
}

/// <summary>One blocked product: packs both operands a depth block at a time, then computes C in independent tasks.</summary>
/// <remarks>Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008. Both operands are
/// packed once and shared by all threads; tasks are rectangles of C cut by its shape.</remarks>
internal readonly unsafe struct GemmPlan<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c, GemmPart part, ComputeContext context)
    where T : unmanaged, System.Numerics.INumber<T>
{
    /// <summary>Below this many multiplications a second thread costs more than it brings.</summary>
    private const long ParallelThreshold = 64 * 64 * 64;

    public void Run()
    {
        int depth = GemmBlocking.Depth<T>(), tileRows = GemmBlocking.TileRows, tileColumns = GemmBlocking.TileColumns<T>();
        int maxRows = Math.Min(c.Rows, GemmBlocking.MaxPackedRows / tileRows * tileRows), maxColumns = Math.Min(c.Columns, GemmBlocking.MaxPackedColumns);
        int maxDepth = Math.Min(depth, a.Columns);
        long aBytes = (long)RoundUp(maxRows, tileRows) * maxDepth * sizeof(T), bBytes = (long)RoundUp(maxColumns, tileColumns) * maxDepth * sizeof(T);
        using Workspace packedA = Workspace.Rent(aBytes), packedB = Workspace.Rent(bBytes);
        ComputeContext threads = (long)c.Rows * c.Columns * a.Columns < ParallelThreshold ? ComputeContext.SingleThread : context;

        for (int j = 0; j < c.Columns; j += maxColumns)
        {
            int columns = Math.Min(maxColumns, c.Columns - j);
            for (int p = 0; p < a.Columns; p += depth)
            {
                int steps = Math.Min(depth, a.Columns - p);
                MatrixView<T> blockB = b.Block(p, j, steps, columns);
                bool packB = true;
                for (int i = 0; i < c.Rows; i += maxRows)
                {
                    int rows = Math.Min(maxRows, c.Rows - i);
                    if (part == GemmPart.Lower && i + rows <= j)
                        continue;
                    // B is packed with the first block of rows and serves the following ones.
                    var pack = new PackBody(a.Block(i, p, rows, steps), blockB, (T*)packedA.Pointer, (T*)packedB.Pointer, packB);
                    packB = false;
                    ParallelLoop.For(pack.Count, pack, threads);
                    var tasks = new TaskBody(c.Block(i, j, rows, columns), (T*)packedA.Pointer, (T*)packedB.Pointer, steps, alpha, p == 0 ? beta : T.One, p > 0 || beta != T.Zero, part, j - i);
                    ParallelLoop.For(tasks.Count, tasks, threads);
                }
            }
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    /// <summary>Packs both operands: pieces of a few panels each.</summary>
    private readonly struct PackBody : ILoopBody
    {
        private readonly MatrixView<T> _a, _b;
        private readonly T* _packedA, _packedB;
        private readonly int _tileRows, _tileColumns, _piecesA, _panelsA, _panelsB, _perPieceA, _perPieceB;

        public PackBody(MatrixView<T> a, MatrixView<T> b, T* packedA, T* packedB, bool packB)
        {
            _a = a;
            _b = b;
            _packedA = packedA;
            _packedB = packedB;
            _tileRows = GemmBlocking.TileRows;
            _tileColumns = GemmBlocking.TileColumns<T>();
            _panelsA = (a.Rows + _tileRows - 1) / _tileRows;
            _panelsB = packB ? (b.Columns + _tileColumns - 1) / _tileColumns : 0;
            _perPieceA = Math.Max(1, 96 / _tileRows);
            _perPieceB = Math.Max(1, 96 / _tileColumns);
            _piecesA = (_panelsA + _perPieceA - 1) / _perPieceA;
            Count = _piecesA + (_panelsB + _perPieceB - 1) / _perPieceB;
        }

        public int Count { get; }

        public void Run(int index)
        {
            if (index < _piecesA)
            {
                int to = Math.Min(_panelsA, (index + 1) * _perPieceA);
                for (int panel = index * _perPieceA; panel < to; panel++)
                {
                    int start = panel * _tileRows, count = Math.Min(_tileRows, _a.Rows - start);
                    GemmPacking.Panel(_a.Block(start, 0, count, _a.Columns), count, GemmBlocking.TileRowsFor(count), _packedA + (nint)start * _a.Columns);
                }
            }
            else
            {
                int to = Math.Min(_panelsB, (index - _piecesA + 1) * _perPieceB);
                for (int panel = (index - _piecesA) * _perPieceB; panel < to; panel++)
                {
                    int start = panel * _tileColumns, count = Math.Min(_tileColumns, _b.Columns - start);
                    GemmPacking.Panel(_b.Block(0, start, _b.Rows, count).Transpose(), count, GemmBlocking.TileColumnsFor<T>(count), _packedB + (nint)start * _b.Rows);
                }
            }
        }
    }

    /// <summary>Computes rectangles of C from the packed operands.</summary>
    private readonly struct TaskBody : ILoopBody
    {
        private readonly MatrixView<T> _c;
        private readonly T* _a, _b;
        private readonly int _steps, _taskRows, _taskColumns, _tasksAcross, _diagonal;
        private readonly T _alpha, _beta;
        private readonly bool _accumulate;
        private readonly GemmPart _part;

        public TaskBody(MatrixView<T> c, T* a, T* b, int steps, T alpha, T beta, bool accumulate, GemmPart part, int diagonal)
        {
            _c = c;
            _a = a;
            _b = b;
            _steps = steps;
            _alpha = alpha;
            _beta = beta;
            _accumulate = accumulate;
            _part = part;
            _diagonal = diagonal;
            // Even tasks: a remainder of a few rows would leave one thread idle.
            int tileRows = GemmBlocking.TileRows, tileColumns = GemmBlocking.TileColumns<T>();
            int down = Even(c.Rows, GemmBlocking.TaskRows), across = Even(c.Columns, GemmBlocking.TaskColumns);
            _taskRows = RoundUp((c.Rows + down - 1) / down, tileRows);
            _taskColumns = RoundUp((c.Columns + across - 1) / across, tileColumns);
            _tasksAcross = (c.Columns + _taskColumns - 1) / _taskColumns;
            Count = _tasksAcross * ((c.Rows + _taskRows - 1) / _taskRows);
        }

        public int Count { get; }

        private static int Even(int length, int target) => length <= 48 ? 1 : length <= target ? 2 : RoundUp((length + target - 1) / target, 2);

        public void Run(int index)
        {
            (int down, int across) = Math.DivRem(index, _tasksAcross);
            int i0 = down * _taskRows, i1 = Math.Min(_c.Rows, i0 + _taskRows);
            int j0 = across * _taskColumns, j1 = Math.Min(_c.Columns, j0 + _taskColumns);
            int tileRows = GemmBlocking.TileRows, tileColumns = GemmBlocking.TileColumns<T>();
            T* spill = stackalloc T[12 * 32];
            for (int j = j0; j < j1; j += tileColumns)
            {
                int columns = Math.Min(tileColumns, j1 - j);
                T* b = _b + (nint)j * _steps;
                for (int i = i0; i < i1; i += tileRows)
                {
                    int rows = Math.Min(tileRows, i1 - i);
                    // Element (i, j) of C is on or below the diagonal of the whole when i >= j + _diagonal.
                    bool below = _part == GemmPart.All || i >= j + columns - 1 + _diagonal;
                    if (!below && i + rows - 1 < j + _diagonal)
                        continue;
                    T* a = _a + (nint)i * _steps;
                    int tileHeight = GemmBlocking.TileRowsFor(rows), tileWidth = GemmBlocking.TileColumnsFor<T>(columns);
                    if (below && columns == tileWidth && rows == tileHeight && _c.ColumnStride == 1)
                    {
                        GemmDispatch.Tile(tileHeight, tileWidth, _steps, a, 0, 0, b, tileWidth, _alpha, _beta, _accumulate, _c.Data + i * _c.RowStride + j, _c.RowStride);
                    }
                    else
                    {
                        // Cut off by the edge of C, crossing the diagonal or not contiguous: computed aside, then added.
                        GemmDispatch.Tile(tileHeight, tileWidth, _steps, a, 0, 0, b, tileWidth, _alpha, default, false, spill, tileWidth);
                        for (int r = 0; r < rows; r++)
                        {
                            int count = below ? columns : Math.Min(columns, i + r - j - _diagonal + 1);
                            GemmDispatch.AddRow(spill + r * tileWidth, count, _beta, _accumulate, _c.Data + (i + r) * _c.RowStride + j * _c.ColumnStride, _c.ColumnStride);
                        }
                    }
                }
            }
        }
    }
}
