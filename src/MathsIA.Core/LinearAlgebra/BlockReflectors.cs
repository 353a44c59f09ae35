using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>A product of Householder reflectors <c>Q = H₀ H₁ ... </c>, kept in blocks <c>I - Y T Yᵀ</c> (compact WY form).</summary>
/// <remarks>
/// Each block keeps Y (unit lower trapezoidal, zeros and ones written out) as one contiguous matrix and T (upper triangular,
/// zeros written out), so that applying a block is three plain matrix products.
/// Source: R. Schreiber and C. Van Loan, A storage-efficient WY representation for products of Householder transformations,
/// SIAM J. Sci. Stat. Comput. 10 (1989).
/// </remarks>
internal readonly unsafe struct BlockReflectors<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Reflectors of one block, at most.</summary>
    public const int MaxWidth = 32;

    /// <summary>Bytes of a row of the strips that are worked on at the same time.</summary>
    private const int StripBytes = 512;

    private readonly BlockPool.CacheLine[] _memory;
    private readonly State* _state;
    private readonly Place* _places;
    private readonly T* _elements;

    /// <summary>Makes room.</summary>
    /// <param name="rows">The order of Q.</param>
    /// <param name="capacity">The most reflectors.</param>
    /// <param name="isTransient">Whether the memory is given back by <see cref="Dispose"/>; if not, it belongs to the garbage collector.</param>
    public BlockReflectors(int rows, int capacity, bool isTransient)
    {
        Rows = rows;
        long directory = sizeof(State) + ((long)capacity * sizeof(Place)), bytes = directory + ((long)capacity * (rows + MaxWidth) * sizeof(T));
        _memory = isTransient ? BlockPool.Rent(bytes) : BlockPool.Allocate(bytes);
        _state = (State*)BlockPool.Align(_memory);
        *_state = default;
        _places = (Place*)(_state + 1);
        _elements = (T*)((byte*)_state + directory);
    }

    /// <summary>The order of Q.</summary>
    public int Rows { get; }

    /// <summary>The number of reflectors that are not the identity.</summary>
    public int ReflectionCount
    {
        get
        {
            int count = 0;
            for (int block = 0; block < _state->Blocks; block++)
            {
                (_, MatrixView<T> t) = this[block];
                for (int i = 0; i < t.Rows; i++)
                    count += t[i, i] == T.Zero ? 0 : 1;
            }

            GC.KeepAlive(_memory);
            return count;
        }
    }

    private (MatrixView<T> Y, MatrixView<T> T) this[int block]
    {
        get
        {
            Place place = _places[block];
            int height = Rows - place.Row;
            T* y = _elements + place.Start, t = y + ((long)height * place.Width);
            return (new MatrixView<T>(y, height, place.Width), new MatrixView<T>(t, place.Width, place.Width));
        }
    }

    /// <summary>Gives transient memory back.</summary>
    public void Dispose() => BlockPool.Return(_memory);

    /// <summary>Makes room for a block that starts at the given row; its Y has the rows from there on, its T is zero.</summary>
    public (MatrixView<T> Y, MatrixView<T> T) Add(int row, int width)
    {
        _places[_state->Blocks] = new Place(row, width, _state->Used);
        _state->Used += (long)width * (Rows - row + width);
        (MatrixView<T> y, MatrixView<T> t) = this[_state->Blocks++];
        new Span<T>(t.Data, width * width).Clear();
        return (y, t);
    }

    /// <summary>Narrows the last block to its first columns.</summary>
    public (MatrixView<T> Y, MatrixView<T> T) TrimLast(int width)
    {
        (MatrixView<T> y, MatrixView<T> t) = this[_state->Blocks - 1];
        ref Place last = ref _places[_state->Blocks - 1];
        last = last with { Width = width };
        _state->Used = last.Start + ((long)width * (y.Rows + width));
        (MatrixView<T> newY, MatrixView<T> newT) = this[_state->Blocks - 1];
        // Rows move towards the start, the first one first: none is written over before it is read.
        for (int i = 0; i < y.Rows; i++)
            new Span<T>(y.Data + (i * y.RowStride), width).CopyTo(new Span<T>(newY.Data + (i * newY.RowStride), width));
        for (int i = 0; i < width; i++)
            new Span<T>(t.Data + (i * t.RowStride), width).CopyTo(new Span<T>(newT.Data + (i * newT.RowStride), width));
        return (newY, newT);
    }

    /// <summary>Overwrites B with <c>Q B</c>, or with <c>Qᵀ B</c>.</summary>
    public void Apply(MatrixView<T> b, bool transpose, ComputeContext? context) => ForEachStrip(b, 0, transpose, thin: false, context);

    /// <summary>Overwrites B with the product of the last block, or of its transpose, with B.</summary>
    public void ApplyLast(MatrixView<T> b, bool transpose, ComputeContext? context) => ForEachStrip(b, _state->Blocks - 1, transpose, thin: false, context);

    /// <summary>Writes the first columns of Q.</summary>
    /// <remarks>Backwards, from the identity: a block then meets only the columns that it can have changed.</remarks>
    public void FormThin(MatrixView<T> q, ComputeContext? context)
    {
        for (int i = 0; i < q.Rows; i++)
        {
            new Span<T>(q.Data + i * q.RowStride, q.Columns).Clear();
            if (i < q.Columns)
                q[i, i] = T.One;
        }

        ForEachStrip(q, 0, transpose: false, thin: true, context);
    }

    private void ForEachStrip(MatrixView<T> b, int firstBlock, bool transpose, bool thin, ComputeContext? context)
    {
        int strip = StripBytes / sizeof(T), strips = (b.Columns + strip - 1) / strip;
        var body = new Strip(this, b, firstBlock, transpose, thin, strip, strips == 1 ? context : ComputeContext.SingleThread);
        ParallelLoop.For(strips, body, context);
        // The pointers do not keep the memory.
        GC.KeepAlive(_memory);
    }

    /// <summary>All blocks on one strip of columns, which stays in the cache meanwhile.</summary>
    private readonly struct Strip(BlockReflectors<T> reflectors, MatrixView<T> b, int firstBlock, bool transpose, bool thin, int strip, ComputeContext? context) : ILoopBody
    {
        public void Run(int index)
        {
            int column = index * strip, width = Math.Min(strip, b.Columns - column);
            using var scratch = new Workspace<T>(2L * MaxWidth * width);
            int blocks = reflectors._state->Blocks;
            for (int i = firstBlock; i < blocks; i++)
            {
                int block = transpose ? i : blocks - 1 - i + firstBlock, row = reflectors._places[block].Row;
                (MatrixView<T> y, MatrixView<T> t) = reflectors[block];
                int first = thin ? Math.Max(column, row) : column;
                if (first < column + width)
                    ApplyBlock(y, t, b.Block(row, first, y.Rows, column + width - first), transpose, scratch.Data, context);
            }
        }
    }

    /// <summary>Overwrites B with <c>(I - Y T Yᵀ) B</c>, or with its transpose times B; the scratch holds two matrices of
    /// the width of Y times the columns of B.</summary>
    public static void ApplyBlock(MatrixView<T> y, MatrixView<T> t, MatrixView<T> b, bool transpose, T* scratch, ComputeContext? context)
    {
        var w = new MatrixView<T>(scratch, y.Columns, b.Columns);
        var tw = new MatrixView<T>(scratch + (nint)y.Columns * b.Columns, y.Columns, b.Columns);
        Gemm.Run(T.One, y.Transpose(), b, T.Zero, w, context);
        Gemm.Run(T.One, transpose ? t.Transpose() : t, w, T.Zero, tw, context);
        Gemm.Run(-T.One, y, tw, T.One, b, context);
    }

    /// <summary>Builds T from Y and the reflectors' scales, which stand on T's diagonal.</summary>
    /// <remarks>Column j is <c>-τⱼ T Yᵀ yⱼ</c>, T being the part already built.</remarks>
    public static void FormT(MatrixView<T> y, MatrixView<T> t)
    {
        int width = y.Columns;
        T* products = stackalloc T[MaxWidth * MaxWidth];
        var gram = new MatrixView<T>(products, width, width);
        Gemm.RunLower(T.One, y.Transpose(), T.Zero, gram, ComputeContext.SingleThread);
        for (int j = 1; j < width; j++)
        {
            for (int i = 0; i < j; i++)
            {
                T sum = T.Zero;
                for (int p = i; p < j; p++)
                    sum += t[i, p] * gram[j, p];
                t[i, j] = -t[j, j] * sum;
            }
        }
    }

    private struct State
    {
        public long Used;
        public int Blocks;
    }

    /// <summary>Where a block begins, in Q and in memory.</summary>
    private readonly record struct Place(int Row, int Width, long Start);
}
