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
internal sealed unsafe class BlockReflectors<T>(int rows, int capacity) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Reflectors of one block, at most.</summary>
    public const int MaxWidth = 32;

    /// <summary>Bytes of a row of the strips that are worked on at the same time.</summary>
    private const int StripBytes = 512;

    private readonly List<(int Row, int Width, T[] Y, T[] T)> _blocks = new((capacity + MaxWidth - 1) / MaxWidth);

    /// <summary>The order of Q.</summary>
    public int Rows { get; } = rows;

    /// <summary>The number of reflectors.</summary>
    public int Count { get; private set; }

    /// <summary>The number of reflectors that are not the identity.</summary>
    public int ReflectionCount
    {
        get
        {
            int count = 0;
            foreach ((_, int width, _, T[] t) in _blocks)
            {
                for (int i = 0; i < width; i++)
                    count += t[i * width + i] == T.Zero ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>Makes room for a block that starts at the given row; its Y has the rows from there on. The arrays are pinned.</summary>
    public (MatrixView<T> Y, MatrixView<T> T) Add(int row, int width)
    {
        int height = Rows - row;
        T[] y = GC.AllocateUninitializedArray<T>(height * width, pinned: true);
        T[] t = GC.AllocateArray<T>(width * width, pinned: true);
        _blocks.Add((row, width, y, t));
        Count += width;
        return (View(y, height, width), View(t, width, width));
    }

    /// <summary>Narrows the last block to its first columns.</summary>
    public (MatrixView<T> Y, MatrixView<T> T) TrimLast(int width)
    {
        (int row, int oldWidth, T[] y, T[] t) = _blocks[^1];
        _blocks.RemoveAt(_blocks.Count - 1);
        Count -= oldWidth;
        (MatrixView<T> newY, MatrixView<T> newT) = Add(row, width);
        QrKernel.Copy(View(y, Rows - row, oldWidth).Block(0, 0, Rows - row, width), newY);
        QrKernel.Copy(View(t, oldWidth, oldWidth).Block(0, 0, width, width), newT);
        return (newY, newT);
    }

    /// <summary>Overwrites B with <c>Q B</c>, or with <c>Qᵀ B</c>.</summary>
    public void Apply(MatrixView<T> b, bool transpose, ComputeContext? context) => ForEachStrip(b, 0, transpose, thin: false, context);

    /// <summary>Overwrites B with the product of the last block, or of its transpose, with B.</summary>
    public void ApplyLast(MatrixView<T> b, bool transpose, ComputeContext? context) => ForEachStrip(b, _blocks.Count - 1, transpose, thin: false, context);

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
    }

    /// <summary>All blocks on one strip of columns, which stays in the cache meanwhile.</summary>
    private readonly struct Strip(BlockReflectors<T> reflectors, MatrixView<T> b, int firstBlock, bool transpose, bool thin, int strip, ComputeContext? context) : ILoopBody
    {
        public void Run(int index)
        {
            int column = index * strip, width = Math.Min(strip, b.Columns - column);
            using var scratch = new Workspace<T>(2L * MaxWidth * width);
            List<(int Row, int Width, T[] Y, T[] T)> blocks = reflectors._blocks;
            for (int i = firstBlock; i < blocks.Count; i++)
            {
                (int row, int count, T[] y, T[] t) = blocks[transpose ? i : blocks.Count - 1 - i + firstBlock];
                int height = reflectors.Rows - row, first = thin ? Math.Max(column, row) : column;
                if (first < column + width)
                    ApplyBlock(View(y, height, count), View(t, count, count), b.Block(row, first, height, column + width - first), transpose, scratch.Data, context);
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

    private static MatrixView<T> View(T[] pinned, int rows, int columns) =>
        new((T*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0), rows, columns);
}
