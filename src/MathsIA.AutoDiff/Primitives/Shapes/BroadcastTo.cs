using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The variable repeated along axes of length 1 and new leading axes, without a copy.</summary>
        /// <remarks>Linear: the derivative is broadcast in the same way, and summed over the repetitions in reverse.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="lengths">The new lengths.</param>
        /// <returns>A variable of the new shape.</returns>
        /// <exception cref="ShapeMismatchException">The shape does not broadcast to these lengths.</exception>
        public static Variable<T> BroadcastTo<T>(this Variable<T> x, params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            x.Shape.Lengths.SequenceEqual(lengths) ? x : Interpreter.Apply(new BroadcastTo<T>(new Shape(lengths)), x);

        /// <summary>A constant of zeros, which takes no memory.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="lengths">The lengths.</param>
        /// <returns>The constant.</returns>
        public static Variable<T> Zeros<T>(params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor.Scalar(T.Zero).BroadcastTo(lengths);

        /// <summary>A constant of ones, which takes no memory.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="lengths">The lengths.</param>
        /// <returns>The constant.</returns>
        public static Variable<T> Ones<T>(params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor.Scalar(T.One).BroadcastTo(lengths);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class BroadcastTo<T>(Shape shape) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.BroadcastTo);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            if (operands[0].Rank > shape.Rank || Shape.Broadcast(operands[0], shape, Name) != shape)
                throw new ShapeMismatchException(Name, $"{operands[0]} does not stretch to {shape}.", "lengths");
            results[0] = shape;
        }

        public void Evaluate(in EvaluationCall<T> call) => call.SetView(call.Operand(0).BroadcastTo(shape.Lengths));

        public void Forward(in ForwardCall<T> call) => call.Add(call.Tangent(0));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, call.Cotangent());

        public void Batch(in BatchCall<T> call) => call.Set(call.Aligned(0, shape.Rank).BroadcastTo([call.Size, .. shape.Lengths]));
    }
}
