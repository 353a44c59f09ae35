using System.Numerics;

namespace MathsIA.AutoDiff;

public static partial class Ode
{
    /// <summary>Solves an equation on a grid of times that have derivatives too: when it begins, when it ends, when it is looked at.</summary>
    /// <remarks>
    /// <para>Between two times the equation is solved in <c>s</c>, which runs over their numbers, with <c>t = t₀ + (s − s₀) (t₁ − t₀) / (s₁ − s₀)</c>. The times
    /// are parameters of that equation, so that every way of differentiating (<see cref="OdeOptions.Gradient"/>), every mode and every order serves
    /// them: <c>∂y(t₁)/∂t₁ = f(t₁, y(t₁))</c> and <c>∂y(t₁)/∂t₀ = −(∂y(t₁)/∂y₀) f(t₀, y₀)</c>, as exactly as the steps are. The step sizes are those of
    /// the numbers, and each interval chooses its first step anew.</para>
    /// <para>Everything else is as in <see cref="Solve{T}(OdeFunction{T}, Variable{T}, IReadOnlyList{double}, IReadOnlyList{Variable{T}}, OdeOptions, CancellationToken)"/>.
    /// Inside <see cref="Vectorize"/>, times that differ from example to example are stretched from those of the first example.</para>
    /// </remarks>
    /// <example><code>
    /// // How the state moves with the end: the slope there.
    /// Variable&lt;double&gt; End(Variable&lt;double&gt; end) => Ode.SolveTimed&lt;double&gt;((t, y, p) => -y * t, 1.0, [0.0, end]).Final;
    /// Variable&lt;double&gt; slope = Differentiate.Gradient&lt;double&gt;(End, 2.0);
    /// </code></example>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The right side f.</param>
    /// <param name="initial">The state at the first time, of any shape.</param>
    /// <param name="times">At least two times of rank 0, strictly increasing or strictly decreasing.</param>
    /// <param name="parameters">The parameters p; none if null.</param>
    /// <param name="options">Method, tolerances, gradients; without dense output.</param>
    /// <param name="cancellationToken">Ends the solve with <see cref="Status.Cancelled"/>.</param>
    /// <returns>The states at the times reached.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are fewer than two times, they are not finite or not monotone; a method with fixed steps has no
    /// step size; dense output is asked for.</exception>
    /// <exception cref="ShapeMismatchException">A time is not of rank 0, or the right side returns another shape than the state's.</exception>
    public static OdeSolution<T> SolveTimed<T>(
        OdeTimedFunction<T> function, Variable<T> initial, IReadOnlyList<Variable<T>> times, IReadOnlyList<Variable<T>>? parameters = null, OdeOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(times);
        options ??= new OdeOptions();
        if (options.DenseOutput)
            throw new ArgumentException("Ode: dense output goes with times that are numbers.", nameof(options));
        double[] numbers = [.. times.Select(Number)];
        Check(numbers, options);
        List<Variable<T>> states = [initial];
        int steps = 0, refused = 0, evaluations = 0;
        Status status = Status.Converged;
        for (int i = 1; i < numbers.Length && status == Status.Converged; i++)
        {
            if (steps + refused >= options.MaxSteps)
            {
                status = Status.IterationLimit;
                break;
            }

            OdeOptions rest = options with
            {
                MaxSteps = options.MaxSteps - steps - refused,
                Progress = options.Progress is { } progress ? new LaterProgress(progress, steps) : null,
            };
            OdeSolution<T> part = Solve(Stretched(function, numbers[i - 1], numbers[i]), states[^1], [numbers[i - 1], numbers[i]], [.. parameters ?? [], times[i - 1], times[i]], rest, cancellationToken);
            (steps, refused, evaluations, status) = (steps + part.Steps, refused + part.Refused, evaluations + part.Evaluations, part.Status);
            if (status == Status.Converged)
                states.Add(part.Final);
        }

        return new OdeSolution<T>(options.Method, [])
        {
            Status = status,
            Times = [.. numbers.Take(states.Count)],
            States = states,
            Steps = steps,
            Refused = refused,
            Evaluations = evaluations,
        };
    }

    /// <summary>The equation between two times, which are its last two parameters, over the interval of their numbers.</summary>
    private static OdeFunction<T> Stretched<T>(OdeTimedFunction<T> function, double from, double to) where T : unmanaged, IBinaryFloatingPointIeee754<T> => (s, y, p) =>
    {
        Variable<T> begin = p[^2], rate = (p[^1] - begin) * T.CreateChecked(1 / (to - from));
        return rate * function(begin + rate * T.CreateChecked(s - from), y, [.. p.SkipLast(2)]);
    };

    private static double Number<T>(Variable<T> time, int index) where T : unmanaged, IBinaryFloatingPointIeee754<T> => time.Rank == 0
        ? double.CreateTruncating(BatchValues<T>.Of([time])[0].AsSpan()[0])
        : throw new ShapeMismatchException(nameof(Ode), $"time {index} has the shape {time.Shape}, not rank 0.", "times");

    /// <summary>Counts on from the steps of the intervals before.</summary>
    private sealed class LaterProgress(IProgress<OdeProgress> progress, int steps) : IProgress<OdeProgress>
    {
        public void Report(OdeProgress value) => progress.Report(value with { Steps = value.Steps + steps });
    }
}
