using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>Exponentials divided by their sum, <c>eˣ / Σ eˣ</c> along an axis.</summary>
        /// <remarks>Derivative <c>y (d − Σ y d)</c>, the same forward and in reverse.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> Softmax<T>(this Variable<T> x, int axis = -1) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Interpreter.Apply(new Softmax<T>(x.Shape.Axis(axis)), x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Softmax<T>(int axis) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Softmax);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).Softmax(axis, call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> y = call.Result(), scaled = y * call.Tangent(0);
            call.Add(scaled - y * scaled.Sum(axis, keepDimensions: true));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> y = call.Result(), scaled = y * call.Cotangent();
            call.Add(0, scaled - y * scaled.Sum(axis, keepDimensions: true));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(new Softmax<T>(axis + 1), call.Operand(0));
    }
}
