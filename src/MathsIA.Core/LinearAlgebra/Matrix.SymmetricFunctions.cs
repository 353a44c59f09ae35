using System.Numerics;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>A function of a symmetric matrix, <c>f(A) = V diag(f(λ)) Vᵀ</c>.</summary>
    /// <remarks>The result is symmetric to the last bit. To apply several functions, keep the decomposition: see
    /// <see cref="SymmetricEigen{T}.Function(Func{T, T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n]; only the upper triangle is read.</param>
    /// <param name="function">f, finite at every eigenvalue.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor of the shape of A.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, or f is not finite at an eigenvalue.</exception>
    public static Tensor<T> SymmetricFunction<T>(Tensor<T> a, Func<T, T> function, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return SymmetricEigen(nameof(SymmetricFunction), a, context).Function(function, context);
    }

    /// <summary>A function of a symmetric matrix, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n]; only the upper triangle is read.</param>
    /// <param name="function">f, finite at every eigenvalue.</param>
    /// <param name="destination">Where the result goes: the shape of A; may be A itself.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not square, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, f is not finite at an eigenvalue, or A partly overlaps the destination.</exception>
    public static Tensor<T> SymmetricFunction<T>(Tensor<T> a, Func<T, T> function, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        RequireSquareDestination(nameof(SymmetricFunction), a, destination);
        return SymmetricEigen(nameof(SymmetricFunction), a, context).Function(function, destination, context);
    }

    /// <summary>The symmetric square root of a positive semidefinite matrix: the positive semidefinite S with <c>S S = A</c>.</summary>
    /// <remarks>Eigenvalues below zero by no more than n ε times the largest are taken as rounding and set to zero.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n]; only the upper triangle is read.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor of the shape of A.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    /// <exception cref="NotPositiveDefiniteException">An eigenvalue is negative.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static Tensor<T> SymmetricSqrt<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SymmetricEigen(nameof(SymmetricSqrt), a, context).Sqrt(context);

    /// <summary>The symmetric square root of a positive semidefinite matrix, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n]; only the upper triangle is read.</param>
    /// <param name="destination">Where the result goes: the shape of A; may be A itself.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not square, or the destination has another shape.</exception>
    /// <exception cref="NotPositiveDefiniteException">An eigenvalue is negative.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, or partly overlaps the destination.</exception>
    public static Tensor<T> SymmetricSqrt<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSquareDestination(nameof(SymmetricSqrt), a, destination);
        return SymmetricEigen(nameof(SymmetricSqrt), a, context).Sqrt(destination, context);
    }

    /// <summary>The symmetric inverse square root of a positive definite matrix: the S with <c>S A S = I</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n]; only the upper triangle is read.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor of the shape of A.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    /// <exception cref="NotPositiveDefiniteException">An eigenvalue is at most n ε times the largest.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static Tensor<T> SymmetricInverseSqrt<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SymmetricEigen(nameof(SymmetricInverseSqrt), a, context).InverseSqrt(context);

    /// <summary>The symmetric inverse square root of a positive definite matrix, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A symmetric matrix [n, n], or a batch [..., n, n]; only the upper triangle is read.</param>
    /// <param name="destination">Where the result goes: the shape of A; may be A itself.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not square, or the destination has another shape.</exception>
    /// <exception cref="NotPositiveDefiniteException">An eigenvalue is at most n ε times the largest.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, or partly overlaps the destination.</exception>
    public static Tensor<T> SymmetricInverseSqrt<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSquareDestination(nameof(SymmetricInverseSqrt), a, destination);
        return SymmetricEigen(nameof(SymmetricInverseSqrt), a, context).InverseSqrt(destination, context);
    }

    private static void RequireSquareDestination<T>(string operation, Tensor<T> a, Tensor<T> destination) where T : unmanaged
    {
        MatrixArgument.RequireSquares(operation, a, nameof(a));
        MatrixArgument.RequireDestination(operation, a.Shape, destination, a);
    }
}
