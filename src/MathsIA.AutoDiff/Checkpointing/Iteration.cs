using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The state after <c>n</c> steps of <c>x(k+1) = step(x(k), parameters, k)</c>, differentiated in little memory.</summary>
        /// <remarks>
        /// <para>Only a few states are kept; backward computes the others again, by the schedule that needs the fewest steps
        /// (<see cref="CheckpointSchedule"/>), and records one step at a time. With <c>s</c> snapshots every step is computed at most <c>r + 2</c> times,
        /// where <c>β(s, r) ≥ n</c>; by default both are about half the binary logarithm of n. Value and gradient have the same bits as those
        /// of the plain loop. Forward mode keeps one state and its tangent.</para>
        /// <para>Whatever a derivative is wanted of must be the initial state or a parameter, as for
        /// <see cref="Checkpoint{T}(Func{IReadOnlyList{Variable{T}}, Variable{T}}, ReadOnlySpan{Variable{T}})"/>.</para>
        /// </remarks>
        /// <example><code>
        /// Variable&lt;double&gt; end = Variable.Iterate((x, p, k) => x + 0.01 * p[0] * x.Sin(), x0, [rate], steps: 10_000);
        /// </code></example>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="step">One step: from the state, the parameters and its number, from 0, the next state. It must give the same value every time.</param>
        /// <param name="initial">The state before the first step.</param>
        /// <param name="parameters">What every step may depend on.</param>
        /// <param name="steps">The number of steps, from 0.</param>
        /// <param name="snapshots">The most states kept at a time, at least 1; about half the binary logarithm of the steps if null.</param>
        /// <returns>The state after the last step.</returns>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The number of steps is negative, or that of snapshots below 1.</exception>
        /// <exception cref="InvalidOperationException">The step uses a watched variable that is neither state nor parameter.</exception>
        public static Variable<T> Iterate<T>(
            Func<Variable<T>, IReadOnlyList<Variable<T>>, int, Variable<T>> step, Variable<T> initial, IReadOnlyList<Variable<T>> parameters, int steps, int? snapshots = null)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(step);
            ArgumentNullException.ThrowIfNull(parameters);
            ArgumentOutOfRangeException.ThrowIfNegative(steps);
            if (snapshots is { } count)
                ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(snapshots));
            if (steps == 0)
                return initial;
            CheckpointSchedule schedule = snapshots is { } most ? new CheckpointSchedule(steps, most) : CheckpointSchedule.Logarithmic(steps);
            return Iteration<T>.Keeping(step, schedule).Run(initial, parameters);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>Many steps as one operation, reversed by a schedule.</summary>
    /// <remarks>Its first result is the last state. The others are the states that the schedule's first sweep leaves behind, so that backward
    /// need not make that sweep again; the last of them is the state before the last step.</remarks>
    internal sealed class Iteration<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Func<Variable<T>, IReadOnlyList<Variable<T>>, int, Variable<T>> _step;
        private readonly CheckpointSchedule _schedule;
        private readonly int _first;
        private readonly int[] _kept;
        private readonly Variable<T> _end;

        private Iteration(Func<Variable<T>, IReadOnlyList<Variable<T>>, int, Variable<T>> step, CheckpointSchedule schedule, int first, int[] kept, Variable<T> end)
        {
            _step = step;
            _schedule = schedule;
            _first = first;
            _kept = kept;
            _end = end;
        }

        public string Name => nameof(Variable.Iterate);

        /// <summary>Steps whose first sweep leaves its snapshots as results.</summary>
        public static Iteration<T> Keeping(Func<Variable<T>, IReadOnlyList<Variable<T>>, int, Variable<T>> step, CheckpointSchedule schedule)
        {
            var kept = new List<int>();
            foreach (CheckpointAction action in schedule.Actions())
            {
                if (action is { Kind: CheckpointActionKind.Store or CheckpointActionKind.Reverse, From: > 0 })
                    kept.Add(action.From);
                if (action.Kind == CheckpointActionKind.Reverse)
                    break;
            }

            return new Iteration<T>(step, schedule, 0, [.. kept], default);
        }

        /// <summary>Steps whose last state somebody has computed already: nothing is done before backward comes.</summary>
        public static Iteration<T> Ending(Func<Variable<T>, IReadOnlyList<Variable<T>>, int, Variable<T>> step, CheckpointSchedule schedule, int first, Variable<T> end) =>
            new(step, schedule, first, [], end);

        /// <summary>Steps that leave nothing behind but the last state.</summary>
        public static Iteration<T> Plain(Func<Variable<T>, IReadOnlyList<Variable<T>>, int, Variable<T>> step, CheckpointSchedule schedule, int first) =>
            new(step, schedule, first, [], default);

        public Variable<T> Run(Variable<T> initial, IReadOnlyList<Variable<T>> parameters)
        {
            var results = new Variable<T>[1 + _kept.Length];
            Interpreter.Apply(this, [initial, .. parameters], results);
            return results[0];
        }

        // Every step checks its own shapes as it runs.
        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results.Clear();

        public void Evaluate(in EvaluationCall<T> call)
        {
            if (!_end.IsNone)
            {
                call.SetComputed(_end);
                return;
            }

            var parameters = new Variable<T>[call.Count - 1];
            for (int k = 0; k < parameters.Length; k++)
                parameters[k] = call.Constant(k + 1);
            CellPool<T> pool = CellPool<T>.Current;
            Held<T> x = default;
            x.Set(call.Constant(0));
            for (int k = 0; k < _schedule.Steps; k++)
            {
                CellPool<T>.Region region = pool.Begin();
                int result = ResultOf(k + 1);
                Variable<T> passed = default;
                try
                {
                    Variable<T> next = _step(x.Value, parameters, _first + k);
                    if (!next.IsConstant)
                        throw new InvalidOperationException($"{Name}: step {_first + k} uses a variable that a transform is watching and that is neither state nor parameter; its derivative would be lost. Pass it as a parameter.");
                    x.Set(next);
                    if (result >= 0)
                        passed = next;
                }
                finally
                {
                    pool.End(region, new ReadOnlySpan<Variable<T>>(in passed));
                }

                if (result >= 0)
                    call.SetComputed(passed, result);
            }

            x.Release();
        }

        public void Forward(in ForwardCall<T> call)
        {
            int[] moving = MovingParameters(call);
            var parameters = new Variable<T>[call.Count - 1];
            for (int k = 0; k < parameters.Length; k++)
                parameters[k] = call.Operand(k + 1);
            Variable<T>[] points = [call.Operand(0), .. moving.Select(k => parameters[k])], directions = new Variable<T>[points.Length];
            for (int i = 0; i < moving.Length; i++)
                directions[i + 1] = call.Tangent(moving[i] + 1);
            CellPool<T> pool = CellPool<T>.Current;
            Held<T> x = default, tangent = default;
            x.Set(points[0]);
            tangent.Set(call.HasTangent(0) ? call.Tangent(0) : Variable.Zeros<T>(points[0].Shape));
            for (int k = 0; k < _schedule.Steps; k++)
            {
                int number = _first + k, result = ResultOf(k + 1);
                Variable<T> passed = default;
                CellPool<T>.Region region = pool.Begin();
                try
                {
                    points[0] = x.Value;
                    directions[0] = tangent.Value;
                    (Variable<T> next, Variable<T> moved) = Differentiate.Jvp<T>(inputs => _step(inputs[0], With(parameters, moving, inputs), number), points, directions);
                    x.Set(next);
                    tangent.Set(moved);
                    if (result >= 0)
                        passed = moved;
                }
                finally
                {
                    pool.End(region, new ReadOnlySpan<Variable<T>>(in passed));
                }

                if (result >= 0)
                    call.Add(passed, result);
            }

            x.Release();
            tangent.Release();
        }

        public void Reverse(in ReverseCall<T> call) => new IterationReversal<T>(_step, _first, _kept).Run(call, _schedule);

        public void Batch(in BatchCall<T> call)
        {
            var axes = new int?[call.Count];
            var operands = new Variable<T>[call.Count];
            for (int k = 0; k < axes.Length; k++)
            {
                axes[k] = k == 0 || call.IsBatched(k) ? 0 : null;
                operands[k] = k == 0 ? call.Expanded(0) : call.Operand(k);
            }

            var batched = new Iteration<T>((x, p, k) => Vectorize.Map<T>(inputs => _step(inputs[0], [.. inputs.Skip(1)], k), [x, .. p], axes), _schedule, _first, _kept, default);
            call.Apply(batched, operands);
        }

        /// <summary>Which result a state is; −1 if none.</summary>
        private int ResultOf(int state) => state == _schedule.Steps ? 0 : Array.IndexOf(_kept, state) is var place && place >= 0 ? place + 1 : -1;

        private static int[] MovingParameters(in ForwardCall<T> call)
        {
            var moving = new List<int>();
            for (int k = 1; k < call.Count; k++)
            {
                if (call.HasTangent(k))
                    moving.Add(k - 1);
            }

            return [.. moving];
        }

        private static Variable<T>[] With(Variable<T>[] parameters, int[] moving, IReadOnlyList<Variable<T>> inputs)
        {
            var all = (Variable<T>[])parameters.Clone();
            for (int i = 0; i < moving.Length; i++)
                all[moving[i]] = inputs[i + 1];
            return all;
        }
    }
}
