using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Matrix times vector, <c>y = alpha A x + beta y</c>: reads A once, forwards.</summary>
/// <remarks>
/// Rows contiguous: each element of y is a dot product over 16 (float) or 8 (double) logical lanes, several rows at a time.
/// Columns contiguous: y is swept by a few columns of A at a time. Both orders of summation are fixed by the shape and strides.
/// </remarks>
internal static unsafe class Gemv<T> where T : unmanaged, INumber<T>
{
    /// <summary>Elements of A that one task reads.</summary>
    private const int TaskElements = 1 << 16;

    /// <summary>The least and the most elements of y that one task sweeps.</summary>
    private const int MinSweep = 256, MaxSweep = 2048;

    public static void Run(T alpha, MatrixView<T> a, T* x, nint xStride, T beta, T* y, nint yStride, ComputeContext context)
    {
        if (a.ColumnStride != 1 && a.RowStride != 1)
        {
            for (int i = 0; i < a.Rows; i++)
            {
                T sum = T.Zero;
                for (int p = 0; p < a.Columns; p++)
                    sum += a[i, p] * x[p * xStride];
                y[i * yStride] = beta == T.Zero ? alpha * sum : (alpha * sum) + (beta * y[i * yStride]);
            }

            return;
        }

        if (xStride == 1)
        {
            RunDense(alpha, a, x, beta, y, yStride, context);
            return;
        }

        using var dense = new Workspace<T>(a.Columns);
        StridedCopy.CopyRun(x, xStride, dense.Data, 1, a.Columns);
        RunDense(alpha, a, dense.Data, beta, y, yStride, context);
    }

    private static void RunDense(T alpha, MatrixView<T> a, T* x, T beta, T* y, nint yStride, ComputeContext context)
    {
        if (a.ColumnStride == 1)
        {
            int rows = Math.Max(8, TaskElements / Math.Max(1, a.Columns) / 8 * 8);
            var body = new DotBody(alpha, a, x, beta, y, yStride, rows);
            ParallelLoop.For((a.Rows + rows - 1) / rows, body, context);
        }
        else
        {
            // Tasks are cut along y, each sweeping all of x, so that no two write the same place; long stretches, because memory
            // is fast only where it is read on and on.
            int rows = Math.Clamp(GemmBlocking.RoundUp(a.Rows / 4, 128), MinSweep, MaxSweep);
            if ((long)a.Rows * a.Columns <= TaskElements)
                rows = MaxSweep;
            var body = new SweepBody(alpha, a, x, beta, y, yStride, rows);
            ParallelLoop.For((a.Rows + rows - 1) / rows, body, context);
        }
    }

    private readonly struct DotBody(T alpha, MatrixView<T> a, T* x, T beta, T* y, nint yStride, int taskRows) : ILoopBody
    {
        [SkipLocalsInit]
        public void Run(int index)
        {
            int end = Math.Min(a.Rows, (index + 1) * taskRows);
            T* sums = stackalloc T[4];
            for (int i = index * taskRows; i < end; i += 4)
            {
                int rows = Math.Min(4, end - i);
                T* a0 = a.Data + i * a.RowStride;
                // Missing rows repeat the first one: their sums are not used.
                T* a1 = rows > 1 ? a0 + a.RowStride : a0, a2 = rows > 2 ? a0 + 2 * a.RowStride : a0, a3 = rows > 3 ? a0 + 3 * a.RowStride : a0;
                if (Vector512.IsHardwareAccelerated)
                    GemvKernels.Dot4<Lane512<T>, T, GemmTile.One>(a.Columns, a0, a1, a2, a3, x, sums);
                else if (Vector256.IsHardwareAccelerated)
                    GemvKernels.Dot4<Lane256<T>, T, GemmTile.Two>(a.Columns, a0, a1, a2, a3, x, sums);
                else if (Vector128.IsHardwareAccelerated)
                    GemvKernels.Dot4<Lane128<T>, T, GemmTile.Four>(a.Columns, a0, a1, a2, a3, x, sums);
                else
                    GemvKernels.Dot4Scalar(a.Columns, a0, a1, a2, a3, x, sums);
                for (int r = 0; r < rows; r++)
                {
                    T* d = y + (i + r) * yStride;
                    *d = beta == T.Zero ? alpha * sums[r] : (alpha * sums[r]) + (beta * *d);
                }
            }
        }
    }

    private readonly struct SweepBody(T alpha, MatrixView<T> a, T* x, T beta, T* y, nint yStride, int taskRows) : ILoopBody
    {
        [SkipLocalsInit]
        public void Run(int index)
        {
            int i = index * taskRows, rows = Math.Min(taskRows, a.Rows - i);
            T* target = y + i * yStride;
            bool inPlace = yStride == 1 && beta == T.Zero;
            T* scratch = stackalloc T[inPlace ? 1 : rows];
            T* part = inPlace ? target : scratch;
            if (Vector512.IsHardwareAccelerated)
                GemvKernels.Sweep<Lane512<T>, T>(rows, a.Columns, a.Data + i, a.ColumnStride, x, part);
            else if (Vector256.IsHardwareAccelerated)
                GemvKernels.Sweep<Lane256<T>, T>(rows, a.Columns, a.Data + i, a.ColumnStride, x, part);
            else if (Vector128.IsHardwareAccelerated)
                GemvKernels.Sweep<Lane128<T>, T>(rows, a.Columns, a.Data + i, a.ColumnStride, x, part);
            else
                GemvKernels.Sweep<LaneScalar<T>, T>(rows, a.Columns, a.Data + i, a.ColumnStride, x, part);
            if (inPlace && alpha == T.One)
                return;
            for (int r = 0; r < rows; r++)
            {
                T* d = target + r * yStride;
                *d = beta == T.Zero ? alpha * part[r] : (alpha * part[r]) + (beta * *d);
            }
        }
    }
}
