using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA;

/// <summary>Matrix products over leading batch axes: <c>C[b] = alpha A[b] B[b] + beta C[b]</c>.</summary>
/// <remarks>
/// Strided, transposed and repeated operands go to the kernel as they are. Where one operand is the same for a whole batch
/// axis and the strides of the others follow on, that axis is folded into the rows (or columns), and the batch is one
/// product. A batch whose matrices lie at one distance from each other is the kernel's own batched form. Any other is run one
/// product after another with threads inside when each is large, otherwise in pieces of about the same work, cut by shape.
/// </remarks>
internal static unsafe class BatchedProduct
{
    /// <summary>From this many multiplications on, a product is worth threads of its own.</summary>
    private const long LargeProduct = 1 << 22;

    /// <summary>The work of one piece when products are small.</summary>
    private const long PieceWork = 1 << 18;

    /// <summary>Computes the product of every matrix of the batch. The three tensors have the same rank, at least 2; the batch
    /// axes of A and B already have the lengths of those of C; C does not overlap A or B.</summary>
    public static void Run<T>(Tensor<T> a, Tensor<T> b, Tensor<T> c, ComputeContext? context) where T : unmanaged, INumber<T> => Run(T.One, a, b, T.Zero, c, context);

    /// <summary>The same, scaled and added to beta times what stands in C, which is not read when beta is zero.</summary>
    public static void Run<T>(T alpha, Tensor<T> a, Tensor<T> b, T beta, Tensor<T> c, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        if (c.IsEmpty)
            return;
        if (a.Shape[-1] == 0)
        {
            if (beta == T.Zero)
                c.Fill(T.Zero);
            else
                c.Multiply(beta, c, context);
            return;
        }

        if (c.Rank == 2)
        {
            fixed (T* pa = a.Storage.Span, pb = b.Storage.Span, pc = c.Storage.Span)
                Gemm.Run(alpha, View(a, pa), View(b, pb), beta, View(c, pc), context);
            return;
        }

        var plan = new StridedPlan(new Shape(c.Shape.Lengths[..^2]), a.Strides[..^2].ToArray(), b.Strides[..^2].ToArray(), c.Strides[..^2].ToArray());
        fixed (T* pa = a.Storage.Span, pb = b.Storage.Span, pc = c.Storage.Span)
        {
            MatrixView<T> va = View(a, pa), vb = View(b, pb), vc = View(c, pc);
            int run = plan.RunLength;
            if (run > 1 && FoldRows(plan, ref va, ref vb, ref vc))
                run = 1;
            if (plan.RunCount == 1)
            {
                Gemm.RunBatch(alpha, va, plan.RunStride(0), vb, plan.RunStride(1), beta, vc, plan.RunStride(2), run, context);
                return;
            }

            int count = plan.RunCount * run;
            var places = new int[3 * count];
            var runs = new StridedRuns(plan);
            int at = 0;
            while (runs.Next())
            {
                for (int i = 0; i < run; i++)
                {
                    for (int k = 0; k < 3; k++)
                        places[at++] = runs.Place(k) + i * plan.RunStride(k);
                }
            }

            long work = (long)vc.Rows * vc.Columns * va.Columns;
            bool large = work >= LargeProduct;
            int piece = large ? count : (int)Math.Clamp(PieceWork / work, 1, count);
            int pieces = (count + piece - 1) / piece;
            ComputeContext? inner = large ? context : ComputeContext.SingleThread;
            ParallelLoop.For(pieces, new Piece<T>(alpha, va, vb, beta, vc, places, piece, inner), context);
        }
    }

    /// <summary>The product of two matrices that are read transposed or as they are, into contiguous memory apart from both; no view is made.</summary>
    public static void Run<T>(Tensor<T> a, bool transposeA, Tensor<T> b, bool transposeB, Tensor<T> c, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        if (c.IsEmpty)
            return;
        fixed (T* pa = a.Storage.Span, pb = b.Storage.Span, pc = c.Storage.Span)
        {
            MatrixView<T> left = View(a, pa), right = View(b, pb);
            Gemm.Run(T.One, transposeA ? left.Transpose() : left, transposeB ? right.Transpose() : right, T.Zero, View(c, pc), context);
        }
    }

    private static MatrixView<T> View<T>(Tensor<T> x, T* storage) where T : unmanaged =>
        new(storage + x.Offset, x.Shape[-2], x.Shape[-1], x.Strides[^2], x.Strides[^1]);

    /// <summary>Folds the innermost batch axis into the rows of A and C (when B is the same along it) or into the columns of B
    /// and C (when A is).</summary>
    private static bool FoldRows<T>(StridedPlan plan, ref MatrixView<T> a, ref MatrixView<T> b, ref MatrixView<T> c) where T : unmanaged
    {
        int run = plan.RunLength, sa = plan.RunStride(0), sb = plan.RunStride(1), sc = plan.RunStride(2);
        if (sb == 0 && Follows(c.Rows, sa, a.RowStride) && Follows(c.Rows, sc, c.RowStride))
        {
            bool single = c.Rows == 1;
            a = new MatrixView<T>(a.Data, a.Rows * run, a.Columns, single ? sa : a.RowStride, a.ColumnStride);
            c = new MatrixView<T>(c.Data, c.Rows * run, c.Columns, single ? sc : c.RowStride, c.ColumnStride);
            return true;
        }

        if (sa == 0 && Follows(c.Columns, sb, b.ColumnStride) && Follows(c.Columns, sc, c.ColumnStride))
        {
            bool single = c.Columns == 1;
            b = new MatrixView<T>(b.Data, b.Rows, b.Columns * run, b.RowStride, single ? sb : b.ColumnStride);
            c = new MatrixView<T>(c.Data, c.Rows, c.Columns * run, c.RowStride, single ? sc : c.ColumnStride);
            return true;
        }

        return false;
    }

    /// <summary>Whether stepping the batch axis goes on where the <paramref name="count"/> rows (or columns) end.</summary>
    private static bool Follows(int count, nint batchStride, nint stride) => count == 1 || batchStride == count * stride;

    private readonly struct Piece<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c, int[] places, int length, ComputeContext? context) : ILoopBody
        where T : unmanaged, INumber<T>
    {
        public void Run(int index)
        {
            int end = Math.Min(places.Length / 3, (index + 1) * length);
            for (int i = index * length; i < end; i++)
                Gemm.Run(alpha, At(a, places[3 * i]), At(b, places[3 * i + 1]), beta, At(c, places[3 * i + 2]), context);
        }

        private static MatrixView<T> At(MatrixView<T> first, int place) =>
            new(first.Data + place, first.Rows, first.Columns, first.RowStride, first.ColumnStride);
    }
}
