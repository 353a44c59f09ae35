using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The inverse of a matrix, or of each matrix of a batch. To solve a system, <see cref="Solve{T}(Variable{T}, Variable{T})"/> is better.</summary>
        /// <remarks>Forward <c>−Y dA Y</c>, in reverse <c>−Yᵀ Ȳ Yᵀ</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., n, n].</param>
        /// <returns>The inverse, of the same shape.</returns>
        /// <exception cref="ShapeMismatchException">The matrix is not square.</exception>
        /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
        public static Variable<T> Inverse<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Interpreter.Apply(Primitives.Inverse<T>.Plain, a);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Inverse<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Inverse<T> Plain = new();

        public string Name => nameof(Variable.Inverse);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = SquareMatrix.Require(Name, operands[0]);

        public void Evaluate(in EvaluationCall<T> call) => Matrix.Inverse(call.Operand(0), call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call) => call.Add(-call.Result().MatMul(call.Tangent(0)).MatMul(call.Result()));

        public void Reverse(in ReverseCall<T> call) =>
            call.Add(0, -MatMul<T>.Of(MatMul<T>.Of(call.Result(), call.Cotangent(), true, false), call.Result(), false, true));

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));
    }
}
