using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The singular values, and if wanted the thin singular vectors, of one matrix.</summary>
/// <remarks>A wide matrix is handled as its transpose. A tall one is first reduced to a triangle by QR, so that the two-sided reduction,
/// the slow part, runs on a square: the left vectors then never need more columns than rows of that square (Chan, "An improved
/// algorithm for computing the singular value decomposition", 1982).</remarks>
internal static unsafe class SingularValueKernel
{
    /// <summary>Computes the decomposition <c>A = U diag(values) Vᵀ</c>.</summary>
    /// <param name="a">The matrix, m x n, all of it finite; k is the smaller of m and n.</param>
    /// <param name="values">Receives the k singular values, decreasing.</param>
    /// <param name="valueStride">The distance between them.</param>
    /// <param name="u">Receives the left vectors, m x k; no data when no vectors are wanted.</param>
    /// <param name="vt">Receives the right vectors as rows, k x n; no data when no vectors are wanted.</param>
    /// <param name="context">The threads to use.</param>
    public static void Compute<T>(MatrixView<T> a, T* values, nint valueStride, MatrixView<T> u, MatrixView<T> vt, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (a.Rows < a.Columns)
        {
            Compute(a.Transpose(), values, valueStride, vt.Transpose(), u.Transpose(), context);
            return;
        }

        int m = a.Rows, n = a.Columns;
        if (n == 0)
            return;
        bool wanted = u.Data != null;
        int stride = PanelKernels.LeadingDimension<T>(n);
        long square = (long)n * stride;
        using var work = new Workspace<T>(square, clear: true);
        int exponent = SpectralScaling.Exponent(Largest(a));
        if (m == n)
        {
            Fill(a, exponent, work.Data, stride, upper: false);
            Square(n, work.Data, stride, values, valueStride, exponent, wanted, out Workspace<T> left, vt, context);
            using (left)
            {
                if (wanted)
                    MatrixCopy.Run(new MatrixView<T>(left.Data, n, n, stride, 1).Transpose(), u, context);
            }

            return;
        }

        using var tall = new Workspace<T>((long)m * n);
        var copy = new MatrixView<T>(tall.Data, m, n);
        Fill(a, exponent, tall.Data, n, upper: false);
        using BlockReflectors<T> q = QrKernel.Factor(copy, isTransient: true, context);
        Fill(copy.Block(0, 0, n, n), 0, work.Data, stride, upper: true);
        Square(n, work.Data, stride, values, valueStride, exponent, wanted, out Workspace<T> triangleLeft, vt, context);
        using (triangleLeft)
        {
            if (!wanted)
                return;

            // U = Q [U₁; 0].
            new Span<T>(tall.Data, checked(m * n)).Clear();
            MatrixCopy.Run(new MatrixView<T>(triangleLeft.Data, n, n, stride, 1).Transpose(), copy.Block(0, 0, n, n), context);
            q.Apply(copy, transpose: false, context);
            MatrixCopy.Run(copy, u, context);
        }
    }

    /// <summary>The workspace of one decomposition, in bytes: about 6 n² elements, and 2 m n more if the matrix is not square.</summary>
    public static long WorkspaceBytes<T>(int rows, int columns, bool vectors) where T : unmanaged
    {
        long m = Math.Max(rows, columns), n = Math.Min(rows, columns), stride = PanelKernels.LeadingDimension<T>((int)n), side = PanelKernels.LeadingDimension<double>((int)n);
        long elements = 3 * n * stride + (vectors ? n * stride + n * stride + n * side : 2 * n);
        elements += sizeof(T) == sizeof(double) ? 0 : n * side;
        elements += m == n ? 0 : 2 * m * n;
        return elements * sizeof(T) + n * side * sizeof(double);
    }

    /// <summary>The decomposition of a square, which is used up; the left vectors come back as rows.</summary>
    private static void Square<T>(int n, T* a, int stride, T* values, nint valueStride, int exponent, bool wanted, out Workspace<T> left, MatrixView<T> vt, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long square = (long)n * stride;
        using var leftReflections = new Workspace<T>(square + n, clear: true);
        using var rightReflections = new Workspace<T>(square + n, clear: true);
        using var numbers = new Workspace<double>(2L * n);
        using var order = new Workspace<int>(n);
        T* leftTau = leftReflections.Data + square, rightTau = rightReflections.Data + square;
        double* d = numbers.Data, e = d + n;
        Bidiagonalization.Reduce(a, stride, n, d, e, leftReflections.Data, leftTau, rightReflections.Data, rightTau, context);

        int width = wanted ? stride : 2;
        left = wanted ? new Workspace<T>(square) : default;
        using var right = new Workspace<T>((long)n * width);
        BidiagonalSvd<T>.Solve(n, d, e, order.Data, wanted ? left.Data : null, right.Data, a, width, context);
        for (int i = 0; i < n; i++)
            values[i * valueStride] = T.ScaleB(T.CreateTruncating(d[order.Data[n - 1 - i]]), -exponent);
        if (!wanted)
            return;

        var rows = new MatrixView<T>(a, n, n, stride, 1);
        Decreasing(right.Data, order.Data, rows);
        ReflectorBlocks.ApplyTransposed(rows, rightReflections.Data, stride, rightTau, n - 1, 1, context);
        MatrixCopy.Run(rows, vt, context);

        Decreasing(left.Data, order.Data, rows);
        MatrixCopy.Run(rows, new MatrixView<T>(left.Data, n, n, stride, 1), context);
        ReflectorBlocks.ApplyTransposed(new MatrixView<T>(left.Data, n, n, stride, 1), leftReflections.Data, stride, leftTau, n, 0, context);
    }

    /// <summary>Copies the rows so that the largest singular value comes first.</summary>
    private static void Decreasing<T>(T* source, int* order, MatrixView<T> target) where T : unmanaged
    {
        int n = target.Rows;
        for (int i = 0; i < n; i++)
            new Span<T>(source + (order[n - 1 - i] * target.RowStride), n).CopyTo(new Span<T>(target.Data + (i * target.RowStride), n));
    }

    private static T Largest<T>(MatrixView<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        for (int i = 0; i < a.Rows; i++)
            largest = SpectralScaling.Largest(a.Data + (i * a.RowStride), a.ColumnStride, a.Columns, largest);
        return largest;
    }

    private static void Fill<T>(MatrixView<T> a, int exponent, T* target, int stride, bool upper) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (T first, T second) = SpectralScaling.Factors<T>(exponent);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = upper ? i : 0; j < a.Columns; j++)
                target[((nint)i * stride) + j] = a[i, j] * first * second;
        }
    }
}
