using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Operators;

/// <summary>Products of a compressed matrix with vectors and dense matrices, both ways round.</summary>
/// <remarks>"Gather" products give one result for each major line and run on several threads; "scatter" products add each major
/// line into the result, on one. Indices were checked when the storage was made, so the loops do not check them again.</remarks>
internal static unsafe class SparseKernels
{
    /// <summary>Stored values that one piece of parallel work has: the cut depends on the matrix alone.</summary>
    private const int ValuesPerPiece = 1 << 15;

    /// <summary><c>y[i] = Σ A[i, j] x[j]</c> over the stored places of each major line i.</summary>
    public static void Gather<T>(CompressedStorage<T> a, ReadOnlySpan<T> x, Span<T> y, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* values = a.Values, from = x, to = y)
        fixed (int* starts = a.Starts, indices = a.Indices)
        {
            int pieces = Pieces(a.Majors, a.Values.Length);
            ParallelLoop.For(pieces, new GatherBody<T>(a.Majors, pieces, starts, indices, values, from, to), context);
        }
    }

    /// <summary><c>y[j] = Σ A[i, j] x[i]</c>: the transposed product.</summary>
    public static void Scatter<T>(CompressedStorage<T> a, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        y.Clear();
        fixed (T* values = a.Values, from = x, to = y)
        fixed (int* starts = a.Starts, indices = a.Indices)
            ScatterLines(a.Majors, starts, indices, values, from, to);
    }

    /// <summary><c>Y[i, :] = Σ A[i, j] X[j, :]</c> for row-major dense matrices of <paramref name="width"/> columns.</summary>
    public static void GatherRows<T>(CompressedStorage<T> a, ReadOnlySpan<T> x, Span<T> y, int width, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* values = a.Values, from = x, to = y)
        fixed (int* starts = a.Starts, indices = a.Indices)
        {
            int pieces = Pieces(a.Majors, (long)a.Values.Length * Math.Max(1, width / 4));
            ParallelLoop.For(pieces, new GatherRowsBody<T>(a.Majors, pieces, width, starts, indices, values, from, to), context);
        }
    }

    /// <summary><c>Y[j, :] = Σ A[i, j] X[i, :]</c>: the transposed product.</summary>
    public static void ScatterRows<T>(CompressedStorage<T> a, ReadOnlySpan<T> x, Span<T> y, int width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        y.Clear();
        for (int i = 0; i < a.Majors; i++)
        {
            ReadOnlySpan<T> row = x.Slice(i * width, width);
            for (int k = a.Starts[i]; k < a.Starts[i + 1]; k++)
                VectorKernels.Axpy(a.Values[k], row, y.Slice(a.Indices[k] * width, width));
        }
    }

    private static int Pieces(int majors, long work) => (int)Math.Clamp(work / ValuesPerPiece, 1, Math.Max(1, majors));

    /// <summary>Four chains of fused multiply-adds hide the latency of both the addition and the gathered loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherLines<T>(int first, int end, int* starts, int* indices, T* values, T* x, T* y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = first; i < end; i++)
        {
            int k = starts[i], stop = starts[i + 1];
            T a = T.Zero, b = T.Zero, c = T.Zero, d = T.Zero;
            for (; k <= stop - 4; k += 4)
            {
                a = T.MultiplyAddEstimate(values[k], x[indices[k]], a);
                b = T.MultiplyAddEstimate(values[k + 1], x[indices[k + 1]], b);
                c = T.MultiplyAddEstimate(values[k + 2], x[indices[k + 2]], c);
                d = T.MultiplyAddEstimate(values[k + 3], x[indices[k + 3]], d);
            }

            for (; k < stop; k++)
                a = T.MultiplyAddEstimate(values[k], x[indices[k]], a);
            y[i] = (a + b) + (c + d);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScatterLines<T>(int majors, int* starts, int* indices, T* values, T* x, T* y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < majors; i++)
        {
            T weight = x[i];
            for (int k = starts[i]; k < starts[i + 1]; k++)
                y[indices[k]] = T.MultiplyAddEstimate(values[k], weight, y[indices[k]]);
        }
    }

    /// <summary>Rows of the dense operand added up with weights, in registers: four at a time, then one, then single elements.
    /// Every element is one chain of fused multiply-adds, so all widths agree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineLines<T, TLane>(int first, int end, int width, int* starts, int* indices, T* values, T* x, T* y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        for (int i = first; i < end; i++)
        {
            int start = starts[i], stop = starts[i + 1], q = 0;
            T* target = y + (nint)i * width;
            for (; q <= width - 4 * TLane.Count; q += 4 * TLane.Count)
            {
                TLane a = TLane.Create(T.Zero), b = a, c = a, d = a;
                for (int k = start; k < stop; k++)
                {
                    TLane weight = TLane.Create(values[k]);
                    T* row = x + (nint)indices[k] * width + q;
                    a = TLane.MultiplyAdd(weight, TLane.Load(row), a);
                    b = TLane.MultiplyAdd(weight, TLane.Load(row + TLane.Count), b);
                    c = TLane.MultiplyAdd(weight, TLane.Load(row + 2 * TLane.Count), c);
                    d = TLane.MultiplyAdd(weight, TLane.Load(row + 3 * TLane.Count), d);
                }

                a.Store(target + q);
                b.Store(target + q + TLane.Count);
                c.Store(target + q + 2 * TLane.Count);
                d.Store(target + q + 3 * TLane.Count);
            }

            for (; q <= width - TLane.Count; q += TLane.Count)
                CombineAt<T, TLane>(start, stop, width, indices, values, x + q, target + q);
            for (; q < width; q++)
                CombineAt<T, LaneScalar<T>>(start, stop, width, indices, values, x + q, target + q);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CombineAt<T, TLane>(int start, int stop, int width, int* indices, T* values, T* x, T* y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane sum = TLane.Create(T.Zero);
        for (int k = start; k < stop; k++)
            sum = TLane.MultiplyAdd(TLane.Create(values[k]), TLane.Load(x + (nint)indices[k] * width), sum);
        sum.Store(y);
    }

    /// <summary>The first major line of a piece, so that pieces hold about as many values each.</summary>
    private static int Cut(int piece, int pieces, int majors, int* starts)
    {
        if (piece == 0 || piece == pieces)
            return piece == 0 ? 0 : majors;
        int target = (int)((long)starts[majors] * piece / pieces);
        int found = new ReadOnlySpan<int>(starts, majors + 1).BinarySearch(target);
        return Math.Min(majors, found < 0 ? ~found : found);
    }

    private readonly struct GatherBody<T>(int majors, int pieces, int* starts, int* indices, T* values, T* x, T* y) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index) =>
            GatherLines(Cut(index, pieces, majors, starts), Cut(index + 1, pieces, majors, starts), starts, indices, values, x, y);
    }

    private readonly struct GatherRowsBody<T>(int majors, int pieces, int width, int* starts, int* indices, T* values, T* x, T* y) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int first = Cut(index, pieces, majors, starts), end = Cut(index + 1, pieces, majors, starts);
            if (LaneWidth.Bits >= 512 && width >= Lane512<T>.Count)
                CombineLines<T, Lane512<T>>(first, end, width, starts, indices, values, x, y);
            else if (LaneWidth.Bits >= 256 && width >= Lane256<T>.Count)
                CombineLines<T, Lane256<T>>(first, end, width, starts, indices, values, x, y);
            else if (LaneWidth.Bits >= 128 && width >= Lane128<T>.Count)
                CombineLines<T, Lane128<T>>(first, end, width, starts, indices, values, x, y);
            else
                CombineLines<T, LaneScalar<T>>(first, end, width, starts, indices, values, x, y);
        }
    }
}
