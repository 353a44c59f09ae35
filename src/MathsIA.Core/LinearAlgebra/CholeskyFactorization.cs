using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The Cholesky factorization <c>A = L Lᵀ</c> of a symmetric positive definite matrix, L lower triangular with a
/// positive diagonal.</summary>
/// <remarks>Made by <see cref="Matrix.Cholesky{T}"/>. Immutable; safe to use from several threads. Backward stable without
/// pivoting: the computed factor is exact for a matrix within <c>n ε</c> of A.
/// Source: N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., theorem 10.3.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class CholeskyFactorization<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // R = Lᵀ, row-major, zeros below: see CholeskyKernel for why the upper triangle.
    private readonly Tensor<T> _upper;
    private readonly T _norm;

    internal CholeskyFactorization(Tensor<T> upper, T norm, T shift)
    {
        _upper = upper;
        _norm = norm;
        Shift = shift;
    }

    /// <summary>The order n of the matrix.</summary>
    public int Order => _upper.Shape[0];

    /// <summary>The multiple of the identity that was added to A to make it positive definite: zero unless the factorization
    /// comes from <see cref="Matrix.ModifiedCholesky{T}"/> and A was not.</summary>
    public T Shift { get; }

    /// <summary>The lower triangular factor L.</summary>
    /// <returns>A new matrix [n, n], zero above its diagonal.</returns>
    public Tensor<T> Lower() => _upper.Transpose().Clone();

    /// <summary>The solution of <c>A X = B</c>, 2 n² operations for each right side.</summary>
    /// <param name="b">A vector [n] or right sides [n, k].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>X, of the shape of B.</returns>
    /// <exception cref="ShapeMismatchException">B does not have n rows.</exception>
    /// <exception cref="ArgumentException">B holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public Tensor<T> Solve(Tensor<T> b, ComputeContext? context = null)
    {
        MatrixArgument.RequireRightSide(nameof(Solve), _upper.Shape, Order, b, nameof(b));
        return Solve(b, Tensor.Uninitialized<T>(b.Shape), context);
    }

    /// <summary>The solution of <c>A X = B</c>, into a destination.</summary>
    /// <param name="b">A vector [n] or right sides [n, k].</param>
    /// <param name="destination">Where X goes: the shape of B; may be B itself.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">B holds NaN or an infinity, or partly overlaps the destination.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public Tensor<T> Solve(Tensor<T> b, Tensor<T> destination, ComputeContext? context = null)
    {
        MatrixArgument.RequireRightSide(nameof(Solve), _upper.Shape, Order, b, nameof(b));
        MatrixArgument.RequireDestination(nameof(Solve), b.Shape, destination, b);
        MatrixArgument.RequireFinite(nameof(Solve), b, nameof(b));
        b.CopyTo(destination);
        fixed (T* r = _upper.Storage.Span, x = destination.Storage.Span)
        {
            MatrixView<T> upper = MatrixArgument.View(r, _upper), solution = MatrixArgument.View(x, destination);
            TriangularSolver.SolveLower(upper.Transpose(), solution, unit: false, context);
            TriangularSolver.SolveUpper(upper, solution, unit: false, context);
        }

        return MatrixArgument.RequireInRange(nameof(Solve), destination);
    }

    /// <summary>The inverse of A. To solve a system, <see cref="Solve(Tensor{T}, ComputeContext?)"/> is faster and more accurate.</summary>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new symmetric matrix [n, n].</returns>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public Tensor<T> Inverse(ComputeContext? context = null)
    {
        // A⁻¹ = R⁻¹ R⁻ᵀ: one triangular inverse and one symmetric product, which is symmetric to the last bit.
        int n = Order;
        Tensor<T> root = Tensor.Eye<T>(n), inverse = Tensor.Uninitialized<T>(n, n);
        fixed (T* r = _upper.Storage.Span, x = root.Storage.Span, y = inverse.Storage.Span)
        {
            MatrixView<T> rootView = MatrixArgument.View(x, root), inverseView = MatrixArgument.View(y, inverse);
            TriangularSolver.SolveUpper(MatrixArgument.View(r, _upper), rootView, unit: false, context);
            Gemm.RunLower(T.One, rootView, T.Zero, inverseView, context);
            MirrorLower(inverseView);
        }

        return MatrixArgument.RequireInRange(nameof(Inverse), inverse);
    }

    /// <summary>The determinant, the squared product of L's diagonal.</summary>
    /// <returns>The determinant, infinite or zero where it leaves the range of <typeparamref name="T"/>; 1 for n = 0.</returns>
    public T Determinant()
    {
        var product = new ScaledProduct<T>(negative: false);
        for (int i = 0; i < Order; i++)
        {
            product.Multiply(_upper[i, i]);
            product.Multiply(_upper[i, i]);
        }

        return product.Value;
    }

    /// <summary>The logarithm of the determinant, which is positive: <c>2 Σ log Lᵢᵢ</c>.</summary>
    /// <returns>The logarithm; 0 for n = 0.</returns>
    public T LogDeterminant()
    {
        T sum = T.Zero;
        for (int i = 0; i < Order; i++)
            sum += T.Log(_upper[i, i]);
        return sum + sum;
    }

    /// <summary>An estimate of <c>1 / (‖A‖₁ ‖A⁻¹‖₁)</c>: near 1 for a well conditioned matrix, near ε for one whose solutions
    /// have no correct digit.</summary>
    /// <remarks>O(n²). An upper bound, almost always within a factor of three. Source: N. Higham, Accuracy and Stability of
    /// Numerical Algorithms, 2nd ed., algorithm 15.4.</remarks>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A number from 0 to 1; 1 for n = 0.</returns>
    public T ReciprocalCondition(ComputeContext? context = null) => Order == 0
        ? T.One
        : OneNormEstimator.ReciprocalCondition<T>(_norm, Order, x => SolveInPlace(x, context), x => SolveInPlace(x, context));

    /// <summary>Copies the lower triangle over the upper one, by tiles that fit the first-level cache.</summary>
    private static void MirrorLower(MatrixView<T> a)
    {
        const int Tile = 32;
        for (int i0 = 0; i0 < a.Rows; i0 += Tile)
        {
            for (int j0 = 0; j0 <= i0; j0 += Tile)
            {
                for (int i = i0; i < Math.Min(a.Rows, i0 + Tile); i++)
                {
                    for (int j = j0; j < Math.Min(i, j0 + Tile); j++)
                        a[j, i] = a[i, j];
                }
            }
        }
    }

    private void SolveInPlace(Tensor<T> x, ComputeContext? context)
    {
        fixed (T* r = _upper.Storage.Span, p = x.Storage.Span)
        {
            MatrixView<T> upper = MatrixArgument.View(r, _upper), vector = MatrixArgument.View(p, x);
            TriangularSolver.SolveLower(upper.Transpose(), vector, unit: false, context);
            TriangularSolver.SolveUpper(upper, vector, unit: false, context);
        }
    }
}
