using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The matrix product <c>C = alpha A B + beta C</c>.</summary>
/// <remarks>
/// Views may have any strides; C must not overlap A or B; with <c>beta = 0</c> C is not read, so it may hold anything.
/// <c>float</c> and <c>double</c> run on register tiles, either packed (<see cref="GemmPlan{T}"/>), direct
/// (<see cref="GemmDirect{T}"/>) or as matrix times vector (<see cref="Gemv{T}"/>), chosen by the shape alone, so that the bits
/// depend neither on the machine's width nor on the number of threads. Other types take the plain triple loop.
/// </remarks>
internal static class Gemm
{
    /// <summary>Products of at most this many multiplications are not worth packing.</summary>
    private const long DirectLimit = 80 * 80 * 80;

    /// <summary>Up to this many rows, B is used where it lies.</summary>
    private const int DirectRows = 48;

    /// <summary>Multiplications from which a direct product uses several threads.</summary>
    private const long ParallelDirect = 1 << 18;

    /// <summary>Computes <c>C = alpha A B + beta C</c>.</summary>
    public static unsafe void Run<T>(T alpha, in MatrixView<T> a, in MatrixView<T> b, T beta, in MatrixView<T> c, ComputeContext? context = null)
        where T : unmanaged, INumber<T> => Run(alpha, a, b, beta, c, null, context);

    /// <summary>Computes <c>C = alpha A B + beta C</c> and hands the finished elements, a stretch of a row at a time, to an epilogue;
    /// with an epilogue, the rows of C are contiguous.</summary>
    public static unsafe void Run<T>(T alpha, in MatrixView<T> a, in MatrixView<T> b, T beta, in MatrixView<T> c, IGemmEpilogue<T>? epilogue, ComputeContext? context)
        where T : unmanaged, INumber<T>
    {
        if (c.Rows == 0 || c.Columns == 0)
            return;
        context ??= ComputeContext.Default;
        if (a.Columns == 0)
        {
            Scale(beta, c);
        }
        else if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            Plain(alpha, a, b, beta, c);
        }
        else if (c.ColumnStride != 1 && c.RowStride == 1 && epilogue is null)
        {
            // C by columns is the transpose of C by rows: C' = B' A'. The sums run in the same order.
            Run(alpha, b.Transpose(), a.Transpose(), beta, c.Transpose(), context);
            return;
        }
        else if (!TryWithoutPacking(alpha, a, b, beta, c, context))
        {
            Packed(alpha, a, b, beta, c, epilogue, context);
            return;
        }

        for (int i = 0; epilogue is not null && i < c.Rows; i++)
            epilogue.Finish(c.Data + i * c.RowStride, 0, c.Columns);
    }

    /// <summary>The blocked product, in a method of its own: what it keeps would else be cleared for every small product.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Packed<T>(T alpha, in MatrixView<T> a, in MatrixView<T> b, T beta, in MatrixView<T> c, IGemmEpilogue<T>? epilogue, ComputeContext context)
        where T : unmanaged, INumber<T> => new GemmPlan<T>(alpha, a, b, beta, c, GemmPart.All, epilogue, context).Run();

    /// <summary>Takes the product if it is one that packing would slow down.</summary>
    private static unsafe bool TryWithoutPacking<T>(T alpha, in MatrixView<T> a, in MatrixView<T> b, T beta, in MatrixView<T> c, ComputeContext context)
        where T : unmanaged, INumber<T>
    {
        if (c.Columns == 1)
            Gemv<T>.Run(alpha, a, b.Data, b.RowStride, beta, c.Data, c.RowStride, context);
        else if (c.Rows == 1)
            Gemv<T>.Run(alpha, b.Transpose(), a.Data, a.ColumnStride, beta, c.Data, c.ColumnStride, context);
        else if (!IsDirect(a, b, c))
            return false;
        else if (Work(a, c) < ParallelDirect)
            GemmDirect<T>.Sweep(alpha, a, b, beta, c, 0, c.Columns);
        else
            Direct(alpha, a, b, beta, c, context);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Direct<T>(T alpha, in MatrixView<T> a, in MatrixView<T> b, T beta, in MatrixView<T> c, ComputeContext context)
        where T : unmanaged, INumber<T>
    {
        var direct = new GemmDirect<T>(alpha, a, b, beta, c);
        ParallelLoop.For(direct.Count, direct, context);
    }

    internal static long Work<T>(in MatrixView<T> a, in MatrixView<T> c) where T : unmanaged => (long)c.Rows * c.Columns * a.Columns;

    internal static bool IsDirect<T>(in MatrixView<T> a, in MatrixView<T> b, in MatrixView<T> c) where T : unmanaged =>
        b.ColumnStride == 1 && c.ColumnStride == 1 && a.RowStride != 0 && (c.Rows <= DirectRows || c.Columns <= GemmBlocking.NarrowColumns || Work(a, c) <= DirectLimit);

    /// <summary>Computes <paramref name="count"/> products; the operands of each lie a fixed number of elements after the former's.</summary>
    public static unsafe void RunBatch<T>(T alpha, MatrixView<T> a, nint aStep, MatrixView<T> b, nint bStep, T beta, MatrixView<T> c, nint cStep, int count, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
    {
        if (Work(a, c) >= ParallelDirect)
        {
            // Large products share the threads among themselves better than the batch does.
            for (int i = 0; i < count; i++)
                Run(alpha, a.Shift(i * aStep), b.Shift(i * bStep), beta, c.Shift(i * cStep), context);
            return;
        }

        var body = new GemmBatchBody<T>(alpha, a, aStep, b, bStep, beta, c, cStep, count);
        ParallelLoop.For(body.Count, body, context);
    }

    /// <summary>Computes the lower triangle (diagonal included) of <c>C = alpha A Aᵀ + beta C</c>; the strict upper triangle is
    /// not touched. For the upper triangle, pass <c>C.Transpose()</c>.</summary>
    public static unsafe void RunLower<T>(T alpha, MatrixView<T> a, T beta, MatrixView<T> c, ComputeContext? context = null)
        where T : unmanaged, INumber<T> => RunLower(alpha, a, a.Transpose(), beta, c, context);

    /// <summary>Computes the lower triangle (diagonal included) of <c>C = alpha A B + beta C</c>, for products known to be
    /// symmetric; the strict upper triangle is not touched.</summary>
    public static unsafe void RunLower<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
    {
        if ((typeof(T) == typeof(float) || typeof(T) == typeof(double)) && a.Columns > 0 && c.Rows > 1)
        {
            new GemmPlan<T>(alpha, a, b, beta, c, GemmPart.Lower, null, context ?? ComputeContext.Default).Run();
            return;
        }

        for (int i = 0; i < c.Rows; i++)
            Run(alpha, a.Block(i, 0, 1, a.Columns), b.Block(0, 0, b.Rows, i + 1), beta, c.Block(i, 0, 1, i + 1), context);
    }

    private static unsafe void Scale<T>(T beta, MatrixView<T> c) where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < c.Columns; j++)
                c[i, j] = beta == T.Zero ? T.Zero : beta * c[i, j];
        }
    }

    private static unsafe void Plain<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c) where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                T sum = T.Zero;
                for (int p = 0; p < a.Columns; p++)
                    sum += a[i, p] * b[p, j];
                c[i, j] = beta == T.Zero ? alpha * sum : (alpha * sum) + (beta * c[i, j]);
            }
        }
    }
}
