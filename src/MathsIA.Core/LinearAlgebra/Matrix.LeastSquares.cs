using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>The least-squares solution of <c>A X ≈ B</c> for a matrix of any shape and rank: the X of least norm among
    /// those that minimize <c>‖A X - B‖₂</c>.</summary>
    /// <remarks>By QR factorization, of the transpose for a wide matrix; where its condition estimate says that the rank is in
    /// doubt, again with column pivoting and a complete orthogonal factorization. 2 n² (m - n/3) operations in the usual case.
    /// Source: G. Golub and C. Van Loan, Matrix Computations, 4th ed., sections 5.3, 5.5 and 5.6.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n].</param>
    /// <param name="b">A vector [m] or right sides [m, k].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The solution, the norms of its residuals, the rank and a condition estimate.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix, or B does not have m rows.</exception>
    /// <exception cref="ArgumentException">An argument holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public static LeastSquaresSolution<T> LeastSquares<T>(Tensor<T> a, Tensor<T> b, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrix(nameof(LeastSquares), a, nameof(a));
        int m = a.Shape[0], n = a.Shape[1];
        MatrixArgument.RequireRightSide(nameof(LeastSquares), a.Shape, m, b, nameof(b));
        MatrixArgument.RequireFinite(nameof(LeastSquares), a, nameof(a));
        MatrixArgument.RequireFinite(nameof(LeastSquares), b, nameof(b));

        int rank = Math.Min(m, n);
        QrFactorization<T> qr = Qr(m >= n ? a : a.Transpose(), pivot: false, context);
        T condition = qr.ReciprocalCondition(context);
        Tensor<T> solution;
        if (condition > QrFactorization<T>.DefaultTolerance(m, n))
            solution = m >= n ? qr.Solve(b, context) : qr.SolveTransposed(b, context);
        else
        {
            qr = Qr(a, pivot: true, context);
            rank = qr.Rank();
            solution = qr.Solve(b, context);
            condition = qr.LeadingRatio(rank);
        }

        MatrixArgument.RequireInRange(nameof(LeastSquares), solution);
        return new LeastSquaresSolution<T>(solution, ResidualNorms(a, solution, b, context), rank, condition);
    }

    private static Tensor<T> ResidualNorms<T>(Tensor<T> a, Tensor<T> x, Tensor<T> b, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> residual = b.Clone();
        Tensor<T> norms = b.Rank == 1 ? Tensor.Scalar(T.Zero) : Tensor.Zeros<T>(b.Shape[1]);
        Span<T> result = norms.AsSpan();
        fixed (T* p = a.Storage.Span, q = x.Storage.Span, r = residual.Storage.Span)
        {
            MatrixView<T> rest = MatrixArgument.View(r, residual);
            Gemm.Run(-T.One, MatrixArgument.View(p, a), MatrixArgument.View(q, x), T.One, rest, context);
            for (int j = 0; j < rest.Columns; j++)
            {
                MatrixView<T> column = rest.Block(0, j, rest.Rows, 1);
                T sum = T.Zero;
                for (int i = 0; i < rest.Rows; i++)
                    sum += column[i, 0] * column[i, 0];
                result[j] = Householder<T>.Norm(sum, column.Data, column.RowStride, rest.Rows);
            }
        }

        return norms;
    }
}
