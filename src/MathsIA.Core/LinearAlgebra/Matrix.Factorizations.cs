using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>The Cholesky factorization <c>A = L Lᵀ</c> of a symmetric positive definite matrix, ⅓ n³ operations.</summary>
    /// <remarks>Only the upper triangle of A is read: symmetry is taken on trust.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The factorization.</returns>
    /// <exception cref="ShapeMismatchException">A is not a square matrix.</exception>
    /// <exception cref="NotPositiveDefiniteException">A is not positive definite; the exception names the pivot.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static CholeskyFactorization<T> Cholesky<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquare(nameof(Cholesky), a, nameof(a));
        int pivot = TryFactor(nameof(Cholesky), a, T.Zero, context, out CholeskyFactorization<T>? factorization);
        return factorization ?? throw new NotPositiveDefiniteException(nameof(Cholesky), a.Shape, pivot);
    }

    /// <summary>The Cholesky factorization, or a flag where the matrix is not positive definite.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], of which only the upper triangle is read.</param>
    /// <param name="factorization">The factorization; null when A is not positive definite.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>Whether A is positive definite, within rounding.</returns>
    /// <exception cref="ShapeMismatchException">A is not a square matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static bool TryCholesky<T>(Tensor<T> a, [NotNullWhen(true)] out CholeskyFactorization<T>? factorization, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquare(nameof(TryCholesky), a, nameof(a));
        return TryFactor(nameof(TryCholesky), a, T.Zero, context, out factorization) < 0;
    }

    /// <summary>The Cholesky factorization of <c>A + τ I</c>, with τ zero when A is positive definite and otherwise about
    /// large enough to make it so: for descent directions and repaired covariances.</summary>
    /// <remarks>τ starts from the smallest diagonal element and is doubled until the factorization succeeds, so it may exceed
    /// the least shift possible; each try costs at most ⅓ n³. <see cref="CholeskyFactorization{T}.Shift"/> tells τ.
    /// Source: J. Nocedal and S. Wright, Numerical Optimization, 2nd ed., algorithm 3.3.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], of which only the upper triangle is read.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The factorization of the shifted matrix.</returns>
    /// <exception cref="ShapeMismatchException">A is not a square matrix.</exception>
    /// <exception cref="NotPositiveDefiniteException">The shift that would be needed leaves the range of <typeparamref name="T"/>.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static CholeskyFactorization<T> ModifiedCholesky<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquare(nameof(ModifiedCholesky), a, nameof(a));
        int pivot = TryFactor(nameof(ModifiedCholesky), a, T.Zero, context, out CholeskyFactorization<T>? factorization);
        if (factorization is not null)
            return factorization;

        T smallest = T.Zero;
        for (int i = 0; i < a.Shape[0]; i++)
            smallest = T.Min(smallest, a[i, i]);
        // Large enough to be felt beside A, small enough not to change its character.
        T step = T.Max(MatrixArgument.SymmetricOneNorm(a.Clone()), T.One) * T.Sqrt(T.BitIncrement(T.One) - T.One);
        T shift = step - smallest;
        while (T.IsFinite(shift))
        {
            pivot = TryFactor(nameof(ModifiedCholesky), a, shift, context, out factorization);
            if (factorization is not null)
                return factorization;
            shift += shift;
        }

        throw new NotPositiveDefiniteException(nameof(ModifiedCholesky), a.Shape, pivot);
    }

    /// <summary>The factorization <c>P A = L U</c> by elimination with partial pivoting, ⅔ n³ operations.</summary>
    /// <remarks>A singular matrix does not throw: see <see cref="LuFactorization{T}.IsSingular"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The factorization.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static LuFactorization<T> Lu<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrix(nameof(Lu), a, nameof(a));
        MatrixArgument.RequireFinite(nameof(Lu), a, nameof(a));
        context = Workspace.Reserve(nameof(Lu), MatrixArgument.WorkingBytes<T>(a.Shape[0], a.Shape[1]), context);
        Tensor<T> factors = MatrixArgument.WorkingCopy(a);
        T norm = MatrixArgument.OneNorm(factors);
        var pivots = new int[Math.Min(a.Shape[0], a.Shape[1])];
        int zeroPivot;
        fixed (T* p = factors.Storage.Span)
        fixed (int* q = pivots)
            zeroPivot = LuKernel.Factor(MatrixArgument.View(p, factors), q, context);
        return new LuFactorization<T>(factors, pivots, zeroPivot, norm);
    }

    /// <summary>The factorization <c>A P = Q R</c> by Householder reflectors, 2 n² (m - n/3) operations.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n].</param>
    /// <param name="pivot">Whether to permute columns so that the diagonal of R falls in magnitude, which reveals the rank;
    /// costs about twice the time. Without, P is the identity.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The factorization.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static QrFactorization<T> Qr<T>(Tensor<T> a, bool pivot = false, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrix(nameof(Qr), a, nameof(a));
        MatrixArgument.RequireFinite(nameof(Qr), a, nameof(a));
        context = Workspace.Reserve(nameof(Qr), QrBytes(a), context);
        Tensor<T> work = MatrixArgument.WorkingCopy(a);
        int[]? permutation = pivot ? new int[a.Shape[1]] : null;
        BlockReflectors<T> reflectors;
        fixed (T* p = work.Storage.Span)
        {
            MatrixView<T> view = MatrixArgument.View(p, work);
            reflectors = permutation is null ? QrKernel.Factor(view, isTransient: false, context) : PivotedQrKernel.Factor(view, permutation, context);
        }

        Tensor<T> r = work[..Math.Min(a.Shape[0], a.Shape[1])];
        if (a.Shape[0] > a.Shape[1])
            r = r.Clone();
        ClearBelowDiagonal(r);
        return new QrFactorization<T>(r, reflectors, permutation);
    }

    /// <summary>What QR takes for one matrix: a copy to work on, and the reflectors.</summary>
    private static long QrBytes<T>(Tensor<T> a) where T : unmanaged =>
        MatrixArgument.WorkingBytes<T>(a.Shape[-2], a.Shape[-1]) + (long)a.Shape[-2] * Math.Min(a.Shape[-2], a.Shape[-1]) * sizeof(T);

    /// <summary>Factors A plus a multiple of the identity; answers -1 or the pivot that is not positive.</summary>
    private static int TryFactor<T>(string operation, Tensor<T> a, T shift, ComputeContext? context, out CholeskyFactorization<T>? factorization)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = a.Shape[0];
        context = Workspace.Reserve(operation, MatrixArgument.WorkingBytes<T>(n, n), context);
        Tensor<T> upper = MatrixArgument.WorkingCopy(a);
        ClearBelowDiagonal(upper);
        // NaN and infinities spread to a pivot, where they stop the factorization: no need to look for them beforehand.
        T norm = MatrixArgument.SymmetricOneNorm(upper) + shift;
        for (int i = 0; shift != T.Zero && i < n; i++)
            upper[i, i] += shift;
        int pivot;
        fixed (T* p = upper.Storage.Span)
            pivot = CholeskyKernel.Factor(MatrixArgument.View(p, upper), context);
        if (pivot >= 0)
            RequireFiniteTriangle(operation, a);
        factorization = pivot < 0 ? new CholeskyFactorization<T>(upper, norm, shift) : null;
        return pivot;
    }

    private static void RequireFiniteTriangle<T>(string operation, Tensor<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> upper = a.Clone();
        ClearBelowDiagonal(upper);
        MatrixArgument.RequireFinite(operation, upper, nameof(a));
    }

    private static void ClearBelowDiagonal<T>(Tensor<T> a) where T : unmanaged
    {
        for (int i = 1; i < a.Shape[0]; i++)
            MatrixArgument.Row(a, i)[..Math.Min(i, a.Shape[1])].Clear();
    }
}
