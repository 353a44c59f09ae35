using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>Cyclic Jacobi rotations: all eigenvalues of a small symmetric matrix, to high relative accuracy, in a few lines.</summary>
/// <remarks>Golub and Van Loan, Matrix Computations, 4th ed., section 8.5. For the projected matrices of Krylov methods, of order
/// some dozens.</remarks>
internal static class JacobiEigen
{
    private const int MostSweeps = 30;

    /// <summary>Diagonalizes <paramref name="a"/> (n by n, row-major, symmetric) in place; column k of
    /// <paramref name="vectors"/> belongs to <c>a[k, k]</c>.</summary>
    public static void Solve<T>(int n, Span<T> a, Span<T> vectors) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        vectors.Clear();
        for (int i = 0; i < n; i++)
            vectors[i * n + i] = T.One;
        T eps = T.BitIncrement(T.One) - T.One;
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            bool rotated = false;
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    T off = a[p * n + q];
                    // Weilandt-Hoffman: an entry this small moves no eigenvalue by a rounding of the diagonal.
                    if (!(T.Abs(off) > eps * T.CreateTruncating(0.01) * (T.Abs(a[p * n + p]) + T.Abs(a[q * n + q]))) || off == T.Zero)
                        continue;
                    rotated = true;
                    T theta = (a[q * n + q] - a[p * n + p]) / (off + off);
                    T t = T.CopySign(T.One, theta) / (T.Abs(theta) + T.Hypot(theta, T.One));
                    T c = T.One / T.Hypot(t, T.One), s = t * c;
                    Rotate(n, a, vectors, p, q, c, s);
                    a[p * n + q] = a[q * n + p] = T.Zero;
                }
            }

            if (!rotated)
                return;
        }
    }

    private static void Rotate<T>(int n, Span<T> a, Span<T> vectors, int p, int q, T c, T s) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < n; k++)
        {
            T x = a[k * n + p], y = a[k * n + q];
            a[k * n + p] = c * x - s * y;
            a[k * n + q] = s * x + c * y;
        }

        for (int k = 0; k < n; k++)
        {
            T x = a[p * n + k], y = a[q * n + k];
            a[p * n + k] = c * x - s * y;
            a[q * n + k] = s * x + c * y;
            T u = vectors[k * n + p], v = vectors[k * n + q];
            vectors[k * n + p] = c * u - s * v;
            vectors[k * n + q] = s * u + c * v;
        }
    }
}
