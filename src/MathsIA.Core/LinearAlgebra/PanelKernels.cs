using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Products of a few rows with a vector: the part of a blocked reduction that a matrix product cannot do.</summary>
/// <remarks>Rows are whole chunks long: the caller pads them with zeros to <see cref="Pad"/>, so there is no tail. Each element
/// of a result is summed in one order, whatever the width of the registers and the number of threads.</remarks>
internal static unsafe class PanelKernels
{
    /// <summary>Products below this many elements run on the caller's thread: waking another one costs as much.</summary>
    private const long ParallelElements = 1 << 16;

    /// <summary>Columns, or rows, that one thread takes at a time.</summary>
    private const int Strip = 128;

    /// <summary>Elements in a chunk of 64 bytes.</summary>
    public static int ChunkLength<T>() where T : unmanaged => 64 / sizeof(T);

    /// <summary>The length rounded up to whole chunks.</summary>
    public static int Pad<T>(int length) where T : unmanaged => (length + ChunkLength<T>() - 1) & -ChunkLength<T>();

    /// <summary>The index rounded down to the start of its chunk.</summary>
    public static int AlignDown<T>(int index) where T : unmanaged => index & -ChunkLength<T>();

    /// <summary>A distance between rows of at least <paramref name="length"/> that is no multiple of a page, so that walking
    /// down a column does not fall on one set of the cache.</summary>
    public static int LeadingDimension<T>(int length) where T : unmanaged
    {
        int padded = Pad<T>(length);
        return padded * sizeof(T) % 1024 == 0 ? padded + ChunkLength<T>() : padded;
    }

    /// <summary><c>y += Σ x[r] · row r</c>.</summary>
    public static void AddRows<T>(T* a, nint stride, int rows, T* x, T* y, int length, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (context is null || (long)rows * length < ParallelElements || context.DegreeOfParallelism == 1)
        {
            AddRowsHere(a, stride, rows, x, y, length);
            return;
        }

        ParallelLoop.For((length + Strip - 1) / Strip, new AddRowsStrip<T>(a, stride, rows, x, y, length), context);
    }

    /// <summary><c>y[r] = row r · x</c>.</summary>
    public static void DotRows<T>(T* a, nint stride, int rows, T* x, T* y, int length, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (context is null || (long)rows * length < ParallelElements || context.DegreeOfParallelism == 1)
        {
            DotRowsHere(a, stride, rows, x, y, length);
            return;
        }

        ParallelLoop.For((rows + Strip - 1) / Strip, new DotRowsStrip<T>(a, stride, rows, x, y, length), context);
    }

    /// <summary><c>x · y</c>.</summary>
    public static T Dot<T>(T* x, T* y, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T result;
        DotRowsHere(x, 0, 1, y, &result, length);
        return result;
    }

