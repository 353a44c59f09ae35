using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The solution of <c>A X = B</c>, for one matrix or a batch.</summary>
        /// <remarks>Forward <c>A⁻¹ (dB − dA X)</c>; in reverse <c>B̄ = A⁻ᵀ X̄</c> and <c>Ā = −B̄ Xᵀ</c>. Every derivative factors A again.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., n, n].</param>
        /// <param name="b">A vector [n], or right sides [..., n, k].</param>
        /// <returns>X, of the shape of B (broadcast).</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
        /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
        public static Variable<T> Solve<T>(this Variable<T> a, Variable<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            b.Rank == 1 ? a.Solve(b.Unsqueeze(-1)).Squeeze(-1) : Interpreter.Apply(Primitives.Solve<T>.Plain, a, b);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Solve<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Solve<T> Plain = new();

        public string Name => nameof(Variable.Solve);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = SquareMatrix.Solution(Name, operands[0], operands[1]);

        public void Evaluate(in EvaluationCall<T> call) => Matrix.Solve(call.Operand(0), call.Operand(1), call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> a = call.Operand(0);
            if (call.HasTangent(1))
                call.Add(a.Solve(call.Tangent(1)));
            if (call.HasTangent(0))
                call.Add(-a.Solve(call.Tangent(0).MatMul(call.Result())));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> cotangent = call.Operand(0).Transpose(-1, -2).Solve(call.Cotangent());
            if (call.Needs(0))
                call.Add(0, -MatMul<T>.Of(cotangent, call.Result(), false, true));
            call.Add(1, cotangent);
        }

        public void Batch(in BatchCall<T> call) => call.ApplyElementwise(this);
    }
}
