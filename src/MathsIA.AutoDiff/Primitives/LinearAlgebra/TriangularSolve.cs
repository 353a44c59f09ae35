using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The solution of a triangular system <c>A X = B</c>, or of <c>Aᵀ X = B</c>.</summary>
        /// <remarks>Only the named triangle is read, and only it has a derivative.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., n, n].</param>
        /// <param name="b">The right sides, [..., n, k].</param>
        /// <param name="triangle">Which triangle of A holds the matrix.</param>
        /// <param name="transpose">Whether to solve with the transpose.</param>
        /// <returns>X, [..., n, k].</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
        /// <exception cref="SingularMatrixException">An element of the diagonal is zero.</exception>
        public static Variable<T> TriangularSolve<T>(this Variable<T> a, Variable<T> b, Triangle triangle, bool transpose = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(new TriangularSolve<T>(triangle, transpose), a, b);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class TriangularSolve<T>(Triangle triangle, bool transpose) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.TriangularSolve);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = SquareMatrix.Solution(Name, operands[0], operands[1]);

        public void Evaluate(in EvaluationCall<T> call) =>
            Matrix.TriangularSolve(call.Operand(0), call.Operand(1), call.Result(), triangle, Side.Left, transpose, context: call.Context);

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> a = call.Operand(0);
            if (call.HasTangent(1))
                call.Add(Interpreter.Apply(this, a, call.Tangent(1)));
            if (call.HasTangent(0))
                call.Add(-Interpreter.Apply(this, a, MatMul<T>.Of(Part(call.Tangent(0)), call.Result(), transpose, false)));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> cotangent = Interpreter.Apply(new TriangularSolve<T>(triangle, !transpose), call.Operand(0), call.Cotangent());
            if (call.Needs(0))
                call.Add(0, -Part(transpose ? MatMul<T>.Of(call.Result(), cotangent, false, true) : MatMul<T>.Of(cotangent, call.Result(), false, true)));
            call.Add(1, cotangent);
        }

        public void Batch(in BatchCall<T> call) => call.ApplyElementwise(this);

        private Variable<T> Part(Variable<T> x) => triangle == Triangle.Lower ? x.LowerTriangle() : x.UpperTriangle();
    }
}
