using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The elements along an axis in order. Equal elements keep theirs, so that their derivatives do not mix.</summary>
        /// <remarks>The derivative moves with its element.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <param name="descending">Whether the largest come first.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> Sort<T>(this Variable<T> x, int axis = -1, bool descending = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            x.PickAlong(x.ArgSort(axis, descending), axis);

        /// <summary>The places of the elements along an axis in order, as numbers. No derivative.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <param name="descending">Whether the largest come first.</param>
        /// <returns>Whole numbers from 0, of the same shape.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> ArgSort<T>(this Variable<T> x, int axis = -1, bool descending = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(new ArgSort<T>(x.Shape.Axis(axis), descending), x);

        /// <summary>The elements that numbers name along an axis; a place may differ from example to example.</summary>
        /// <remarks><c>y[i, j, k] = x[i, places[i, j, k], k]</c> for axis 1.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable to pick from.</param>
        /// <param name="places">Whole numbers from 0, such as <see cref="ArgSort{T}"/> gives; of the shape of x but for the axis. No derivative.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>A variable of the shape of the places.</returns>
        /// <exception cref="ShapeMismatchException">The shapes differ along another axis.</exception>
        public static Variable<T> PickAlong<T>(this Variable<T> x, Variable<T> places, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(new PickAlong<T>(x.Shape.Axis(axis)), x, places);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class ArgSort<T>(int axis, bool descending) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.ArgSort);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            RequireCountable(Name, operands[0], axis);
            results[0] = operands[0];
        }

        /// <summary>Checks that the element type can hold every place: a float counts to 2²⁴ without a gap.</summary>
        public static void RequireCountable(string operation, Shape shape, int axis)
        {
            if (typeof(T) == typeof(float) && shape.Lengths[axis] > 1 << 24)
                throw new ArgumentException($"{operation}: axis {axis} of {shape} is too long for places in float.", "x");
        }

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).ArgSort(axis, descending, call.Context).To(call.Result());

        public void Forward(in ForwardCall<T> call) { }

        public void Reverse(in ReverseCall<T> call) { }

        public void Batch(in BatchCall<T> call) => call.Apply(new ArgSort<T>(axis + 1, descending), call.Operand(0));
    }

    internal sealed class PickAlong<T>(int axis) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.PickAlong);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) =>
            results[0] = operands[0].Rank == operands[1].Rank && operands[0].With(axis, 1) == operands[1].With(axis, 1)
                ? operands[1]
                : throw new ShapeMismatchException(Name, $"the places {operands[1]} do not fit axis {axis} of {operands[0]}.", "places");

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).Gather(call.Operand(1).To<int>(call.Context), axis, call.Result());

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
                call.Add(Interpreter.Apply(this, call.Tangent(0), call.Operand(1)));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            if (call.Needs(0))
                call.Add(0, Interpreter.Apply(new PlaceAlong<T>(axis, call.OperandShape(0).Lengths[axis]), call.Cotangent(), call.Operand(1)));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(new PickAlong<T>(axis + 1), call.Expanded(0), call.Expanded(1));
    }

    /// <summary>Zeros with every value added at the place it was picked from: the reverse of <see cref="PickAlong{T}"/>, whose reverse it is.</summary>
    internal sealed class PlaceAlong<T>(int axis, int length) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.PickAlong);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0].With(axis, length);

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> result = call.Result();
            result.Fill(T.Zero);
            result.Scatter(call.Operand(1).To<int>(call.Context), call.Operand(0), axis, ScatterMode.Add, result);
        }

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
                call.Add(Interpreter.Apply(this, call.Tangent(0), call.Operand(1)));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            if (call.Needs(0))
                call.Add(0, Interpreter.Apply(new PickAlong<T>(axis), call.Cotangent(), call.Operand(1)));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(new PlaceAlong<T>(axis + 1, length), call.Expanded(0), call.Expanded(1));
    }
}
