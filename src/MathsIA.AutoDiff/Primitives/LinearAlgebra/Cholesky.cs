using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The lower Cholesky factor <c>L</c> of a symmetric positive definite matrix, <c>A = L Lᵀ</c>, or of each matrix of a batch.</summary>
        /// <remarks>The symmetric part of the operand is factored, so that its derivative is symmetric. With <c>Φ</c> the lower triangle with
        /// half the diagonal: forward <c>L Φ(L⁻¹ dA L⁻ᵀ)</c>, in reverse the symmetric part of <c>L⁻ᵀ Φ(Lᵀ L̄) L⁻¹</c> (I. Murray,
        /// Differentiation of the Cholesky decomposition, 2016).</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., n, n].</param>
        /// <returns>The factor, of the same shape.</returns>
        /// <exception cref="ShapeMismatchException">The matrix is not square.</exception>
        /// <exception cref="NotPositiveDefiniteException">It is not positive definite.</exception>
        public static Variable<T> Cholesky<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Interpreter.Apply(Primitives.Cholesky<T>.Plain, a.Symmetrized());
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Cholesky<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Cholesky<T> Plain = new();

        public string Name => nameof(Variable.Cholesky);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = SquareMatrix.Require(Name, operands[0]);

        public void Evaluate(in EvaluationCall<T> call) => Matrix.CholeskyFactors(call.Operand(0), call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> factor = call.Result();
            Variable<T> inner = factor.TriangularSolve(call.Tangent(0), Triangle.Lower);
            inner = factor.TriangularSolve(inner.Transpose(-1, -2), Triangle.Lower);
            call.Add(factor.MatMul(Half(inner)));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> factor = call.Result();
            Variable<T> inner = Half(MatMul<T>.Of(factor, call.Cotangent(), true, false));
            // L⁻ᵀ P L⁻¹ by two solves with Lᵀ, the second on the transpose.
            Variable<T> left = factor.TriangularSolve(inner, Triangle.Lower, transpose: true);
            call.Add(0, factor.TriangularSolve(left.Transpose(-1, -2), Triangle.Lower, transpose: true).Symmetrized());
        }

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));

        private static Variable<T> Half(Variable<T> x) => (x.LowerTriangle() + x.LowerTriangle(-1)) * T.CreateChecked(0.5);
    }

    /// <summary>What every operation on square matrices asks of its operand.</summary>
    internal static class SquareMatrix
    {
        public static Shape Require(string operation, Shape shape) => shape.Rank >= 2 && shape[-1] == shape[-2]
            ? shape
            : throw new ShapeMismatchException(operation, $"{shape} is not a square matrix or a batch of them.", "a");

        /// <summary>The shape of the solution of a system.</summary>
        public static Shape Solution(string operation, Shape a, Shape b)
        {
            Require(operation, a);
            if (b.Rank < 2 || b[-2] != a[-1])
                throw new ShapeMismatchException(operation, $"the matrix {a} and the right side {b} do not fit.", nameof(b));
            return new Shape([.. Shape.Broadcast(new Shape(a.Lengths[..^2]), new Shape(b.Lengths[..^2]), operation).Lengths, b[-2], b[-1]]);
        }
    }
}
