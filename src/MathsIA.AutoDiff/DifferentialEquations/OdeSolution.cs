using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>What a solve found: the states at the times that were asked for, as far as it came.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class OdeSolution<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ButcherTableau _method;
    private readonly IReadOnlyList<OdeStep<T>> _dense;

    internal OdeSolution(ButcherTableau method, IReadOnlyList<OdeStep<T>> dense)
    {
        _method = method;
        _dense = dense;
    }

    /// <summary><see cref="Status.Converged"/> when the last time was reached; else why not: <see cref="Status.IterationLimit"/>,
    /// <see cref="Status.Stalled"/> when the step fell below rounding, <see cref="Status.NonFinite"/>, <see cref="Status.Cancelled"/>.</summary>
    public required Status Status { get; init; }

    /// <summary>The times reached of those asked for, the first included.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>The states at those times.</summary>
    public required IReadOnlyList<Variable<T>> States { get; init; }

    /// <summary>The state at the last of those times.</summary>
    public Variable<T> Final => States[^1];

    /// <summary>Steps accepted.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Evaluations of the right side by the run forward.</summary>
    public required int Evaluations { get; init; }

    /// <summary>The state at any time between the first and the last, by the method's interpolant, or a cubic through the ends of a step
    /// and their slopes. Differentiable like the states.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The state.</returns>
    /// <exception cref="InvalidOperationException"><see cref="OdeOptions.DenseOutput"/> was not asked for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of what was reached.</exception>
    public Variable<T> At(double time)
    {
        if (_dense.Count == 0)
            throw new InvalidOperationException("At: the solution keeps no steps. Ask for DenseOutput, with direct gradients.");
        double sign = Math.Sign(_dense[0].Size), last = _dense[^1].Time + _dense[^1].Size;
        if (!((time - Times[0]) * sign >= 0 && (last - time) * sign >= -1e-12 * Math.Abs(_dense[^1].Size)))
            throw new ArgumentOutOfRangeException(nameof(time), time, $"The solution goes from {Times[0]} to {last}.");
        int low = 0, high = _dense.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if ((time - _dense[middle].Time) * sign >= 0)
                low = middle;
            else
                high = middle - 1;
        }

        OdeStep<T> step = _dense[low];
        return Interpolated(step, (time - step.Time) / step.Size);
    }

    private Variable<T> Interpolated(OdeStep<T> step, double theta)
    {
        double h = step.Size;
        if (_method.WeightsAt(theta) is { } own)
            return RungeKutta.Combine(step.Start, h, own, step.Stages);
        double rest = 1 - theta;
        // Hermite's cubic, as a change from the start.
        return Variable.LinearCombination<T>(
            [Of(rest * rest * (1 + 2 * theta)), Of(theta * theta * (3 - 2 * theta)), Of(h * theta * rest * rest), Of(-h * theta * theta * rest)],
            step.Start, step.End, step.Stages[0], step.EndSlope);

        static T Of(double value) => T.CreateChecked(value);
    }
}
