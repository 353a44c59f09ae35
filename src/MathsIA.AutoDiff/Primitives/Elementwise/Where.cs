using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>One of two values, element by element, with broadcasting.</summary>
        /// <remarks>The derivative goes to the value that was chosen, and none to the other, even where that is infinite or not a number: write
        /// the other branch so that its own derivative is finite, or it gives NaN one step further (0 · ∞).</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="condition">Not 0 (NaN included) where the first value is wanted: the result of a comparison, say. No derivative.</param>
        /// <param name="whenTrue">The first value.</param>
        /// <param name="whenFalse">The second value.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Where<T>(this Variable<T> condition, Variable<T> whenTrue, Variable<T> whenFalse) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(Primitives.Where<T>.Plain, condition, whenTrue, whenFalse);

        /// <summary>One of two values by a mask, element by element, with broadcasting.</summary>
        /// <inheritdoc cref="Where{T}(Variable{T}, Variable{T}, Variable{T})"/>
        /// <param name="mask">True where the first value is wanted.</param>
        /// <param name="whenTrue">The first value.</param>
        /// <param name="whenFalse">The second value.</param>
        public static Variable<T> Where<T>(this Tensor<bool> mask, Variable<T> whenTrue, Variable<T> whenFalse) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(mask);
            Variable<T> condition = mask.Where(Tensor.Scalar(T.One), Tensor.Scalar(T.Zero));
            return condition.Where(whenTrue, whenFalse);
        }

        /// <summary>1 where an element is 0, else the element: what a rule divides by where the numerator is 0 as well.</summary>
        internal static Variable<T> OneWhereZero<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Where(x, T.One);

        /// <summary>1 where the left operand is larger, ½ where both are equal, 0 where it is smaller; 0 at NaN.</summary>
        internal static Variable<T> Preference<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            (left.Greater(right) + left.GreaterOrEqual(right)) * T.CreateChecked(0.5);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Where<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Where<T> Plain = new();

        private static readonly Tensor<T> Zero = Tensor.Scalar(T.Zero);

        public string Name => nameof(Variable.Where);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) =>
            results[0] = Shape.Broadcast(Shape.Broadcast(operands[1], operands[2], Name), operands[0], Name);

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> condition = call.Operand(0);
            Truth.WithMask(condition.Shape, (condition, call.Operand(1), call.Operand(2), call.Result(), call.Context), static (s, mask) =>
            {
                s.condition.NotEqual(Zero, mask, s.Context);
                mask.Where(s.Item2, s.Item3, s.Item4, s.Context);
            });
        }

        public void Forward(in ForwardCall<T> call)
        {
            if (!call.HasTangent(1) && !call.HasTangent(2))
                return;
            Variable<T> whenTrue = call.HasTangent(1) ? call.Tangent(1) : T.Zero, whenFalse = call.HasTangent(2) ? call.Tangent(2) : T.Zero;
            call.Add(call.Operand(0).Where(whenTrue, whenFalse));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            if (call.Needs(1))
                call.Add(1, call.Operand(0).Where(call.Cotangent(), T.Zero));
            if (call.Needs(2))
                call.Add(2, call.Operand(0).Where(T.Zero, call.Cotangent()));
        }

        public void Batch(in BatchCall<T> call) => call.ApplyElementwise(this);
    }
}
