using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The derivative of layer and RMS normalization: rows in parallel, and the sums down the columns beside them.</summary>
/// <remarks>Sums for scale and shift are gathered over <see cref="FoldedRows"/> rows in the element type and then joined in double
/// precision, so the cut depends on the shape alone and the error does not grow with the number of rows.</remarks>
internal static unsafe class LayerSlope
{
    private const int FoldedRows = 16;

    /// <summary>Elements below which a piece of work is not worth handing out.</summary>
    private const int Piece = 1 << 14;

    private const int Columns = 64;

    /// <summary>Cotangents of the rows, of the scale and of the shift.</summary>
    /// <param name="centered">Whether the mean was taken off (layer normalization) or not (RMS normalization).</param>
    /// <param name="epsilon">What was added to the variance.</param>
    /// <param name="x">The rows: contiguous, [..., n].</param>
    /// <param name="g">The cotangent of the normalized rows: contiguous, of the same shape.</param>
    /// <param name="scale">The factors, contiguous, [n], or null.</param>
    /// <param name="dx">Receives the cotangent of the rows: contiguous.</param>
    /// <param name="dscale">Receives that of the factors, contiguous, or null.</param>
    /// <param name="dshift">Receives that of the terms, contiguous, or null.</param>
    /// <param name="context">Threads.</param>
    public static void Run<T>(bool centered, double epsilon, Tensor<T> x, Tensor<T> g, Tensor<T>? scale, Tensor<T> dx, Tensor<T>? dscale, Tensor<T>? dshift, ComputeContext? context)
        where T : unmanaged, INumber<T>
    {
        int n = x.Shape[-1], rows = n == 0 ? 0 : x.Length / n, folds = (rows + FoldedRows - 1) / FoldedRows;
        dscale?.Fill(T.Zero);
        dshift?.Fill(T.Zero);
        if (rows == 0)
            return;
        long room = (dscale is null ? 0 : (long)folds * n) + (dshift is null ? 0 : (long)folds * n);
        context = Workspace.Reserve("LayerNormalize", room * sizeof(T), context);
        using var sums = new Workspace<T>(room, clear: true);
        T* scaleSums = dscale is null ? null : sums.Data, shiftSums = dshift is null ? null : dscale is null ? sums.Data : sums.Data + (nint)folds * n;
        fixed (T* px = x.Storage.Span, pg = g.Storage.Span, pd = dx.Storage.Span)
        fixed (T* ps = scale is null ? default : scale.Storage.Span)
        {
            int perPiece = Math.Max(1, Piece / (FoldedRows * n));
            T* factors = scale is null ? null : ps + scale.Offset;
            var body = new Body<T>(centered, epsilon, rows, n, perPiece, px + x.Offset, pg + g.Offset, factors, pd + dx.Offset, scaleSums, shiftSums);
            ParallelLoop.For((folds + perPiece - 1) / perPiece, body, context);
        }

        if (dscale is not null)
            Join(scaleSums, folds, n, dscale, context);
        if (dshift is not null)
            Join(shiftSums, folds, n, dshift, context);
    }

    private static void Join<T>(T* sums, int folds, int n, Tensor<T> destination, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        fixed (T* d = destination.Storage.Span)
            ParallelLoop.For((n + Columns - 1) / Columns, new JoinBody<T>(sums, folds, n, d + destination.Offset), context);
    }

    private readonly struct Body<T>(bool centered, double epsilon, int rows, int n, int perPiece, T* x, T* g, T* scale, T* dx, T* scaleSums, T* shiftSums) : ILoopBody
        where T : unmanaged, INumber<T>
    {
        private readonly AxisWalk _walk = AxisWalk.Contiguous(n);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            int end = (int)Math.Min((long)(index + 1) * perPiece * FoldedRows, rows);
            for (int row = index * perPiece * FoldedRows; row < end; row++)
            {
                nint at = (nint)row * n, fold = (nint)(row / FoldedRows) * n;
                RowStandard<T> standard = RowStandard<T>.Of(new RowView<T>(x + at, _walk), centered, epsilon);
                NormalizationSlope.Row(standard, centered, n, x + at, g + at, scale, 1, dx + at, scaleSums is null ? null : scaleSums + fold, shiftSums is null ? null : shiftSums + fold);
            }
        }
    }

    private readonly struct JoinBody<T>(T* sums, int folds, int n, T* destination) : ILoopBody where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            int first = index * Columns, count = Math.Min(Columns, n - first);
            double* totals = stackalloc double[Columns];
            new Span<double>(totals, Columns).Clear();
            for (int fold = 0; fold < folds; fold++)
            {
                T* row = sums + (nint)fold * n + first;
                for (int j = 0; j < count; j++)
                    totals[j] += Widening.ToDouble(row[j]);
            }

            for (int j = 0; j < count; j++)
                destination[first + j] = Widening.FromDouble<T>(totals[j]);
        }
    }
}
