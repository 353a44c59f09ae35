using System.Numerics;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>A square matrix, or each matrix of a batch, factored once for several uses: solutions, its determinant, and all of their derivatives.</summary>
    /// <remarks>Elimination with exchange of rows, 2/3 n³ operations. For a positive definite matrix the same is <see cref="Cholesky{T}(Variable{T})"/>, whose factor L serves
    /// <see cref="TriangularSolve{T}(Variable{T}, Variable{T}, Triangle, bool)"/> twice and <c>ln det A = 2 Σ ln L_ii</c>, at half the operations.</remarks>
    /// <example><code>
    /// // The energy of a linear model: one factorization for both terms and for the gradient.
    /// FactoredMatrix&lt;double&gt; factored = Variable.Factor(matrix);
    /// Variable&lt;double&gt; energy = right.Dot(factored.Solve(right)) + factored.LogDeterminant();
    /// </code></example>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">The matrix, [..., n, n].</param>
    /// <returns>The factored matrix, which belongs to the transforms that are running, as a variable does.</returns>
    /// <exception cref="ShapeMismatchException">The matrix is not square.</exception>
    /// <exception cref="ArgumentException">The matrix holds NaN or an infinity.</exception>
    public static FactoredMatrix<T> Factor<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(a, LuFactors<T>.ForFactor);
}
