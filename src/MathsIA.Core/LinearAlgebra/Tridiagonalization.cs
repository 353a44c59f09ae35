using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The reduction of a symmetric matrix to tridiagonal form by reflections, <c>A = Q T Qᵀ</c>, in panels.</summary>
/// <remarks>Dongarra, Hammarling and Sorensen, "Block reduction of matrices to condensed forms" (1989): within a panel the
/// matrix stays as it was and each new column is corrected by the reflections before it; after the panel one matrix product
/// brings the rest up to date. Half of the 4/3 n³ operations are that product, half are products of the matrix with a vector.
/// Both triangles are kept: to read and write whole rows at full speed is worth more than to halve the work.</remarks>
internal static unsafe class Tridiagonalization
{
    private const int PanelWidth = 32;

    /// <summary>Reduces a matrix in place; its contents are used up.</summary>
    /// <param name="a">The matrix, both triangles, rows padded with zeros.</param>
    /// <param name="stride">The distance between rows, of <paramref name="a"/> and of <paramref name="v"/>.</param>
    /// <param name="n">The order.</param>
    /// <param name="diagonal">Receives the n diagonal elements of T.</param>
    /// <param name="offDiagonal">Receives its n - 1 elements beside the diagonal.</param>
    /// <param name="v">Receives the n - 1 reflections, a row each; reflection k leads at column k + 1.</param>
    /// <param name="tau">Receives their factors.</param>
    /// <param name="context">The threads to use.</param>
    public static void Reduce<T>(T* a, int stride, int n, double* diagonal, double* offDiagonal, T* v, T* tau, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int end = PanelKernels.Pad<T>(n);
        using var scratch = new Workspace<T>((4L * PanelWidth * stride) + end + (2 * PanelWidth));

        // A - Pᵀ R is the matrix as it should be: row 2q of P and row 2q + 1 of R hold reflection q, the others its product with A.
        T* p = scratch.Data, r = p + (2 * PanelWidth * stride), w = r + (2 * PanelWidth * stride), t = w + end;
        for (int first = 0; first < n; first += PanelWidth)
        {
            int width = Math.Min(PanelWidth, n - first), left = PanelKernels.AlignDown<T>(first);
            for (int q = 0; q < width; q++)
            {
                int k = first + q, pending = 2 * q;
                T* x = v + ((nint)k * stride);
                Span<T> row = new(x + left, end - left);
                new Span<T>(a + ((nint)k * stride) + left, end - left).CopyTo(row);
                for (int i = 0; i < pending; i++)
                    t[i] = -r[(i * stride) + k];
                PanelKernels.AddRows(p + left, stride, pending, t, x + left, end - left);
                diagonal[k] = double.CreateTruncating(x[k]);
                if (k == n - 1)
                    break;

                tau[k] = Reflector.Create(x, left, k + 1, end, out T beta);
                offDiagonal[k] = double.CreateTruncating(beta);

                int from = PanelKernels.AlignDown<T>(k + 1);
                new Span<T>(w + left, end - left).Clear();
                if (tau[k] != T.Zero)
                {
                    PanelKernels.AddRows(a + ((nint)(k + 1) * stride) + from, stride, n - k - 1, x + k + 1, w + from, end - from, context);
                    PanelKernels.DotRows(r + from, stride, pending, x + from, t, end - from);
                    for (int i = 0; i < pending; i++)
                        t[i] = -t[i];
                    PanelKernels.AddRows(p + from, stride, pending, t, w + from, end - from);
                    new Span<T>(w + from, k + 1 - from).Clear();
                    T half = -(tau[k] * tau[k] * PanelKernels.Dot(w + from, x + from, end - from)) / T.CreateTruncating(2);
                    for (int i = from; i < end; i++)
                        w[i] = (tau[k] * w[i]) + (half * x[i]);
                }

                Span<T> product = new(w + left, end - left);
                row.CopyTo(new Span<T>(p + (pending * stride) + left, row.Length));
                row.CopyTo(new Span<T>(r + ((pending + 1) * stride) + left, row.Length));
                product.CopyTo(new Span<T>(p + ((pending + 1) * stride) + left, row.Length));
                product.CopyTo(new Span<T>(r + (pending * stride) + left, row.Length));
            }

            int next = first + width, rest = n - next;
            if (rest > 0)
            {
                var ps = new MatrixView<T>(p + next, 2 * width, rest, stride, 1);
                var rs = new MatrixView<T>(r + next, 2 * width, rest, stride, 1);
                Gemm.Run(-T.One, ps.Transpose(), rs, T.One, new MatrixView<T>(a + ((nint)next * stride) + next, rest, rest, stride, 1), context);
            }
        }
    }
}
