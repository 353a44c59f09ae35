using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The matrix product, or one product for each matrix of a batch.</summary>
        /// <remarks><c>c[.., i, j] = Σₖ a[.., i, k] b[.., k, j]</c>; the axes before the last two broadcast. A vector on the left is a row, on the
        /// right a column, and its axis is dropped. Transposes of the derivative are read as they lie, never copied, and a batch times one
        /// matrix is one large product.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">Of rank at least 1.</param>
        /// <param name="right">Of rank at least 1.</param>
        /// <returns>The product.</returns>
        /// <exception cref="ShapeMismatchException">The inner lengths differ, the batches do not broadcast, or an operand has rank 0.</exception>
        public static Variable<T> MatMul<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape l = left.Shape, r = right.Shape;
            if (l.Rank == 0 || r.Rank == 0)
                throw new ShapeMismatchException(nameof(MatMul), $"left {l}, right {r}: a 0-dimensional operand has no matrix product; multiply elementwise.", l.Rank == 0 ? nameof(left) : nameof(right));
            if (l.Rank == 1 && r.Rank == 1)
                return left.Reshape(1, l[0]).MatMul(right.Reshape(r[0], 1)).Reshape();
            if (l.Rank == 1)
                return left.Reshape(1, l[0]).MatMul(right).Squeeze(-2);
            if (r.Rank == 1)
                return left.MatMul(right.Reshape(r[0], 1)).Squeeze(-1);
            if (l.Rank > 2 && r.Rank == 2)
                return Interpreter.Apply(Primitives.MatMul<T>.Plain, left.Reshape(new Shape(l.Lengths[..^1]).ElementCount, l[-1]), right).Reshape([.. l.Lengths[..^1], r[-1]]);
            return Interpreter.Apply(Primitives.MatMul<T>.Plain, left, right);
        }

        /// <summary>The scalar product of two vectors.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">Of rank 1.</param>
        /// <param name="right">Of rank 1 and the same length.</param>
        /// <returns>A variable of rank 0.</returns>
        /// <exception cref="ShapeMismatchException">The ranks are not 1 or the lengths differ.</exception>
        public static Variable<T> Dot<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => left.Rank == 1 && right.Rank == 1
            ? left.MatMul(right)
            : throw new ShapeMismatchException(nameof(Dot), $"left {left.Shape}, right {right.Shape}: both have to be vectors.", nameof(right));

        /// <summary>All products of an element of one with an element of the other.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable whose axes come first.</param>
        /// <param name="right">The variable whose axes come last.</param>
        /// <returns>A variable with the axes of both.</returns>
        public static Variable<T> Outer<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape l = left.Shape;
            int[] column = [.. l.Lengths, .. new int[right.Rank]];
            column.AsSpan(l.Rank).Fill(1);
            return left.Reshape(column) * right;
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class MatMul<T>(bool transposeLeft, bool transposeRight) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly MatMul<T> Plain = new(false, false);

        private static readonly MatMul<T> LeftTransposed = new(true, false);

        private static readonly MatMul<T> RightTransposed = new(false, true);

        private static readonly MatMul<T> BothTransposed = new(true, true);

        public string Name => nameof(Variable.MatMul);

        /// <summary>The product of matrices that are read transposed or as they are.</summary>
        public static Variable<T> Of(Variable<T> left, Variable<T> right, bool transposeLeft, bool transposeRight) =>
            Interpreter.Apply(transposeLeft ? transposeRight ? BothTransposed : LeftTransposed : transposeRight ? RightTransposed : Plain, left, right);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            Shape left = operands[0], right = operands[1];
            (int rows, int inner) = transposeLeft ? (left[-1], left[-2]) : (left[-2], left[-1]);
            (int other, int columns) = transposeRight ? (right[-1], right[-2]) : (right[-2], right[-1]);
            if (inner != other)
                throw new ShapeMismatchException(Name, $"left {Text(left, transposeLeft)}, right {Text(right, transposeRight)}: inner lengths {inner} and {other} differ.", nameof(right));
            if (left.Rank == 2 && right.Rank == 2)
            {
                results[0] = new Shape(rows, columns);
                return;
            }

            Shape batch = Shape.Broadcast(new Shape(left.Lengths[..^2]), new Shape(right.Lengths[..^2]), "MatMul (batch axes)");
            results[0] = new Shape([.. batch.Lengths, rows, columns]);
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> left = call.Operand(0), right = call.Operand(1);
            if (left.Rank == 2 && right.Rank == 2)
                BatchedProduct.Run(left, transposeLeft, right, transposeRight, call.Result(), call.Context);
            else
                (transposeLeft ? left.Transpose(-1, -2) : left).MatMul(transposeRight ? right.Transpose(-1, -2) : right, call.Result(), call.Context);
        }

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
                call.Add(Interpreter.Apply(this, call.Tangent(0), call.Operand(1)));
            if (call.HasTangent(1))
                call.Add(Interpreter.Apply(this, call.Operand(0), call.Tangent(1)));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> g = call.Cotangent();
            if (call.Needs(0))
                call.Add(0, transposeLeft ? Of(call.Operand(1), g, transposeRight, true) : Of(g, call.Operand(1), false, !transposeRight));
            if (call.Needs(1))
                call.Add(1, transposeRight ? Of(g, call.Operand(0), true, transposeLeft) : Of(call.Operand(0), g, !transposeLeft, false));
        }

        public void Batch(in BatchCall<T> call)
        {
            // Many examples against one shared matrix are the rows of one product.
            if (call.IsBatched(0) && !call.IsBatched(1) && !transposeLeft && call.ExampleRank(0) == 2 && call.ExampleRank(1) == 2)
            {
                Shape shape = call.Operand(0).Shape;
                Variable<T> rows = Interpreter.Apply(this, call.Operand(0).Reshape(shape[0] * shape[1], shape[-1]), call.Operand(1));
                call.Set(rows.Reshape(shape[0], shape[1], rows.Shape[-1]));
                return;
            }

            call.ApplyElementwise(this);
        }

        private static string Text(Shape shape, bool transposed) => transposed ? $"{shape} transposed" : shape.ToString();
    }
}
