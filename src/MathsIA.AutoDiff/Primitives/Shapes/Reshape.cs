using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The same elements in row-major order under other lengths.</summary>
        /// <remarks>A view where the strides allow it. Linear: the derivative is reshaped in the same way.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="lengths">The new lengths; one of them may be -1, and is then whatever is left.</param>
        /// <returns>A variable of the new shape.</returns>
        /// <exception cref="ShapeMismatchException">The number of elements would change.</exception>
        public static Variable<T> Reshape<T>(this Variable<T> x, params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            return shape.Lengths.SequenceEqual(lengths) ? x : Interpreter.Apply(new Reshape<T>(Primitives.Reshape<T>.Resolve(shape, lengths)), x);
        }

        /// <summary>All elements along one axis.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of rank 1.</returns>
        public static Variable<T> Flatten<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Reshape(x.Length);

        /// <summary>The variable with an axis of length 1 put in.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">Where the new axis stands in the result; negative counts from the end of the result.</param>
        /// <returns>A variable of rank one more.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
        public static Variable<T> Unsqueeze<T>(this Variable<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            return x.Reshape(shape.Insert(axis < 0 ? axis + shape.Rank + 1 : axis, 1).Lengths);
        }

        /// <summary>The variable without an axis of length 1.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>A variable of rank one less.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        /// <exception cref="ShapeMismatchException">The axis is longer than 1.</exception>
        public static Variable<T> Squeeze<T>(this Variable<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Reshape(x.Shape.RemoveAt(axis).Lengths);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Reshape<T>(Shape shape) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Reshape);

        /// <summary>The lengths with -1 filled in, checked against the number of elements.</summary>
        public static Shape Resolve(Shape from, ReadOnlySpan<int> lengths)
        {
            int open = lengths.IndexOf(-1);
            if (open < 0)
                return new Shape(lengths);
            long known = 1;
            for (int i = 0; i < lengths.Length; i++)
                known *= i == open ? 1 : lengths[i];
            if (known <= 0 || from.ElementCount % known != 0)
                throw new ShapeMismatchException(nameof(Variable.Reshape), $"{from} cannot be given the lengths [{string.Join(", ", lengths.ToArray())}].", nameof(lengths));
            Span<int> resolved = lengths.Length <= Shape.MaxRank ? stackalloc int[lengths.Length] : new int[lengths.Length];
            lengths.CopyTo(resolved);
            resolved[open] = (int)(from.ElementCount / known);
            return new Shape(resolved);
        }

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0].ElementCount == shape.ElementCount
            ? shape
            : throw new ShapeMismatchException(Name, $"{operands[0]} has {operands[0].ElementCount} elements, {shape} has {shape.ElementCount}.", "lengths");

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> x = call.Operand(0);
            if (x.IsContiguous && x.TryReshape(shape) is { } view)
                call.SetView(view);
            else
                ParallelCopy.Run(x, call.Result(), call.Context);
        }

        public void Forward(in ForwardCall<T> call) => call.Add(call.Tangent(0).Reshape(shape.Lengths));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new Reshape<T>(call.OperandShape(0)), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Set(call.Operand(0).Reshape([call.Size, .. shape.Lengths]));
    }
}
