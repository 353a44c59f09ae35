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
            for (int i = Cut(index, pieces, majors, starts), end = Cut(index + 1, pieces, majors, starts); i < end; i++)
            {
                var row = new Span<T>(y + (nint)i * width, width);
                row.Clear();
                for (int k = starts[i]; k < starts[i + 1]; k++)
                    VectorKernels.Axpy(values[k], new ReadOnlySpan<T>(x + (nint)indices[k] * width, width), row);
            }
        }
    }
}
