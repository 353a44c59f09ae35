using System.Numerics;

namespace MathsIA.Kernels;

/// <summary>The matrix product <c>C = alpha A B + beta C</c>.</summary>
internal static class Gemm
{
    /// <summary>Computes <c>C = alpha A B + beta C</c> for views of any strides; C must not overlap A or B. With
    /// <c>beta = 0</c>, C is not read, so it may hold anything.</summary>
    public static unsafe void Run<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c, ComputeContext? context = null)
        where T : unmanaged, INumberBase<T>
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

    /// <summary>Computes the lower triangle (diagonal included) of <c>C = alpha A Aᵀ + beta C</c>; the strict upper triangle is
    /// not touched. For the upper triangle, pass <c>C.Transpose()</c>.</summary>
    public static unsafe void RunLower<T>(T alpha, MatrixView<T> a, T beta, MatrixView<T> c, ComputeContext? context = null)
        where T : unmanaged, INumberBase<T> => RunLower(alpha, a, a.Transpose(), beta, c, context);

    /// <summary>Computes the lower triangle (diagonal included) of <c>C = alpha A B + beta C</c>, for products known to be
    /// symmetric; the strict upper triangle is not touched.</summary>
    public static unsafe void RunLower<T>(T alpha, MatrixView<T> a, MatrixView<T> b, T beta, MatrixView<T> c, ComputeContext? context = null)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < c.Rows; i++)
            Run(alpha, a.Block(i, 0, 1, a.Columns), b.Block(0, 0, b.Rows, i + 1), beta, c.Block(i, 0, 1, i + 1), context);
    }
}
