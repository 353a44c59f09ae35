using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The running sum along an axis, each element included in its own.</summary>
        /// <remarks>Linear; in reverse the sum runs from the other end.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> CumulativeSum<T>(this Variable<T> x, int axis = -1) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Interpreter.Apply(new CumulativeSum<T>(x.Shape.Axis(axis), false), x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class CumulativeSum<T>(int axis, bool fromEnd) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.CumulativeSum);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

        public void Evaluate(in EvaluationCall<T> call)
        {
            if (fromEnd)
                call.Operand(0).Flip(axis).CumulativeSum(axis, call.Result().Flip(axis), call.Context);
            else
                call.Operand(0).CumulativeSum(axis, call.Result(), call.Context);
        }

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new CumulativeSum<T>(axis, !fromEnd), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Apply(new CumulativeSum<T>(axis + 1, fromEnd), call.Operand(0));
    }
}
