using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>Entries picked along an axis, which is replaced by the axes of the indices: a table look-up.</summary>
        /// <remarks><c>y[a.., i.., b..] = x[a.., indices[i..], b..]</c>. In reverse the cotangents of an entry picked several times add up, in
        /// the order of the indices.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable to pick from.</param>
        /// <param name="indices">The entries, each from 0. They have no derivative and must not change before backward.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>The picked entries.</returns>
        /// <exception cref="ArgumentNullException">The indices are null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis or entry.</exception>
        public static Variable<T> Take<T>(this Variable<T> x, Tensor<int> indices, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(indices);
            return Interpreter.Apply(new Take<T>(indices, x.Shape.Axis(axis)), x);
        }

        /// <summary>A variable with slices added to the entries that a list of indices names, along one axis.</summary>
        /// <remarks><c>y[.., indices[j], ..] += source[.., j, ..]</c>. Repeated indices add up, in the order of the list.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable to start from.</param>
        /// <param name="indices">The entries, of rank 1, each from 0.</param>
        /// <param name="source">The slices: of the shape of <paramref name="x"/> with the axis as long as the indices.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>A variable of the shape of <paramref name="x"/>.</returns>
        /// <exception cref="ArgumentNullException">The indices are null.</exception>
        /// <exception cref="ShapeMismatchException">The shapes do not fit together.</exception>
        public static Variable<T> IndexAdd<T>(this Variable<T> x, Tensor<int> indices, Variable<T> source, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(indices);
            Shape shape = x.Shape;
            axis = shape.Axis(axis);
            if (indices.Rank != 1 || source.Shape != shape.With(axis, indices.Length))
                throw new ShapeMismatchException(nameof(IndexAdd), $"source {source.Shape} and indices {indices.Shape} do not fit axis {axis} of {shape}.", nameof(source));
            return x + Interpreter.Apply(new PutBack<T>(indices, axis, shape), source);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Take<T>(Tensor<int> indices, int axis) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Take);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) =>
            results[0] = new Shape([.. operands[0].Lengths[..axis], .. indices.Shape.Lengths, .. operands[0].Lengths[(axis + 1)..]]);

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).Take(indices, axis, call.Result());

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new PutBack<T>(indices, axis, call.OperandShape(0)), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Apply(new Take<T>(indices, axis + 1), call.Operand(0));
    }

    /// <summary>Zeros with every slice added to the entry it was taken from: the reverse of <see cref="Take{T}"/>, whose reverse it is.</summary>
    internal sealed class PutBack<T>(Tensor<int> indices, int axis, Shape shape) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.IndexAdd);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = shape;

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> result = call.Result();
            result.Fill(T.Zero);
            result.IndexAdd(indices.Flatten(), call.Operand(0).Reshape(shape.With(axis, indices.Length).Lengths), axis, result);
        }

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new Take<T>(indices, axis), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Apply(new PutBack<T>(indices, axis + 1, shape.Insert(0, call.Size)), call.Operand(0));
    }
}