    /// <summary><c>y += alpha x</c>.</summary>
    public static void AddScaled<T>(T alpha, T* x, T* y, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddRowsHere(x, 0, 1, &alpha, y, length);

    /// <summary>Turns two rows in their plane: <c>x = c x + s y</c>, <c>y = c y - s x</c>. Any length.</summary>
    public static void Rotate<T>(T* x, T* y, int length, T c, T s) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < length; i++)
        {
            T u = x[i], v = y[i];
            x[i] = (c * u) + (s * v);
            y[i] = (c * v) - (s * u);
        }
    }

    private static void AddRowsHere<T>(T* a, nint stride, int rows, T* x, T* y, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!LaneWidth.IsVectorized<T>())
            AddRowsCore<Chunk<LaneScalar<T>, T>, T>(a, stride, rows, x, y, length);
        else if (LaneWidth.Bits == 512)
            AddRowsCore<Chunk<Lane512<T>, T>, T>(a, stride, rows, x, y, length);
        else if (LaneWidth.Bits == 256)
            AddRowsCore<ChunkPair<Chunk<Lane256<T>, T>, T>, T>(a, stride, rows, x, y, length);
        else
            AddRowsCore<ChunkPair<ChunkPair<Chunk<Lane128<T>, T>, T>, T>, T>(a, stride, rows, x, y, length);
    }

    private static void DotRowsHere<T>(T* a, nint stride, int rows, T* x, T* y, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!LaneWidth.IsVectorized<T>())
            DotRowsCore<Chunk<LaneScalar<T>, T>, T>(a, stride, rows, x, y, length);
        else if (LaneWidth.Bits == 512)
            DotRowsCore<Chunk<Lane512<T>, T>, T>(a, stride, rows, x, y, length);
        else if (LaneWidth.Bits == 256)
            DotRowsCore<ChunkPair<Chunk<Lane256<T>, T>, T>, T>(a, stride, rows, x, y, length);
        else
            DotRowsCore<ChunkPair<ChunkPair<Chunk<Lane128<T>, T>, T>, T>, T>(a, stride, rows, x, y, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRowsCore<TChunk, T>(T* a, nint stride, int rows, T* x, T* y, int length)
        where TChunk : struct, IChunk<TChunk, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int r = 0;

        // Eight rows at a time need nine registers of 64 bytes: too many where a chunk takes two.
        if (LaneWidth.Bits == 512)
        {
            for (; r + 8 <= rows; r += 8)
            {
                T* a0 = a + r * stride, a1 = a0 + stride, a2 = a1 + stride, a3 = a2 + stride;
                T* a4 = a3 + stride, a5 = a4 + stride, a6 = a5 + stride, a7 = a6 + stride;
                TChunk x0 = TChunk.Create(x[r]), x1 = TChunk.Create(x[r + 1]), x2 = TChunk.Create(x[r + 2]), x3 = TChunk.Create(x[r + 3]);
                TChunk x4 = TChunk.Create(x[r + 4]), x5 = TChunk.Create(x[r + 5]), x6 = TChunk.Create(x[r + 6]), x7 = TChunk.Create(x[r + 7]);
                for (int j = 0; j < length; j += TChunk.Count)
                {
                    TChunk sum = TChunk.MultiplyAdd(x0, TChunk.Load(a0 + j), TChunk.Load(y + j));
                    sum = TChunk.MultiplyAdd(x1, TChunk.Load(a1 + j), sum);
                    sum = TChunk.MultiplyAdd(x2, TChunk.Load(a2 + j), sum);
                    sum = TChunk.MultiplyAdd(x3, TChunk.Load(a3 + j), sum);
                    sum = TChunk.MultiplyAdd(x4, TChunk.Load(a4 + j), sum);
                    sum = TChunk.MultiplyAdd(x5, TChunk.Load(a5 + j), sum);
                    sum = TChunk.MultiplyAdd(x6, TChunk.Load(a6 + j), sum);
                    sum = TChunk.MultiplyAdd(x7, TChunk.Load(a7 + j), sum);
                    sum.Store(y + j);
                }
            }
        }

        for (; r + 4 <= rows; r += 4)
        {
            T* a0 = a + r * stride, a1 = a0 + stride, a2 = a1 + stride, a3 = a2 + stride;
            TChunk x0 = TChunk.Create(x[r]), x1 = TChunk.Create(x[r + 1]), x2 = TChunk.Create(x[r + 2]), x3 = TChunk.Create(x[r + 3]);
            for (int j = 0; j < length; j += TChunk.Count)
            {
                TChunk sum = TChunk.MultiplyAdd(x0, TChunk.Load(a0 + j), TChunk.Load(y + j));
                sum = TChunk.MultiplyAdd(x1, TChunk.Load(a1 + j), sum);
                sum = TChunk.MultiplyAdd(x2, TChunk.Load(a2 + j), sum);
                sum = TChunk.MultiplyAdd(x3, TChunk.Load(a3 + j), sum);
                sum.Store(y + j);
            }
        }

        for (; r < rows; r++)
        {
            T* a0 = a + r * stride;
            TChunk x0 = TChunk.Create(x[r]);
            for (int j = 0; j < length; j += TChunk.Count)
                TChunk.MultiplyAdd(x0, TChunk.Load(a0 + j), TChunk.Load(y + j)).Store(y + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DotRowsCore<TChunk, T>(T* a, nint stride, int rows, T* x, T* y, int length)
        where TChunk : struct, IChunk<TChunk, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int step = TChunk.Count;
        int paired = length - length % (2 * step);
        T* lanes = stackalloc T[TChunk.Count];
        int r = 0;

        // Two sums a row, even and odd chunks, in both loops: a row gives the same bits in a group of four and alone.
        for (; r + 4 <= rows; r += 4)
        {
            T* a0 = a + r * stride, a1 = a0 + stride, a2 = a1 + stride, a3 = a2 + stride;
            TChunk e0 = TChunk.Create(T.Zero), e1 = e0, e2 = e0, e3 = e0, o0 = e0, o1 = e0, o2 = e0, o3 = e0;
            for (int j = 0; j < paired; j += 2 * step)
            {
                TChunk v = TChunk.Load(x + j), w = TChunk.Load(x + j + step);
                e0 = TChunk.MultiplyAdd(v, TChunk.Load(a0 + j), e0);
                e1 = TChunk.MultiplyAdd(v, TChunk.Load(a1 + j), e1);
                e2 = TChunk.MultiplyAdd(v, TChunk.Load(a2 + j), e2);
                e3 = TChunk.MultiplyAdd(v, TChunk.Load(a3 + j), e3);
                o0 = TChunk.MultiplyAdd(w, TChunk.Load(a0 + j + step), o0);
                o1 = TChunk.MultiplyAdd(w, TChunk.Load(a1 + j + step), o1);
                o2 = TChunk.MultiplyAdd(w, TChunk.Load(a2 + j + step), o2);
                o3 = TChunk.MultiplyAdd(w, TChunk.Load(a3 + j + step), o3);
            }

            if (paired < length)
            {
                TChunk v = TChunk.Load(x + paired);
                e0 = TChunk.MultiplyAdd(v, TChunk.Load(a0 + paired), e0);
                e1 = TChunk.MultiplyAdd(v, TChunk.Load(a1 + paired), e1);
                e2 = TChunk.MultiplyAdd(v, TChunk.Load(a2 + paired), e2);
                e3 = TChunk.MultiplyAdd(v, TChunk.Load(a3 + paired), e3);
            }

            y[r] = Sum<TChunk, T>(e0 + o0, lanes);
            y[r + 1] = Sum<TChunk, T>(e1 + o1, lanes);
            y[r + 2] = Sum<TChunk, T>(e2 + o2, lanes);
            y[r + 3] = Sum<TChunk, T>(e3 + o3, lanes);
        }

        for (; r < rows; r++)
        {
            T* a0 = a + r * stride;
            TChunk even = TChunk.Create(T.Zero), odd = even;
            for (int j = 0; j < paired; j += 2 * step)
            {
                even = TChunk.MultiplyAdd(TChunk.Load(x + j), TChunk.Load(a0 + j), even);
                odd = TChunk.MultiplyAdd(TChunk.Load(x + j + step), TChunk.Load(a0 + j + step), odd);
            }

            if (paired < length)
                even = TChunk.MultiplyAdd(TChunk.Load(x + paired), TChunk.Load(a0 + paired), even);
            y[r] = Sum<TChunk, T>(even + odd, lanes);
        }
    }

    /// <summary>The sum of a chunk's elements, by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<TChunk, T>(TChunk chunk, T* lanes)
        where TChunk : struct, IChunk<TChunk, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        chunk.Store(lanes);
        for (int half = TChunk.Count / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
                lanes[i] += lanes[i + half];
        }

        return lanes[0];
    }

    private readonly struct AddRowsStrip<T>(T* a, nint stride, int rows, T* x, T* y, int length) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int start = index * Strip;
            AddRowsHere(a + start, stride, rows, x, y + start, Math.Min(Strip, length - start));
        }
    }

    private readonly struct DotRowsStrip<T>(T* a, nint stride, int rows, T* x, T* y, int length) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int start = index * Strip;
            DotRowsHere(a + start * stride, stride, Math.Min(Strip, rows - start), x, y + start, length);
        }
    }
}
