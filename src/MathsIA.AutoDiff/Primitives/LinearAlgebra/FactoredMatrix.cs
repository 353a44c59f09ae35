using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff;

/// <summary>A matrix with its factors; see <see cref="Variable.Factor{T}(Variable{T})"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class FactoredMatrix<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Variable<T> _factors, _pivots;

    internal FactoredMatrix(Variable<T> matrix, LuFactors<T> factors)
    {
        Matrix = matrix;
        (_factors, _pivots) = factors.Of(matrix);
    }

    /// <summary>The matrix itself.</summary>
    public Variable<T> Matrix { get; }

    /// <summary>The solution of <c>A X = B</c>, or of <c>Aᵀ X = B</c>, at 2 n² operations a right side.</summary>
    /// <param name="b">A vector [n], or right sides [..., n, k]; leading axes broadcast.</param>
    /// <param name="transpose">Whether to solve with the transpose.</param>
    /// <returns>X, of the shape of B (broadcast).</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
    /// <exception cref="ArgumentException">B holds NaN or an infinity.</exception>
    public Variable<T> Solve(Variable<T> b, bool transpose = false) => b.Rank == 1
        ? Solve(b.Unsqueeze(-1), transpose).Squeeze(-1)
        : Interpreter.Apply(transpose ? FactoredSolve<T>.Transposed : FactoredSolve<T>.Plain, Matrix, _factors, _pivots, b);

    /// <summary>The logarithm of the magnitude of the determinant, <c>ln |det A|</c>; −∞ for a singular matrix, which has no derivative.</summary>
    /// <returns>A variable of rank two less; 0 for matrices of order 0.</returns>
    public Variable<T> LogDeterminant() => Interpreter.Apply(Primitives.LogDeterminant<T>.Plain, Matrix, _factors, _pivots);
}
