using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The elements in reverse order along some axes. A view.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axes">The axes; negative counts from the end. None for all.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> Flip<T>(this Variable<T> x, params ReadOnlySpan<int> axes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            if (shape.Rank == 0 && axes.IsEmpty)
                return x;
            // All axes by number: an axis of examples that comes in front is none of them.
            var resolved = new int[axes.IsEmpty ? shape.Rank : axes.Length];
            for (int i = 0; i < resolved.Length; i++)
                resolved[i] = axes.IsEmpty ? i : shape.Axis(axes[i], nameof(axes));
            return Interpreter.Apply(new Flip<T>(resolved), x);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Flip<T>(int[] axes) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Flip);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

        public void Evaluate(in EvaluationCall<T> call) => call.SetView(call.Operand(0).Flip(axes));

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(this, call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Apply(new Flip<T>(Array.ConvertAll(axes, static axis => axis + 1)), call.Operand(0));
    }
}
