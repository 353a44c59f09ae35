using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>For every index the entry it names along one axis.</summary>
        /// <remarks><c>y[i, j, k] = x[i, indices[i, j, k], k]</c> for axis 1.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable to pick from.</param>
        /// <param name="indices">The entries, each from 0; of the rank of <paramref name="x"/>, and no longer than it along the other axes.
        /// They have no derivative and must not change before backward.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>A variable of the shape of the indices.</returns>
        /// <exception cref="ArgumentNullException">The indices are null.</exception>
        /// <exception cref="ShapeMismatchException">The shapes do not fit together.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis or entry.</exception>
        public static Variable<T> Gather<T>(this Variable<T> x, Tensor<int> indices, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(indices);
            return Interpreter.Apply(new Gather<T>(indices, x.Shape.Axis(axis)), x);
        }

        /// <summary>A variable with values added where indices say, along one axis: the reverse of <see cref="Gather{T}(Variable{T}, Tensor{int}, int)"/>.</summary>
        /// <remarks><c>y[i, indices[i, j, k], k] += source[i, j, k]</c> for axis 1, in row-major order of the indices.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable to start from.</param>
        /// <param name="indices">The entries, each from 0; of the rank of <paramref name="x"/>, and no longer than it along the other axes.</param>
        /// <param name="source">The values, of the shape of the indices.</param>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <returns>A variable of the shape of <paramref name="x"/>.</returns>
        /// <exception cref="ArgumentNullException">The indices are null.</exception>
        /// <exception cref="ShapeMismatchException">The shapes do not fit together.</exception>
        public static Variable<T> ScatterAdd<T>(this Variable<T> x, Tensor<int> indices, Variable<T> source, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(indices);
            if (source.Shape != indices.Shape)
                throw new ShapeMismatchException(nameof(ScatterAdd), $"source {source.Shape} and indices {indices.Shape} differ.", nameof(source));
            return x + Interpreter.Apply(new ScatterBack<T>(indices, x.Shape.Axis(axis), x.Shape), source);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Gather<T>(Tensor<int> indices, int axis) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Gather);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = indices.Shape;

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).Gather(indices, axis, call.Result());

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new ScatterBack<T>(indices, axis, call.OperandShape(0)), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Apply(new Gather<T>(indices.BroadcastTo([call.Size, .. indices.Shape.Lengths]), axis + 1), call.Operand(0));
    }

    /// <summary>Zeros with every value added where it was gathered from: the reverse of <see cref="Gather{T}"/>, whose reverse it is.</summary>
    internal sealed class ScatterBack<T>(Tensor<int> indices, int axis, Shape shape) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.ScatterAdd);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = shape;

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> result = call.Result();
            result.Fill(T.Zero);
            result.Scatter(indices, call.Operand(0), axis, ScatterMode.Add, result);
        }

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new Gather<T>(indices, axis), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Apply(new ScatterBack<T>(indices.BroadcastTo([call.Size, .. indices.Shape.Lengths]), axis + 1, shape.Insert(0, call.Size)), call.Operand(0));
    }
}
