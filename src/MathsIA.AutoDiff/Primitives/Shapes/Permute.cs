using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The axes in another order. A view.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="order">Which axis of the operand stands at each place of the result.</param>
        /// <returns>The permuted variable.</returns>
        /// <exception cref="ArgumentException">The order does not name every axis once.</exception>
        public static Variable<T> Permute<T>(this Variable<T> x, params ReadOnlySpan<int> order) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(new Permute<T>(Primitives.Permute<T>.Resolve(x.Shape, order)), x);

        /// <summary>The axes in reverse order; for a matrix, its transpose. A view.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>The transposed variable.</returns>
        public static Variable<T> Transpose<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var order = new int[x.Rank];
            for (int i = 0; i < order.Length; i++)
                order[i] = order.Length - 1 - i;
            return x.Permute(order);
        }

        /// <summary>Two axes exchanged. A view.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="first">One axis; negative counts from the end.</param>
        /// <param name="second">The other axis; negative counts from the end.</param>
        /// <returns>The variable with the two exchanged.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> Transpose<T>(this Variable<T> x, int first, int second) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            var order = new int[shape.Rank];
            for (int i = 0; i < order.Length; i++)
                order[i] = i;
            (first, second) = (shape.Axis(first, nameof(first)), shape.Axis(second, nameof(second)));
            (order[first], order[second]) = (second, first);
            return x.Permute(order);
        }

        /// <summary>One axis moved to another place, the rest staying in order. A view.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="from">The axis; negative counts from the end.</param>
        /// <param name="to">Its place in the result; negative counts from the end.</param>
        /// <returns>The variable with the axis moved.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> MoveAxis<T>(this Variable<T> x, int from, int to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            (from, to) = (shape.Axis(from, nameof(from)), shape.Axis(to, nameof(to)));
            if (from == to)
                return x;
            var order = new List<int>(shape.Rank);
            for (int i = 0; i < shape.Rank; i++)
            {
                if (i != from)
                    order.Add(i);
            }

            order.Insert(to, from);
            return x.Permute([.. order]);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Permute<T>(int[] order) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Permute);

        public static int[] Resolve(Shape shape, ReadOnlySpan<int> order)
        {
            var resolved = new int[order.Length];
            Span<bool> seen = stackalloc bool[shape.Rank];
            seen.Clear();
            for (int i = 0; i < resolved.Length; i++)
                seen[resolved[i] = shape.Axis(order[i], nameof(order))] = true;
            return order.Length == shape.Rank && !seen.Contains(false)
                ? resolved
                : throw new ArgumentException($"Permute: [{string.Join(", ", order.ToArray())}] does not name each axis of {shape} once.", nameof(order));
        }

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            Span<int> lengths = stackalloc int[order.Length];
            for (int i = 0; i < lengths.Length; i++)
                lengths[i] = operands[0].Lengths[order[i]];
            results[0] = new Shape(lengths);
        }

        public void Evaluate(in EvaluationCall<T> call) => call.SetView(call.Operand(0).Permute(order));

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call)
        {
            Span<int> inverse = stackalloc int[order.Length];
            for (int i = 0; i < inverse.Length; i++)
                inverse[order[i]] = i;
            // Exchanges of axes undo themselves.
            Permute<T> back = inverse.SequenceEqual(order) ? this : new Permute<T>(inverse.ToArray());
            call.Add(0, Interpreter.Apply(back, call.Cotangent()));
        }

        public void Batch(in BatchCall<T> call)
        {
            var moved = new int[order.Length + 1];
            for (int i = 0; i < order.Length; i++)
                moved[i + 1] = order[i] + 1;
            call.Apply(new Permute<T>(moved), call.Operand(0));
        }
    }
}
