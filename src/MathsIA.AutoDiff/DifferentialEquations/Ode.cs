using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff;

/// <summary>Ordinary differential equations <c>y′ = f(t, y, p)</c>, <c>y(t₀) = y₀</c>, solved so that derivatives with respect to <c>y₀</c>
/// and <c>p</c> pass through.</summary>
public static partial class Ode
{
    /// <summary>Solves an equation on a grid of times.</summary>
    /// <remarks>
    /// <para>Every time of the grid is the end of a step, so that the states there have the full order of the method; for many times that are
    /// only to be looked at, ask for the ends and <see cref="OdeOptions.DenseOutput"/>. Step sizes are chosen from values and are
    /// constants to every derivative.</para>
    /// <para>Not reaching the end is a status, and what was reached is returned. Inside <see cref="Vectorize"/> all examples take the same
    /// steps, chosen by their common error, as for a state with an axis of examples.</para>
    /// <para>For an adjoint gradient (<see cref="OdeOptions.Gradient"/>) whatever a derivative is wanted of must be the initial state or a
    /// parameter. An adjoint equation that cannot be solved throws <see cref="DerivativeSolveException"/> while going backward.</para>
    /// </remarks>
    /// <example><code>
    /// OdeSolution&lt;double&gt; s = Ode.Solve((t, y, p) => -p[0] * y, y0, [0, 0.5, 1], [rate], new() { Gradient = OdeGradient.ContinuousAdjoint });
    /// </code></example>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The right side f.</param>
    /// <param name="initial">The state at the first time, of any shape.</param>
    /// <param name="times">At least two times, strictly increasing or strictly decreasing.</param>
    /// <param name="parameters">The parameters p; none if null.</param>
    /// <param name="options">Method, tolerances, gradients.</param>
    /// <param name="cancellationToken">Ends the solve with <see cref="Status.Cancelled"/>.</param>
    /// <returns>The states at the times reached.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are fewer than two times, they are not finite or not monotone; a method with fixed steps has no
    /// step size; dense output is asked for together with an adjoint.</exception>
    /// <exception cref="ShapeMismatchException">The right side returns another shape than the state's.</exception>
    public static OdeSolution<T> Solve<T>(
        OdeFunction<T> function, Variable<T> initial, IReadOnlyList<double> times, IReadOnlyList<Variable<T>>? parameters = null, OdeOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(times);
        options ??= new OdeOptions();
        parameters ??= [];
        Check(times, options);
        bool direct = options.Gradient == OdeGradient.Direct || (initial.IsConstant && parameters.All(static p => p.IsConstant));
        CellPool<T> pool = CellPool<T>.Current;
        CellPool<T>.Region region = pool.Begin();
        Variable<T>[] kept = [];
        var held = new Held<T>[times.Count];
        try
        {
            var integrator = direct
                ? new OdeIntegrator<T>(function, initial, parameters, options, cancellationToken)
                : new OdeIntegrator<T>(function, initial.StopGradient(), [.. parameters.Select(static p => p.StopGradient())], options, cancellationToken);
            (List<Variable<T>> states, List<int> ends) = Run(integrator, times, held);
            states[0] = initial;
            if (!direct)
                Connect(function, states, ends, times, parameters, options, integrator.Log);
            kept = [.. states];
            return new OdeSolution<T>(options.Method, integrator.Dense)
            {
                Status = integrator.Status,
                Times = [.. times.Take(states.Count)],
                States = states,
                Steps = integrator.Steps,
                Refused = integrator.Refused,
                Evaluations = integrator.Evaluations,
            };
        }
        finally
        {
            pool.End(region, kept);
            foreach (ref Held<T> state in held.AsSpan())
                state.Release();
        }
    }

    /// <summary>The states at the times, and how many steps were made up to each.</summary>
    private static (List<Variable<T>> States, List<int> Ends) Run<T>(OdeIntegrator<T> integrator, IReadOnlyList<double> times, Held<T>[] held) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<Variable<T>> states = [integrator.State];
        List<int> ends = [0];
        for (int i = 1; i < times.Count && integrator.Advance(times[i - 1], times[i]); i++)
        {
            held[i].Set(integrator.State);
            states.Add(integrator.State);
            ends.Add(integrator.Steps);
        }

        integrator.Release();
        return (states, ends);
    }

    /// <summary>Gives states that were computed without a tape their derivatives.</summary>
    private static void Connect<T>(
        OdeFunction<T> function, List<Variable<T>> states, List<int> ends, IReadOnlyList<double> times, IReadOnlyList<Variable<T>> parameters, OdeOptions options,
        List<(double Time, double Size)> log)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable<T> Step(Variable<T> state, IReadOnlyList<Variable<T>> p, int k) => RungeKutta.Step(options.Method, function, log[k].Time, log[k].Size, state, p, default).End;
        for (int i = 1; i < states.Count; i++)
        {
            if (!BatchValues<T>.IsStopped(states[i]))
                throw new InvalidOperationException("Ode: the right side uses a variable that a transform is watching and that is neither initial state nor parameter; an adjoint would lose its derivative. Pass it as a parameter.");
            if (options.Gradient == OdeGradient.ContinuousAdjoint)
            {
                states[i] = new AdjointFlow<T>(function, times[i - 1], times[i], states[i], options).Run(states[i - 1], parameters);
                continue;
            }

            int steps = ends[i] - ends[i - 1];
            CheckpointSchedule schedule = options.Snapshots is { } most ? new CheckpointSchedule(steps, most) : CheckpointSchedule.Logarithmic(steps);
            states[i] = Iteration<T>.Ending(Step, schedule, ends[i - 1], states[i]).Run(states[i - 1], parameters);
        }
    }

    private static void Check(IReadOnlyList<double> times, OdeOptions options)
    {
        if (times.Count < 2)
            throw new ArgumentException($"Ode: {times.Count} times; at least a first and a last are needed.", nameof(times));
        bool grows = times[1] > times[0];
        for (int i = 0; i < times.Count; i++)
        {
            if (!double.IsFinite(times[i]))
                throw new ArgumentException($"Ode: time {i} is {times[i]}.", nameof(times));
            if (i > 0 && !(grows ? times[i] > times[i - 1] : times[i] < times[i - 1]))
                throw new ArgumentException($"Ode: the times must be strictly monotone; time {i} is {times[i]} after {times[i - 1]}.", nameof(times));
        }

        if (!options.Method.IsAdaptive && options.StepSize is null)
            throw new ArgumentException($"Ode: {options.Method} has fixed steps and needs a StepSize.", nameof(options));
        if (options.DenseOutput && options.Gradient != OdeGradient.Direct)
            throw new ArgumentException("Ode: dense output goes with direct gradients.", nameof(options));
    }
}
