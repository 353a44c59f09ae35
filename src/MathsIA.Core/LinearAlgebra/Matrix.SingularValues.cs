using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>The thin singular value decomposition <c>A = U diag(σ) Vᵀ</c>.</summary>
    /// <remarks>For m ≥ n: QR if m > n, reduction to bidiagonal form, divide and conquer, back-transformation: 2 m n² + 7 to 17 n³
    /// operations. A full m x m U is never built. Backward stable: the result is the exact decomposition of a matrix within a
    /// small multiple of <c>n ε ‖A‖</c> of A, and the vectors are orthogonal to the same accuracy.
    /// Source: M. Gu and S. Eisenstat, A divide-and-conquer algorithm for the bidiagonal SVD (1995).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n], or a batch [..., m, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>Singular values in decreasing order and their vectors.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix or a batch of them.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    /// <exception cref="SpectralConvergenceException">Not known to be reachable.</exception>
    public static SingularValueDecomposition<T> Svd<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireMatrices(nameof(Svd), a);
        MatrixArgument.RequireFinite(nameof(Svd), a, nameof(a));
        int m = a.Shape[-2], n = a.Shape[-1], k = Math.Min(m, n);
        ReadOnlySpan<int> batch = a.Shape.Lengths[..^2];
        Tensor<T> u = Tensor.Uninitialized<T>([.. batch, m, k]), values = Tensor.Uninitialized<T>([.. batch, k]), vt = Tensor.Uninitialized<T>([.. batch, k, n]);
        Decompose(a, u, values, vt, context);
        return new SingularValueDecomposition<T>(u, values, vt);
    }

    /// <summary>The singular values alone: about a third of the work of the decomposition.</summary>
    /// <remarks>The values may differ from those of <see cref="Svd{T}"/> in the last bits.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n], or a batch [..., m, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The singular values in decreasing order, [..., min(m, n)].</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix or a batch of them.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    /// <exception cref="SpectralConvergenceException">Not known to be reachable.</exception>
    public static Tensor<T> SingularValues<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireMatrices(nameof(SingularValues), a);
        return SingularValues(a, Tensor.Uninitialized<T>(SingularValueShape(a.Shape)), context);
    }

    /// <summary>The singular values alone, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n], or a batch [..., m, n].</param>
    /// <param name="destination">Where the values go, in decreasing order: [..., min(m, n)]; must not overlap A.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix or a batch of them, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, or overlaps the destination.</exception>
    /// <exception cref="SpectralConvergenceException">Not known to be reachable.</exception>
    public static Tensor<T> SingularValues<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireMatrices(nameof(SingularValues), a);
        MatrixArgument.RequireDestination(nameof(SingularValues), SingularValueShape(a.Shape), destination, a);
        MatrixArgument.RequireFinite(nameof(SingularValues), a, nameof(a));
        Decompose(a, null, destination, null, context);
        return destination;
    }

    /// <summary>The Moore-Penrose inverse <c>A⁺ = V diag(1/σ) Uᵀ</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n], or a batch [..., m, n].</param>
    /// <param name="tolerance">Singular values of at most this fraction of the largest count as zero; max(m, n) ε when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor [..., n, m].</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix or a batch of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static Tensor<T> PseudoInverse<T>(Tensor<T> a, T? tolerance = null, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireMatrices(nameof(PseudoInverse), a);
        SpectralArgument.Tolerance(nameof(PseudoInverse), a.Shape[-2], a.Shape[-1], tolerance);
        return Svd(a, context).PseudoInverse(tolerance, context);
    }

    /// <summary>The Moore-Penrose inverse, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n], or a batch [..., m, n].</param>
    /// <param name="destination">Where the inverse goes, [..., n, m]; may be A itself when m = n.</param>
    /// <param name="tolerance">Singular values of at most this fraction of the largest count as zero; max(m, n) ε when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix or a batch of them, or the destination has another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, or partly overlaps the destination.</exception>
    public static Tensor<T> PseudoInverse<T>(Tensor<T> a, Tensor<T> destination, T? tolerance = null, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireMatrices(nameof(PseudoInverse), a);
        MatrixArgument.RequireDestination(nameof(PseudoInverse), new Shape([.. a.Shape.Lengths[..^2], a.Shape[-1], a.Shape[-2]]), destination, a);
        SpectralArgument.Tolerance(nameof(PseudoInverse), a.Shape[-2], a.Shape[-1], tolerance);
        return Svd(a, context).PseudoInverse(destination, tolerance, context);
    }

    /// <summary>The spectral norm <c>‖A‖₂</c>: the largest singular value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The norm; 0 for an empty matrix.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static T SpectralNorm<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrix(nameof(SpectralNorm), a, nameof(a));
        Tensor<T> values = SingularValues(a, context);
        return values.IsEmpty ? T.Zero : values[0];
    }

    /// <summary>The nuclear norm: the sum of the singular values.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The norm; 0 for an empty matrix.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static T NuclearNorm<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrix(nameof(NuclearNorm), a, nameof(a));
        return SingularValueDecomposition<T>.SumOf(SingularValues(a, context).AsSpan());
    }

    /// <summary>The condition number in the 2-norm: the largest singular value over the smallest.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A number from 1; infinite where the smallest singular value is zero; 1 for an empty matrix.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static T ConditionNumber<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrix(nameof(ConditionNumber), a, nameof(a));
        return SingularValueDecomposition<T>.ConditionOf(SingularValues(a, context).AsSpan());
    }

    private static void RequireMatrices<T>(string operation, Tensor<T> a) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rank < 2)
            throw new ShapeMismatchException(operation, $"the shape {a.Shape} is not that of a matrix: it must have at least 2 axes.", nameof(a));
    }

    private static Shape SingularValueShape(Shape matrices) => new([.. matrices.Lengths[..^2], Math.Min(matrices[-2], matrices[-1])]);

    private static void Decompose<T>(Tensor<T> a, Tensor<T>? u, Tensor<T> values, Tensor<T>? vt, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> columns = values.Unsqueeze(values.Rank);
        fixed (T* source = a.Storage.Span, d = values.Storage.Span, left = u is null ? default : u.Storage.Span, right = vt is null ? default : vt.Storage.Span)
        {
            bool wanted = u is not null;
            var body = new SvdBody<T>(new(source, a), new(d, columns), u is null ? default : new(left, u), vt is null ? default : new(right, vt), wanted);
            MatrixBatch<T>.ForEach(u is null ? nameof(SingularValues) : nameof(Svd), SingularValueKernel.WorkspaceBytes<T>(a.Shape[-2], a.Shape[-1], wanted), MatrixBatch<T>.CountOf(a.Shape), body, context);
        }
    }

    private readonly struct SvdBody<T>(MatrixBatch<T> a, MatrixBatch<T> values, MatrixBatch<T> u, MatrixBatch<T> vt, bool wanted) : IMatrixBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> spectrum = values[index];
            SingularValueKernel.Compute(a[index], spectrum.Data, spectrum.RowStride, wanted ? u[index] : default, wanted ? vt[index] : default, context ?? ComputeContext.Default);
        }
    }
}
