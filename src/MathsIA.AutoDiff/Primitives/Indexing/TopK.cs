using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The largest or smallest elements along an axis, in order.</summary>
        /// <remarks>The derivative moves with its element. Of equal elements the first ones are taken. NaN counts as larger than any number.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="count">How many.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <param name="largest">Whether the largest are wanted.</param>
        /// <returns>The elements, and their places as whole numbers without a derivative.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the count is negative or above its length.</exception>
        public static (Variable<T> Values, Variable<T> Indices) TopK<T>(this Variable<T> x, int count, int axis = -1, bool largest = true) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, x.Shape[axis]);
            Operands<Variable<T>> room = default;
            Span<Variable<T>> results = room[..2];
            Interpreter.Apply(new TopK<T>(count, x.Shape.Axis(axis), largest), [x], results);
            return (results[0], results[1]);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class TopK<T>(int count, int axis, bool largest) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.TopK);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            ArgSort<T>.RequireCountable(Name, operands[0], axis);
            results[0] = results[1] = operands[0].With(axis, count);
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<int> places = Tensor.Uninitialized<int>(call.Result().Shape);
            call.Operand(0).TopK(count, axis, largest, call.Result(), places, call.Context);
            places.To(call.Result(1));
        }

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(new PickAlong<T>(axis), call.Tangent(0), call.Result(1)));

        public void Reverse(in ReverseCall<T> call)
        {
            if (call.HasCotangent(0))
                call.Add(0, Interpreter.Apply(new PlaceAlong<T>(axis, call.OperandShape(0).Lengths[axis]), call.Cotangent(), call.Result(1)));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(new TopK<T>(count, axis + 1, largest), call.Operand(0));
    }
}
