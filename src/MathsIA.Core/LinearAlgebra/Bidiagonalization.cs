using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The reduction of a square matrix to upper bidiagonal form by reflections from both sides, <c>A = Q B Pᵀ</c>, in panels.</summary>
/// <remarks>The two-sided counterpart of <see cref="Tridiagonalization"/>, by the same authors: 8/3 n³ operations, half of them in
/// matrix products.</remarks>
internal static unsafe class Bidiagonalization
{
    private const int PanelWidth = 32;

    /// <summary>Reduces a matrix in place; its contents are used up.</summary>
    /// <param name="a">The matrix, rows padded with zeros.</param>
    /// <param name="stride">The distance between rows, of <paramref name="a"/>, <paramref name="left"/> and <paramref name="right"/>.</param>
    /// <param name="n">The order.</param>
    /// <param name="diagonal">Receives the n diagonal elements of B.</param>
    /// <param name="offDiagonal">Receives the n - 1 elements above it, then a zero.</param>
    /// <param name="left">Receives the n reflections of Q, a row each; reflection k leads at k.</param>
    /// <param name="leftTau">Receives their factors.</param>
    /// <param name="right">Receives the n - 1 reflections of P, a row each; reflection k leads at k + 1.</param>
    /// <param name="rightTau">Receives their factors.</param>
    /// <param name="context">The threads to use.</param>
    public static void Reduce<T>(T* a, int stride, int n, double* diagonal, double* offDiagonal, T* left, T* leftTau, T* right, T* rightTau, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int end = PanelKernels.Pad<T>(n);
        using var scratch = new Workspace<T>((4L * PanelWidth * stride) + end + (2 * PanelWidth));

        // A - Lᵀ R is the matrix as it should be. Row 2q of L is the left reflection q, row 2q of R its product with A;
        // row 2q + 1 of R is the right reflection q, row 2q + 1 of L its product with A.
        T* l = scratch.Data, r = l + (2 * PanelWidth * stride), w = r + (2 * PanelWidth * stride), t = w + end;
        for (int first = 0; first < n; first += PanelWidth)
        {
            int width = Math.Min(PanelWidth, n - first), start = PanelKernels.AlignDown<T>(first), length = end - start;
            for (int q = 0; q < width; q++)
            {
                int k = first + q, pending = 2 * q;

                T* v = left + ((nint)k * stride);
                new Span<T>(v + start, length).Clear();
                for (int i = k; i < n; i++)
                    v[i] = a[((nint)i * stride) + k];
                Negated(r + k, stride, pending, t);
                PanelKernels.AddRows(l + start, stride, pending, t, v + start, length);
                leftTau[k] = Reflector.Create(v, start, k, end, out T beta);
                diagonal[k] = double.CreateTruncating(beta);
                offDiagonal[k] = 0;
                if (k == n - 1)
                    break;

                int from = PanelKernels.AlignDown<T>(k + 1);
                new Span<T>(w + start, length).Clear();
                if (leftTau[k] != T.Zero)
                {
                    PanelKernels.AddRows(a + ((nint)k * stride) + from, stride, n - k, v + k, w + from, end - from, context);
                    Correct(l + start, v + start, length, r + from, w + from, end - from, stride, pending, t);
                    Finish(w, from, k + 1, end, leftTau[k]);
                }

                new Span<T>(v + start, length).CopyTo(new Span<T>(l + (pending * stride) + start, length));
                new Span<T>(w + start, length).CopyTo(new Span<T>(r + (pending * stride) + start, length));

                T* u = right + ((nint)k * stride);
                new Span<T>(a + ((nint)k * stride) + start, length).CopyTo(new Span<T>(u + start, length));
                Negated(l + k, stride, pending + 1, t);
                PanelKernels.AddRows(r + start, stride, pending + 1, t, u + start, length);
                rightTau[k] = Reflector.Create(u, start, k + 1, end, out beta);
                offDiagonal[k] = double.CreateTruncating(beta);

                new Span<T>(w + start, length).Clear();
                if (rightTau[k] != T.Zero)
                {
                    PanelKernels.DotRows(a + ((nint)(k + 1) * stride) + from, stride, n - k - 1, u + from, w + k + 1, end - from, context);
                    Correct(r + from, u + from, end - from, l + from, w + from, end - from, stride, pending + 1, t);
                    Finish(w, from, k + 1, end, rightTau[k]);
                }

                new Span<T>(w + start, length).CopyTo(new Span<T>(l + ((pending + 1) * stride) + start, length));
                new Span<T>(u + start, length).CopyTo(new Span<T>(r + ((pending + 1) * stride) + start, length));
            }

            int next = first + width, rest = n - next;
            if (rest > 0)
            {
                var ls = new MatrixView<T>(l + next, 2 * width, rest, stride, 1);
                var rs = new MatrixView<T>(r + next, 2 * width, rest, stride, 1);
                Gemm.Run(-T.One, ls.Transpose(), rs, T.One, new MatrixView<T>(a + ((nint)next * stride) + next, rest, rest, stride, 1), context);
            }
        }
    }

    /// <summary>One column of the pending rows, with the sign turned.</summary>
    private static void Negated<T>(T* column, int stride, int rows, T* result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows; i++)
            result[i] = -column[i * stride];
    }

    /// <summary><c>w -= Σ (x · row i of inner) (row i of outer)</c>: what the pending rows take from a product with A.</summary>
    private static void Correct<T>(T* inner, T* x, int innerLength, T* outer, T* w, int outerLength, int stride, int rows, T* t)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PanelKernels.DotRows(inner, stride, rows, x, t, innerLength);
        for (int i = 0; i < rows; i++)
            t[i] = -t[i];
        PanelKernels.AddRows(outer, stride, rows, t, w, outerLength);
    }

    private static void Finish<T>(T* w, int from, int pivot, int end, T tau) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<T>(w + from, pivot - from).Clear();
        for (int i = pivot; i < end; i++)
            w[i] *= tau;
    }
}
