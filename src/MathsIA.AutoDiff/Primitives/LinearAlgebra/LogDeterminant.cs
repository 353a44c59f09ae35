using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The logarithm of the magnitude of the determinant, <c>ln |det A|</c>, of a matrix or of each matrix of a batch.</summary>
        /// <remarks>Derivative <c>A⁻ᵀ</c>, with the factors that the value was computed from. −∞ for a singular matrix, which has no derivative:
        /// asking for it throws <see cref="SingularMatrixException"/>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., n, n].</param>
        /// <returns>A variable of rank two less; 0 for matrices of order 0.</returns>
        /// <exception cref="ShapeMismatchException">The matrix is not square.</exception>
        /// <exception cref="ArgumentException">The matrix holds NaN or an infinity.</exception>
        public static Variable<T> LogDeterminant<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            new FactoredMatrix<T>(a, LuFactors<T>.ForLogDeterminant).LogDeterminant();
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>Operands: the matrix, its factors and pivots.</summary>
    internal sealed class LogDeterminant<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly LogDeterminant<T> Plain = new();

        public string Name => nameof(Variable.LogDeterminant);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = new Shape(operands[0].Lengths[..^2]);

        public void Evaluate(in EvaluationCall<T> call) => LuBatch.LogMagnitudes(call.Operand(1), call.Result().AsSpan());

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
                call.Add(Interpreter.Apply(FactoredSolve<T>.Plain, call.Operand(0), call.Operand(1), call.Operand(2), call.Tangent(0)).Trace());
        }

        public void Reverse(in ReverseCall<T> call)
        {
            if (!call.Needs(0))
                return;
            Variable<T> unit = Tensor.Eye<T>(call.OperandShape(0)[-1]);
            Variable<T> transposedInverse = Interpreter.Apply(FactoredSolve<T>.Transposed, call.Operand(0), call.Operand(1), call.Operand(2), unit);
            call.Add(0, transposedInverse * call.Cotangent().Unsqueeze(-1).Unsqueeze(-1));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Expanded(0), call.Expanded(1), call.Expanded(2));
    }
}
