using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>The eigendecomposition <c>A = V diag(λ) Vᵀ</c> of a symmetric matrix.</summary>
    /// <remarks>Only the upper triangle of A is read: symmetry is taken on trust. Reduction to tridiagonal form, divide and conquer,
    /// back-transformation: 4 to 9 n³ operations, fewer where eigenvalues cluster. Backward stable: the result is the exact
    /// decomposition of a matrix within a small multiple of <c>n ε ‖A‖</c> of A, and V is orthogonal to the same accuracy.
    /// Sources: J. Dongarra, S. Hammarling and D. Sorensen, Block reduction of matrices to condensed forms (1989); M. Gu and
    /// S. Eisenstat, A divide-and-conquer algorithm for the symmetric tridiagonal eigenproblem (1995).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>Eigenvalues in increasing order and their vectors.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    /// <exception cref="SpectralConvergenceException">Not known to be reachable.</exception>
    public static SymmetricEigen<T> SymmetricEigen<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SymmetricEigen(nameof(SymmetricEigen), a, context);

    /// <summary>The eigenvalues alone of a symmetric matrix: about a third of the work of the decomposition.</summary>
    /// <remarks>Only the upper triangle of A is read. The values may differ from those of <see cref="SymmetricEigen{T}(Tensor{T}, ComputeContext?)"/>
    /// in the last bits.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The eigenvalues in increasing order, [..., n].</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    /// <exception cref="SpectralConvergenceException">Not known to be reachable.</exception>
    public static Tensor<T> SymmetricEigenvalues<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(SymmetricEigenvalues), a, nameof(a));
        return SymmetricEigenvalues(a, Tensor.Uninitialized<T>(a.Shape.Lengths[..^1]), context);
    }

    /// <summary>The eigenvalues alone of a symmetric matrix, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n]; only the upper triangle is read.</param>
    /// <param name="destination">Where the eigenvalues go, in increasing order: [..., n]; must not overlap A.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not square, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, or overlaps the destination.</exception>
    /// <exception cref="SpectralConvergenceException">Not known to be reachable.</exception>
    public static Tensor<T> SymmetricEigenvalues<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(SymmetricEigenvalues), a, nameof(a));
        MatrixArgument.RequireDestination(nameof(SymmetricEigenvalues), a.Shape.RemoveAt(a.Rank - 1), destination, a);
        MatrixArgument.RequireFinite(nameof(SymmetricEigenvalues), a, nameof(a));
        Decompose(a, destination, vectors: null, context);
        return destination;
    }

    private static SymmetricEigen<T> SymmetricEigen<T>(string operation, Tensor<T> a, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(operation, a, nameof(a));
        MatrixArgument.RequireFinite(operation, a, nameof(a));
        Tensor<T> vectors = Tensor.Uninitialized<T>(a.Shape), values = Tensor.Uninitialized<T>(a.Shape.Lengths[..^1]);
        Decompose(a, values, vectors, context);
        return new SymmetricEigen<T>(values, vectors);
    }

    private static void Decompose<T>(Tensor<T> a, Tensor<T> values, Tensor<T>? vectors, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> columns = values.Unsqueeze(values.Rank);
        fixed (T* source = a.Storage.Span, d = values.Storage.Span, v = vectors is null ? default : vectors.Storage.Span)
        {
            MatrixBatch<T> results = vectors is null ? default : new MatrixBatch<T>(v, vectors);
            MatrixBatch<T>.ForEach(vectors is null ? nameof(SymmetricEigenvalues) : nameof(SymmetricEigen), SymmetricEigenKernel.WorkspaceBytes<T>(a.Shape[-1], vectors is not null), MatrixBatch<T>.CountOf(a.Shape), new EigenBody<T>(new(source, a), new(d, columns), results, vectors is not null), context);
        }
    }

    private readonly struct EigenBody<T>(MatrixBatch<T> a, MatrixBatch<T> values, MatrixBatch<T> vectors, bool wanted) : IMatrixBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> spectrum = values[index];
            SymmetricEigenKernel.Compute(a[index], spectrum.Data, spectrum.RowStride, wanted ? vectors[index] : default, context ?? ComputeContext.Default);
        }
    }
}
