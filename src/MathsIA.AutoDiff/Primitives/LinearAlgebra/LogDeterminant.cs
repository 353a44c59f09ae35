using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The logarithm of the magnitude of the determinant, <c>ln |det A|</c>, of a matrix or of each matrix of a batch.</summary>
        /// <remarks>Derivative <c>A⁻ᵀ</c>. −∞ for a singular matrix, which has no derivative.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., n, n].</param>
        /// <returns>A variable of rank two less.</returns>
        /// <exception cref="ShapeMismatchException">The matrix is not square.</exception>
        public static Variable<T> LogDeterminant<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Interpreter.Apply(Primitives.LogDeterminant<T>.Plain, a);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class LogDeterminant<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly LogDeterminant<T> Plain = new();

        public string Name => nameof(Variable.LogDeterminant);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = new Shape(SquareMatrix.Require(Name, operands[0]).Lengths[..^2]);

        public void Evaluate(in EvaluationCall<T> call)
        {
            Span<T> result = call.Result().AsSpan();
            ReadOnlySpan<MathsIA.LinearAlgebra.LogDeterminant<T>> all = Matrix.LogDeterminants(call.Operand(0), call.Context).AsSpan();
            for (int i = 0; i < result.Length; i++)
                result[i] = all[i].LogMagnitude;
        }

        public void Forward(in ForwardCall<T> call) => call.Add(call.Operand(0).Solve(call.Tangent(0)).Trace());

        public void Reverse(in ReverseCall<T> call) =>
            call.Add(0, call.Operand(0).Inverse().Transpose(-1, -2) * call.Cotangent().Unsqueeze(-1).Unsqueeze(-1));

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));
    }
}
