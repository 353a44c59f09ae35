using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The sum over whatever broadcasting a shape to this one repeats: the reverse of <see cref="BroadcastTo{T}(Variable{T}, ReadOnlySpan{int})"/>.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="lengths">Lengths that broadcast to those of the variable.</param>
        /// <returns>A variable of these lengths.</returns>
        /// <exception cref="ShapeMismatchException">The lengths do not broadcast to the variable's.</exception>
        public static Variable<T> SumTo<T>(this Variable<T> x, params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            x.Shape.Lengths.SequenceEqual(lengths) ? x : Interpreter.Apply(new SumTo<T>(new Shape(lengths)), x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class SumTo<T>(Shape shape) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.SumTo);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            if (shape.Rank > operands[0].Rank || Shape.Broadcast(shape, operands[0], Name) != operands[0])
                throw new ShapeMismatchException(Name, $"{shape} does not stretch to {operands[0]}.", "lengths");
            results[0] = shape;
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> x = call.Operand(0), destination = call.Result();
            int extra = x.Rank - shape.Rank;
            var kept = new int[x.Rank];
            var axes = new List<int>(x.Rank);
            for (int axis = 0; axis < kept.Length; axis++)
            {
                kept[axis] = axis < extra ? 1 : shape.Lengths[axis - extra];
                if (kept[axis] == 1 && x.Shape.Lengths[axis] != 1)
                    axes.Add(axis);
            }

            if (axes.Count == 0)
                x.CopyTo(destination.Reshape(x.Shape.Lengths));
            else if (axes.Count == x.Rank)
                destination.Fill(x.Sum(call.Context));
            else
                x.Sum(axes.ToArray(), destination.Reshape(kept), call.Context);
        }

        public void Forward(in ForwardCall<T> call) => call.Add(call.Tangent(0).SumTo(shape.Lengths));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, call.Cotangent().BroadcastTo(call.OperandShape(0).Lengths));

        public void Batch(in BatchCall<T> call)
        {
            // The summed leading axes of an example must not be taken for that of the examples.
            var lengths = new int[call.Operand(0).Rank];
            Array.Fill(lengths, 1);
            lengths[0] = call.Size;
            shape.Lengths.CopyTo(lengths.AsSpan(lengths.Length - shape.Rank));
            call.Set(call.Operand(0).SumTo(lengths).Reshape([call.Size, .. shape.Lengths]));
        }
    }
}
