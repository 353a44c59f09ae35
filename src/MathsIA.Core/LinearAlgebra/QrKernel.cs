using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Householder QR in place: panels of a few columns, each factored by halving, applied to the rest as a block.</summary>
/// <remarks>Source: E. Elmroth and F. Gustavson, Applying recursion to serial and parallel QR factorization leads to better
/// performance, IBM J. Res. Dev. 44 (2000), for the panel; compact WY blocks for the rest, because full recursion would spend
/// more on T than it saves.</remarks>
internal static unsafe class QrKernel
{
    /// <summary>Overwrites the upper triangle of A with R (what lies below is left undefined) and returns the reflectors
    /// of Q.</summary>
    /// <remarks>Transient reflectors are to be disposed.</remarks>
    public static BlockReflectors<T> Factor<T>(MatrixView<T> a, bool isTransient, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = a.Rows, n = a.Columns, k = Math.Min(m, n);
        var reflectors = new BlockReflectors<T>(m, k, isTransient);
        using var scratch = new Workspace<T>(2L * BlockReflectors<T>.MaxWidth * BlockReflectors<T>.MaxWidth + (long)m * HouseholderPanel.Columns<T>());
        for (int j = 0; j < k;)
        {
            int width = Math.Min(BlockReflectors<T>.MaxWidth, k - j);
            MatrixView<T> panel = a.Block(j, j, m - j, width);
            (MatrixView<T> y, MatrixView<T> t) = reflectors.Add(j, width);
            Copy(panel, y);
            FactorPanel(y, t, panel, scratch.Data);
            j += width;
            reflectors.ApplyLast(a.Block(0, j, m, n - j), transpose: true, context);
        }

        return reflectors;
    }

    /// <summary>Factors the panel held in Y: leaves Y with its zeros and ones, T, and the triangle R.</summary>
    /// <remarks>On one thread: the panel fits the cache, and its products are too small to share.</remarks>
    private static void FactorPanel<T>(MatrixView<T> y, MatrixView<T> t, MatrixView<T> r, T* scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = y.Rows, n = y.Columns, leaf = HouseholderPanel.Columns<T>();
        if (n <= leaf)
        {
            HouseholderPanel.Factor(y, t, r, scratch + 2 * BlockReflectors<T>.MaxWidth * BlockReflectors<T>.MaxWidth);
            BlockReflectors<T>.FormT(y, t);
            return;
        }

        int n1 = (n / 2 + leaf - 1) / leaf * leaf, n2 = n - n1;
        MatrixView<T> y1 = y.Block(0, 0, m, n1), y2 = y.Block(0, n1, m, n2), below = y.Block(n1, n1, m - n1, n2);
        MatrixView<T> t1 = t.Block(0, 0, n1, n1), t2 = t.Block(n1, n1, n2, n2), t12 = t.Block(0, n1, n1, n2);

        FactorPanel(y1, t1, r, scratch);
        BlockReflectors<T>.ApplyBlock(y1, t1, y2, transpose: true, scratch, ComputeContext.SingleThread);
        Copy(y2.Block(0, 0, n1, n2), r.Block(0, n1, n1, n2));
        for (int i = 0; i < n1; i++)
            new Span<T>(y2.Data + i * y2.RowStride, n2).Clear();
        FactorPanel(below, t2, r.Block(n1, n1, r.Rows - n1, n2), scratch);

        // Two blocks in one: T₁₂ = -T₁ (Y₁ᵀ Y₂) T₂, where Y₂ starts n₁ rows further down.
        var product = new MatrixView<T>(scratch, n1, n2);
        Gemm.Run(T.One, y1.Block(n1, 0, m - n1, n1).Transpose(), below, T.Zero, product, ComputeContext.SingleThread);
        var scaled = new MatrixView<T>(scratch + n1 * n2, n1, n2);
        Gemm.Run(-T.One, t1, product, T.Zero, scaled, ComputeContext.SingleThread);
        Gemm.Run(T.One, scaled, t2, T.Zero, t12, ComputeContext.SingleThread);
    }

    public static void Copy<T>(MatrixView<T> source, MatrixView<T> destination) where T : unmanaged
    {
        for (int i = 0; i < source.Rows; i++)
            StridedCopy.CopyRun(source.Data + i * source.RowStride, source.ColumnStride, destination.Data + i * destination.RowStride, destination.ColumnStride, source.Columns);
    }
}
