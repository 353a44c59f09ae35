using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The eigenvalues, and if wanted the eigenvectors, of one symmetric matrix.</summary>
internal static unsafe class SymmetricEigenKernel
{
    /// <summary>Computes the decomposition.</summary>
    /// <param name="a">The matrix: its upper triangle is read, all of it finite.</param>
    /// <param name="values">Receives the eigenvalues, increasing.</param>
    /// <param name="valueStride">The distance between them.</param>
    /// <param name="vectors">Receives the eigenvectors as columns; no data when they are not wanted. May be the memory of a.</param>
    /// <param name="context">The threads to use.</param>
    public static void Compute<T>(MatrixView<T> a, T* values, nint valueStride, MatrixView<T> vectors, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = a.Rows;
        if (n == 0)
            return;
        bool wanted = vectors.Data != null;
        int stride = PanelKernels.LeadingDimension<T>(n);
        long square = (long)n * stride;
        using var work = new Workspace<T>(square);
        using var reflections = new Workspace<T>(square + n, clear: true);
        using var numbers = new Workspace<double>(2L * n);
        using var order = new Workspace<int>(n);
        T* tau = reflections.Data + square;
        double* d = numbers.Data, e = d + n;

        int exponent = Mirror(a, work.Data, stride);
        Tridiagonalization.Reduce(work.Data, stride, n, d, e, reflections.Data, tau, context);
        int width = wanted ? stride : 2;
        using (var rows = new Workspace<T>((long)n * width))
        {
            TridiagonalEigen<T>.Solve(n, d, e, order.Data, rows.Data, work.Data, width, wanted, context);
            for (int i = 0; wanted && i < n; i++)
                new Span<T>(rows.Data + ((nint)order.Data[i] * stride), n).CopyTo(new Span<T>(work.Data + ((nint)i * stride), n));
        }

        for (int i = 0; i < n; i++)
            values[i * valueStride] = T.ScaleB(T.CreateTruncating(d[order.Data[i]]), -exponent);
        if (!wanted)
            return;
        var result = new MatrixView<T>(work.Data, n, n, stride, 1);
        ReflectorBlocks.ApplyTransposed(result, reflections.Data, stride, tau, n - 1, 1, context);
        MatrixCopy.Run(result.Transpose(), vectors, context);
    }

    /// <summary>The workspace of one decomposition, in bytes: about 4 n² elements.</summary>
    public static long WorkspaceBytes<T>(int n, bool vectors) where T : unmanaged
    {
        long stride = PanelKernels.LeadingDimension<T>(n), side = PanelKernels.LeadingDimension<double>(n);
        long elements = 2 * n * stride + n * (vectors ? stride : 2) + (sizeof(T) == sizeof(double) ? 0 : n * side);
        return elements * sizeof(T) + n * side * sizeof(double);
    }

    /// <summary>Copies the upper triangle into both triangles of a padded square, scaled; returns the exponent of the scale.</summary>
    private static int Mirror<T>(MatrixView<T> a, T* target, int stride) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int tile = 32;
        int n = a.Rows;
        T largest = T.Zero;
        for (int i = 0; i < n; i++)
            largest = SpectralScaling.Largest(a.Data + (i * (a.RowStride + a.ColumnStride)), a.ColumnStride, n - i, largest);
        int exponent = SpectralScaling.Exponent(largest);
        (T first, T second) = SpectralScaling.Factors<T>(exponent);
        for (int i0 = 0; i0 < n; i0 += tile)
        {
            int i1 = Math.Min(n, i0 + tile);
            for (int j0 = i0; j0 < n; j0 += tile)
            {
                for (int i = i0; i < i1; i++)
                {
                    for (int j = Math.Max(i, j0); j < Math.Min(j0 + tile, n); j++)
                    {
                        T x = a[i, j] * first * second;
                        target[((nint)i * stride) + j] = x;
                        target[((nint)j * stride) + i] = x;
                    }
                }
            }
        }

        for (int i = 0; i < n; i++)
            new Span<T>(target + ((nint)i * stride) + n, stride - n).Clear();
        return exponent;
    }
}
