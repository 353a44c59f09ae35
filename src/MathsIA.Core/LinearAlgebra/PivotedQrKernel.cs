using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Householder QR with column pivoting, in place: <c>A P = Q R</c> with <c>|R₀₀| ≥ |R₁₁| ≥ ...</c></summary>
/// <remarks>
/// Reflectors of a block are applied to the rest of the matrix late: while the block lasts only the row of the pivot is kept up
/// to date, which is all that the choice of the next column needs; half the work is then one matrix product a block. Column
/// norms are updated, and taken again where the update has cancelled.
/// Source: G. Quintana-Ortí, X. Sun and C. Bischof, A BLAS-3 version of the QR factorization with column pivoting, SIAM J. Sci.
/// Comput. 19 (1998); Z. Drmač and Z. Bujanović, On the failure of rank-revealing QR factorization software, ACM Trans. Math.
/// Softw. 35 (2008), for the norms.
/// </remarks>
internal static unsafe class PivotedQrKernel
{
    /// <summary>Overwrites the upper triangle of A with R (what lies below is left undefined) and returns the reflectors of Q;
    /// column j of <c>A P</c> is column <c>permutation[j]</c> of A.</summary>
    public static BlockReflectors<T> Factor<T>(MatrixView<T> a, Span<int> permutation, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = a.Rows, n = a.Columns, k = Math.Min(m, n);
        for (int j = 0; j < n; j++)
            permutation[j] = j;
        var reflectors = new BlockReflectors<T>(m, k, isTransient: false);
        using var scratch = new Workspace<T>((BlockReflectors<T>.MaxWidth + 2L) * n + m + 1);
        var norms = new Span<T>(scratch.Data, n);
        var exact = new Span<T>(scratch.Data + n, n);
        T* column = scratch.Data + 2 * (nint)n, f = column + m;
        for (int j = 0; j < n; j++)
            exact[j] = norms[j] = ColumnNorm(a.Block(0, j, m, 1));

        for (int start = 0; start < k;)
        {
            int width = FactorBlock(a, start, Math.Min(BlockReflectors<T>.MaxWidth, k - start), reflectors, permutation, norms, exact, column, f, context);
            start += width;
        }

        return reflectors;
    }

    /// <summary>Factors up to <paramref name="width"/> columns, fewer when a norm must be taken again; returns how many.</summary>
    private static int FactorBlock<T>(MatrixView<T> a, int start, int width, BlockReflectors<T> reflectors, Span<int> permutation, Span<T> norms, Span<T> exact, T* column, T* scratch, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = a.Rows, n = a.Columns, done = 0;
        bool stale = false;
        // Row p of F holds what reflector p subtracts from each column: A - Y F is the matrix kept up to date.
        var f = new MatrixView<T>(scratch, width, n);
        (MatrixView<T> y, MatrixView<T> t) = reflectors.Add(start, width);
        new Span<T>(y.Data, y.Rows * width).Clear();
        T* products = stackalloc T[BlockReflectors<T>.MaxWidth];
        T tolerance = T.Sqrt(T.BitIncrement(T.One) - T.One);

        while (done < width && !stale)
        {
            int row = start + done, pivot = row;
            for (int j = row + 1; j < n; j++)
                pivot = norms[j] > norms[pivot] ? j : pivot;
            if (pivot != row)
            {
                Swap(a, row, pivot);
                Swap(f.Block(0, 0, done, n), row, pivot);
                (permutation[row], permutation[pivot]) = (permutation[pivot], permutation[row]);
                norms[pivot] = norms[row];
                exact[pivot] = exact[row];
            }

            // Bring the pivot column up to date and reflect it.
            int height = m - row;
            var x = new MatrixView<T>(column, height, 1);
            QrKernel.Copy(a.Block(row, row, height, 1), x);
            if (done > 0)
                Gemm.Run(-T.One, y.Block(done, 0, height, done), f.Block(0, row, done, 1), T.One, x, context);
            Householder<T> h = Householder<T>.Of(column[0], ColumnNorm(x.Block(1, 0, height - 1, 1)));
            h.Scale(column + 1, 1, height - 1);
            column[0] = T.One;
            QrKernel.Copy(x, y.Block(done, done, height, 1));
            t[done, done] = h.Tau;
            a[row, row] = h.Beta;

            int rest = n - row - 1;
            if (rest > 0)
            {
                // F's new row: τ vᵀ (A - Y F) over the columns to come.
                MatrixView<T> fRow = f.Block(done, row + 1, 1, rest);
                Gemm.Run(h.Tau, x.Transpose(), a.Block(row, row + 1, height, rest), T.Zero, fRow, context);
                if (done > 0)
                {
                    var yx = new MatrixView<T>(products, 1, done);
                    Gemm.Run(-h.Tau, x.Transpose(), y.Block(done, 0, height, done), T.Zero, yx, context);
                    Gemm.Run(T.One, yx, f.Block(0, row + 1, done, rest), T.One, fRow, context);
                }

                Gemm.Run(-T.One, y.Block(done, 0, 1, done + 1), f.Block(0, row + 1, done + 1, rest), T.One, a.Block(row, row + 1, 1, rest), context);
                for (int j = row + 1; j < n; j++)
                {
                    if (norms[j] == T.Zero)
                        continue;
                    T ratio = T.Abs(a[row, j]) / norms[j];
                    T left = T.Max(T.Zero, (T.One - ratio) * (T.One + ratio));
                    T since = norms[j] / exact[j];
                    if (left * since * since <= tolerance)
                    {
                        stale = true;
                        norms[j] = T.NegativeOne;
                    }
                    else
                        norms[j] *= T.Sqrt(left);
                }
            }

            done++;
        }

        int next = start + done;
        if (next < m && next < n)
            Gemm.Run(-T.One, y.Block(done, 0, m - next, done), f.Block(0, next, done, n - next), T.One, a.Block(next, next, m - next, n - next), context);
        for (int j = next; j < n && stale; j++)
        {
            if (norms[j] < T.Zero)
                exact[j] = norms[j] = next < m ? ColumnNorm(a.Block(next, j, m - next, 1)) : T.Zero;
        }

        if (done < width)
            (y, t) = reflectors.TrimLast(done);
        BlockReflectors<T>.FormT(y, t);
        return done;
    }

    private static T ColumnNorm<T>(MatrixView<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Rows; i++)
            sum += x[i, 0] * x[i, 0];
        return Householder<T>.Norm(sum, x.Data, x.RowStride, x.Rows);
    }

    private static void Swap<T>(MatrixView<T> a, int i, int j) where T : unmanaged
    {
        for (int r = 0; r < a.Rows; r++)
            (a[r, i], a[r, j]) = (a[r, j], a[r, i]);
    }
}
