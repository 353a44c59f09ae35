using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary><c>x y + z</c> with one rounding where the machine has it, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>y</c>, <c>x</c> and 1.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">One factor.</param>
        /// <param name="y">The other.</param>
        /// <param name="z">What is added.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> MultiplyAdd<T>(this Variable<T> x, Variable<T> y, Variable<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(Primitives.MultiplyAdd<T>.Plain, x, y, z);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class MultiplyAdd<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly MultiplyAdd<T> Plain = new();

        public string Name => nameof(Variable.MultiplyAdd);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) =>
            results[0] = Shape.Broadcast(Shape.Broadcast(operands[0], operands[1], Name), operands[2], Name);

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).MultiplyAdd(call.Operand(1), call.Operand(2), call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
                call.Add(call.Tangent(0) * call.Operand(1));
            if (call.HasTangent(1))
                call.Add(call.Operand(0) * call.Tangent(1));
            if (call.HasTangent(2))
                call.Add(call.Tangent(2));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            if (call.Needs(0))
                call.Add(0, call.Cotangent() * call.Operand(1));
            if (call.Needs(1))
                call.Add(1, call.Cotangent() * call.Operand(0));
            if (call.Needs(2))
                call.Add(2, call.Cotangent());
        }

        public void Batch(in BatchCall<T> call) => call.ApplyElementwise(this);
    }
}
