using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>The solution of <c>A X = B</c>, for one matrix or a batch.</summary>
    /// <remarks>Forward <c>A⁻¹ (dB − dA X)</c>; in reverse <c>B̄ = A⁻ᵀ X̄</c> and <c>Ā = −B̄ Xᵀ</c>. A is factored once: derivatives of
    /// every order use the same factors, at 2 n² operations a right side. Leading axes broadcast. For several uses of one matrix see
    /// <see cref="Factor{T}(Variable{T})"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">The matrix, [..., n, n].</param>
    /// <param name="b">A vector [n], or right sides [..., n, k].</param>
    /// <returns>X, of the shape of B (broadcast).</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
    /// <exception cref="ArgumentException">An operand holds NaN or an infinity.</exception>
    public static Variable<T> Solve<T>(this Variable<T> a, Variable<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (b.Rank == 1)
            return a.Solve(b.Unsqueeze(-1)).Squeeze(-1);
        SquareMatrix.Solution(nameof(Solve), a.Shape, b.Shape);
        return new FactoredMatrix<T>(a, LuFactors<T>.ForSolve).Solve(b);
    }
}
