using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The first-order linear recurrence <c>h_t = a_t h_(t−1) + b_t</c> along an axis, element by element over the others.</summary>
        /// <remarks>Every step in one pass over memory, one fused multiply-add an element; sequences beside each other run in parallel.
        /// In reverse the recurrence runs from the other end, <c>λ_t = g_t + a_(t+1) λ_(t+1)</c>, with <c>b̄ = λ</c> and
        /// <c>ā_t = λ_t h_(t−1)</c>. This is the scan of linear state space models (Blelloch, Prefix sums and their applications, 1990, §1.4).</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The factors; broadcast against <paramref name="b"/>.</param>
        /// <param name="b">The terms.</param>
        /// <param name="axis">The axis of the steps in the common shape; negative counts from the end.</param>
        /// <param name="initial">The state before the first step, of the common shape without the axis; none for zeros.</param>
        /// <param name="backwards">Whether the last step comes first: <c>h_t = a_t h_(t+1) + b_t</c>.</param>
        /// <returns>The states, of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the initial state does not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public static Variable<T> LinearRecurrence<T>(this Variable<T> a, Variable<T> b, int axis, Variable<T>? initial = null, bool backwards = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = Shape.Broadcast(a.Shape, b.Shape, nameof(LinearRecurrence));
            axis = shape.Axis(axis);
            if (a.Shape != shape)
                a = a.BroadcastTo(shape.Lengths);
            if (b.Shape != shape)
                b = b.BroadcastTo(shape.Lengths);
            int steps = shape.Lengths[axis];
            if (initial is { } state)
            {
                Shape expected = shape.RemoveAt(axis);
                if (state.Shape != expected)
                    throw new ShapeMismatchException(nameof(LinearRecurrence), $"the initial state has the shape {state.Shape}, the steps of {shape} along axis {axis} have {expected}.", nameof(initial));
                if (steps > 0)
                {
                    int first = backwards ? steps - 1 : 0;
                    Variable<T> moved = (a.Select(axis, first) * state).Unsqueeze(axis);
                    b += Interpreter.Apply(new Embed<T, Slice<T>>(new Slice<T>(Primitives.Slice<T>.At(shape, axis, first..(first + 1))), shape), moved);
                }
            }

            return Interpreter.Apply(new LinearRecurrence<T>(axis, backwards, false), a, b);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary><c>h_t = a h_s + b_t</c> with s the step before t in the direction of the run, and a that of step t or, lagged, of step s.
    /// The transpose runs the other way with the other factors, so that the four kinds are closed under derivatives.</summary>
    internal sealed class LinearRecurrence<T>(int axis, bool backwards, bool lagged) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.LinearRecurrence);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[1];

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> terms = call.Operand(1), states = call.Result();
            if (!terms.IsContiguous)
            {
                terms.CopyTo(states);
                terms = states;
            }

            MathsIA.Kernels.LinearRecurrence.Run(call.Operand(0).Contiguous(), terms, states, axis, backwards, lagged, call.Context);
        }

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> term = call.HasTangent(1) ? call.Tangent(1) : default;
            if (call.HasTangent(0))
            {
                Variable<T> h = call.Result(), da = call.Tangent(0);
                Variable<T> moved = lagged ? Before(da * h, backwards) : da * Before(h, backwards);
                term = term.IsNone ? moved : term + moved;
            }

            if (!term.IsNone)
                call.Add(Interpreter.Apply(this, call.Operand(0), term));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> adjoint = Interpreter.Apply(new LinearRecurrence<T>(axis, !backwards, !lagged), call.Operand(0), call.Cotangent());
            if (call.Needs(0))
                call.Add(0, lagged ? Before(adjoint, !backwards) * call.Result() : adjoint * Before(call.Result(), backwards));
            call.Add(1, adjoint);
        }

        public void Batch(in BatchCall<T> call) => call.Apply(new LinearRecurrence<T>(axis + 1, backwards, lagged), call.Expanded(0), call.Expanded(1));

        /// <summary>The element of the step before, in the direction of a run; 0 before the first.</summary>
        private Variable<T> Before(Variable<T> x, bool fromEnd)
        {
            Shape shape = x.Shape;
            int steps = shape.Lengths[axis];
            if (steps == 0)
                return x;
            Slice<T> early = new(Slice<T>.At(shape, axis, ..(steps - 1))), late = new(Slice<T>.At(shape, axis, 1..));
            Variable<T> kept = Interpreter.Apply(new Window<T, Slice<T>>(fromEnd ? late : early), x);
            return Interpreter.Apply(new Embed<T, Slice<T>>(fromEnd ? early : late, shape), kept);
        }
    }
}
