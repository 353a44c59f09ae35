using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The factorization <c>P A = L U</c> of a matrix by elimination with partial pivoting.</summary>
/// <remarks>Made by <see cref="Matrix.Lu{T}"/>. L is unit lower triangular, U upper triangular, P a permutation of rows.
/// Immutable; safe to use from several threads. A singular matrix has this factorization too:
/// <see cref="IsSingular"/> says so, and only what needs the inverse throws.
/// Source: N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., chapter 9.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class LuFactorization<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _factors;
    private readonly int[] _pivots;
    private readonly T _norm;

    internal LuFactorization(Tensor<T> factors, int[] pivots, int zeroPivot, T norm)
    {
        _factors = factors;
        _pivots = pivots;
        _norm = norm;
        ZeroPivot = zeroPivot;
    }

    /// <summary>The number of rows.</summary>
    public int Rows => _factors.Shape[0];

    /// <summary>The number of columns.</summary>
    public int Columns => _factors.Shape[1];

    /// <summary>Whether a pivot is exactly zero. Rounding hides most singular matrices: see
    /// <see cref="ReciprocalCondition"/>.</summary>
    public bool IsSingular => ZeroPivot >= 0;

    /// <summary>The index, from 0, of the first pivot that is exactly zero; -1 when there is none.</summary>
    public int ZeroPivot { get; }

    /// <summary>The unit lower triangular factor L.</summary>
    /// <returns>A new matrix [m, min(m, n)].</returns>
    public Tensor<T> Lower()
    {
        Tensor<T> lower = Tensor.Eye<T>(Rows, _pivots.Length);
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Math.Min(i, _pivots.Length); j++)
                lower[i, j] = _factors[i, j];
        }

        return lower;
    }

    /// <summary>The upper triangular factor U.</summary>
    /// <returns>A new matrix [min(m, n), n].</returns>
    public Tensor<T> Upper()
    {
        Tensor<T> upper = Tensor.Zeros<T>(_pivots.Length, Columns);
        for (int i = 0; i < _pivots.Length; i++)
        {
            for (int j = i; j < Columns; j++)
                upper[i, j] = _factors[i, j];
        }

        return upper;
    }

    /// <summary>The permutation P: row i of <c>P A</c> is row <c>Permutation()[i]</c> of A.</summary>
    /// <returns>A new array of m distinct indices.</returns>
    public int[] Permutation()
    {
        var rows = new int[Rows];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = i;
        for (int i = 0; i < _pivots.Length; i++)
            (rows[i], rows[_pivots[i]]) = (rows[_pivots[i]], rows[i]);
        return rows;
    }

    /// <summary>The solution of <c>A X = B</c>, or of <c>Aᵀ X = B</c>; 2 n² operations for each right side.</summary>
    /// <param name="b">A vector [n] or right sides [n, k].</param>
    /// <param name="transpose">Whether to solve with the transpose of A.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>X, of the shape of B.</returns>
    /// <exception cref="ShapeMismatchException">A is not square, or B does not have n rows.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
    /// <exception cref="ArgumentException">B holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public Tensor<T> Solve(Tensor<T> b, bool transpose = false, ComputeContext? context = null)
    {
        MatrixArgument.RequireRightSide(nameof(Solve), _factors.Shape, Rows, b, nameof(b));
        return Solve(b, Tensor.Uninitialized<T>(b.Shape), transpose, context);
    }

    /// <summary>The solution of <c>A X = B</c>, or of <c>Aᵀ X = B</c>, into a destination.</summary>
    /// <param name="b">A vector [n] or right sides [n, k].</param>
    /// <param name="destination">Where X goes: the shape of B; may be B itself.</param>
    /// <param name="transpose">Whether to solve with the transpose of A.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not square, or a shape does not fit.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
    /// <exception cref="ArgumentException">B holds NaN or an infinity, or partly overlaps the destination.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public Tensor<T> Solve(Tensor<T> b, Tensor<T> destination, bool transpose = false, ComputeContext? context = null)
    {
        RequireSquare(nameof(Solve));
        MatrixArgument.RequireRightSide(nameof(Solve), _factors.Shape, Rows, b, nameof(b));
        MatrixArgument.RequireDestination(nameof(Solve), b.Shape, destination, b);
        MatrixArgument.RequireFinite(nameof(Solve), b, nameof(b));
        RequireRegular(nameof(Solve));
        b.CopyTo(destination);
        SolveInPlace(destination, transpose, context);
        return MatrixArgument.RequireInRange(nameof(Solve), destination);
    }

    /// <summary>The inverse of A. To solve a system, <c>Solve</c> is faster and more accurate.</summary>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new matrix [n, n].</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public Tensor<T> Inverse(ComputeContext? context = null)
    {
        RequireSquare(nameof(Inverse));
        RequireRegular(nameof(Inverse));
        Tensor<T> inverse = Tensor.Eye<T>(Rows);
        SolveInPlace(inverse, transpose: false, context);
        return MatrixArgument.RequireInRange(nameof(Inverse), inverse);
    }

    /// <summary>The determinant of A.</summary>
    /// <returns>The determinant, infinite or zero where it leaves the range of <typeparamref name="T"/>; 1 for n = 0.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    public T Determinant()
    {
        RequireSquare(nameof(Determinant));
        return PivotProduct().Value;
    }

    /// <summary>The determinant of A as its sign and the logarithm of its magnitude.</summary>
    /// <returns>Sign 0 and minus infinity for a singular matrix.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    public LogDeterminant<T> LogDeterminant()
    {
        RequireSquare(nameof(LogDeterminant));
        return PivotProduct().Log;
    }

    /// <summary>An estimate of <c>1 / (‖A‖₁ ‖A⁻¹‖₁)</c>: near 1 for a well conditioned matrix, near ε for one whose solutions
    /// have no correct digit, 0 for a singular one.</summary>
    /// <remarks>O(n²). An upper bound, almost always within a factor of three. Source: N. Higham, Accuracy and Stability of
    /// Numerical Algorithms, 2nd ed., algorithm 15.4.</remarks>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A number from 0 to 1; 1 for n = 0.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    public T ReciprocalCondition(ComputeContext? context = null)
    {
        RequireSquare(nameof(ReciprocalCondition));
        if (Rows == 0)
            return T.One;
        if (IsSingular)
            return T.Zero;
        return OneNormEstimator.ReciprocalCondition<T>(_norm, Rows, x => SolveInPlace(x, transpose: false, context), x => SolveInPlace(x, transpose: true, context));
    }

    private void SolveInPlace(Tensor<T> x, bool transpose, ComputeContext? context)
    {
        fixed (T* f = _factors.Storage.Span, p = x.Storage.Span)
        fixed (int* pivots = _pivots)
            LuKernel.Solve(MatrixArgument.View(f, _factors), pivots, MatrixArgument.View(p, x), transpose, context);
    }

    private ScaledProduct<T> PivotProduct()
    {
        fixed (T* f = _factors.Storage.Span)
        fixed (int* pivots = _pivots)
            return LuKernel.PivotProduct(MatrixArgument.View(f, _factors), pivots);
    }

    private void RequireSquare(string operation)
    {
        if (Rows != Columns)
            throw new ShapeMismatchException(operation, $"the factored matrix {_factors.Shape} is not square.", "a");
    }

    private void RequireRegular(string operation)
    {
        if (IsSingular)
            throw new SingularMatrixException(operation, _factors.Shape, ZeroPivot);
    }
}
