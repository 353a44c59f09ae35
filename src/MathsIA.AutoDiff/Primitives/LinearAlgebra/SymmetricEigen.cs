using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>Eigenvalues and eigenvectors of a symmetric matrix, or of each matrix of a batch.</summary>
        /// <remarks>The symmetric part of the operand is decomposed. With <c>S = Vᵀ dA V</c> and <c>F_ij = 1/(λ_j − λ_i)</c> off the diagonal:
        /// <c>dλ = diag S</c> and <c>dV = V (F ∘ S)</c>. Vectors of equal eigenvalues have no derivative: where the
        /// distance is at most <c>n ε max|λ|</c>, the accuracy of the values, the mutual term is left out. That is right for what does not depend
        /// on the choice of basis, such as symmetric functions of the values and projections on whole eigenspaces, and never NaN or infinite;
        /// <c>V f(Λ) Vᵀ</c> does depend on it at equal values. The sign of a vector is that of the decomposition.
        /// Source: M. Giles, An extended collection of matrix derivative results (2008), §3.1.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., n, n].</param>
        /// <returns>The eigenvalues in increasing order, [..., n], and the vectors as columns, [..., n, n].</returns>
        /// <exception cref="ShapeMismatchException">The matrix is not square.</exception>
        public static (Variable<T> Values, Variable<T> Vectors) SymmetricEigen<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var results = new Variable<T>[2];
            Interpreter.Apply(Primitives.SymmetricEigen<T>.Plain, [a.Symmetrized()], results);
            return (results[0], results[1]);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class SymmetricEigen<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly SymmetricEigen<T> Plain = new();

        public string Name => nameof(Variable.SymmetricEigen);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            results[1] = SquareMatrix.Require(Name, operands[0]);
            results[0] = new Shape(operands[0].Lengths[..^1]);
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            (Tensor<T> values, Tensor<T> vectors) = Matrix.SymmetricEigen(call.Operand(0), call.Context);
            values.CopyTo(call.Result());
            vectors.CopyTo(call.Result(1));
        }

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> vectors = call.Result(1);
            Variable<T> inner = MatMul<T>.Of(vectors, call.Tangent(0).MatMul(vectors), true, false);
            call.Add(inner.Diagonal());
            call.Add(vectors.MatMul(inner * Gaps(call.Result())), 1);
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> vectors = call.Result(1);
            Variable<T> inner = call.Cotangent().Diag();
            if (call.HasCotangent(1))
                inner += MatMul<T>.Of(vectors, call.Cotangent(1), true, false) * Gaps(call.Result());
            call.Add(0, MatMul<T>.Of(vectors.MatMul(inner), vectors, false, true).Symmetrized());
        }

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));

        private static Variable<T> Gaps(Variable<T> values)
        {
            int order = values.Shape[-1];
            if (order == 0)
                return values.Unsqueeze(-1);
            Variable<T> largest = values.Narrow(-1, 0, 1).Abs().Maximum(values.Narrow(-1, order - 1, 1).Abs());
            return SpectralGap.Reciprocal(values.Unsqueeze(-2) - values.Unsqueeze(-1), SpectralGap.Accuracy(largest, order).Unsqueeze(-1));
        }
    }
}
