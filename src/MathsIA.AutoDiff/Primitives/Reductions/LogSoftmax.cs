using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The logarithm of the softmax, <c>x − ln Σ eˣ</c>, along an axis.</summary>
        /// <remarks>Forward <c>t − Σ eʸ t</c>, in reverse <c>g − eʸ Σ g</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> LogSoftmax<T>(this Variable<T> x, int axis = -1) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Interpreter.Apply(new LogSoftmax<T>(x.Shape.Axis(axis)), x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class LogSoftmax<T>(int axis) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.LogSoftmax);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).LogSoftmax(axis, call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> tangent = call.Tangent(0);
            call.Add(tangent - (call.Result().Exp() * tangent).Sum(axis, keepDimensions: true));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> cotangent = call.Cotangent();
            call.Add(0, cotangent - call.Result().Exp() * cotangent.Sum(axis, keepDimensions: true));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(new LogSoftmax<T>(axis + 1), call.Operand(0));
    }
}
