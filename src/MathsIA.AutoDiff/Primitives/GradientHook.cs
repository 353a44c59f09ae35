using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The same value, with a function that is shown its cotangent when backward arrives, and may replace it.</summary>
        /// <remarks>To look at the gradient of an intermediate value, to scale or clip it, or to reverse its sign. A forward derivative passes
        /// unchanged, and the function is not called. Use the result in place of <paramref name="x"/>.</remarks>
        /// <example><code>
        /// Variable&lt;double&gt; hidden = w.MatMul(x).OnGradient(g => g.Clamp(-1, 1));
        /// </code></example>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="hook">Takes the complete cotangent of the result and returns what <paramref name="x"/> receives, of the same shape.</param>
        /// <returns>A variable with the same value.</returns>
        /// <exception cref="ArgumentNullException">The function is null.</exception>
        public static Variable<T> OnGradient<T>(this Variable<T> x, Func<Variable<T>, Variable<T>> hook) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(hook);
            return Interpreter.Apply(new GradientHook<T>(hook), x);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class GradientHook<T>(Func<Variable<T>, Variable<T>> hook) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.OnGradient);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

        public void Evaluate(in EvaluationCall<T> call) => call.SetView(call.Operand(0));

        public void Forward(in ForwardCall<T> call) => call.Add(call.Tangent(0));

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> changed = hook(call.Cotangent());
            call.Add(0, changed.Shape == call.OperandShape(0)
                ? changed
                : throw new ShapeMismatchException(Name, $"the function returned {changed.Shape} for a gradient of shape {call.OperandShape(0)}.", nameof(hook)));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));
    }
}
