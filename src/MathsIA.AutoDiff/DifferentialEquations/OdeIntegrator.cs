using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>Steps from time to time, keeping the state, its slope where it is known, and the count of what it did.</summary>
/// <remarks>Every step is a region of the pool of its own: what no tape needs goes back at once.</remarks>
internal sealed class OdeIntegrator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OdeFunction<T> _function;
    private readonly IReadOnlyList<Variable<T>> _parameters;
    private readonly OdeOptions _options;
    private readonly ErrorMeasure<T> _measure;
    private readonly CancellationToken _cancellation;
    private readonly CellPool<T> _pool = CellPool<T>.Current;
    private StepController _controller;
    private Held<T> _state, _slope;
    private double _size;
    private bool _wasNaN;

    public OdeIntegrator(OdeFunction<T> function, Variable<T> initial, IReadOnlyList<Variable<T>> parameters, OdeOptions options, CancellationToken cancellation)
    {
        _function = (time, state, p) =>
        {
            Evaluations++;
            Variable<T> slope = function(time, state, p);
            return slope.Shape == state.Shape ? slope : throw new ShapeMismatchException("Ode", $"the right side returned {slope.Shape} for a state of shape {state.Shape}.", nameof(function));
        };
        _parameters = parameters;
        _options = options;
        _measure = new ErrorMeasure<T>(options);
        _cancellation = cancellation;
        _controller = new StepController(options.Method.Order);
        _state.Set(initial);
        _size = options.StepSize ?? 0;
    }

    public Variable<T> State => _state.Value;

    /// <summary>Why it stopped; converged as long as it did not.</summary>
    public Status Status { get; private set; } = Status.Converged;

    public int Steps => Log.Count;

    public int Refused { get; private set; }

    public int Evaluations { get; private set; }

    /// <summary>The accepted steps.</summary>
    public List<(double Time, double Size)> Log { get; } = [];

    /// <summary>The same with their stages, if asked for.</summary>
    public List<OdeStep<T>> Dense { get; } = [];

    /// <summary>Goes on from one time to the next.</summary>
    /// <returns>Whether it came there; <see cref="Status"/> says why not.</returns>
    public bool Advance(double from, double to) => _options.Method.IsAdaptive ? AdvanceAdaptively(from, to) : AdvanceEvenly(from, to);

    /// <summary>Lets go of the state; the last one that was read stays with whoever holds it.</summary>
    public void Release()
    {
        _state.Release();
        _slope.Release();
    }

    private bool AdvanceEvenly(double from, double to)
    {
        double length = to - from;
        // A hair above a whole number of steps is rounding, not a step more.
        double count = Math.Ceiling(Math.Abs(length) / _options.StepSize!.Value - 1e-9);
        for (double k = 0; k < count; k++)
        {
            double time = from + length * (k / count), size = k == count - 1 ? to - time : length / count;
            if (MustStop())
                return false;
            if (!Try(time, size))
            {
                Status = Status.NonFinite;
                return false;
            }
        }

        return true;
    }

    private bool AdvanceAdaptively(double from, double to)
    {
        double sign = Math.Sign(to - from), time = from;
        if (_size == 0)
            _size = FirstSize(from, to);
        while (time != to)
        {
            if (MustStop())
                return false;
            double rest = Math.Abs(to - time), wished = Math.Min(_size, _options.MaxStepSize);
            // Two equal steps rather than a full one and a crumb.
            double used = rest <= wished * (1 + 1e-9) ? rest : rest < 2 * wished ? rest / 2 : wished;
            if (used < rest && used <= 8 * (Math.BitIncrement(Math.Abs(time)) - Math.Abs(time)))
            {
                Status = _wasNaN ? Status.NonFinite : Status.Stalled;
                return false;
            }

            if (Try(time, sign * used))
                time = used == rest ? to : time + sign * used;
        }

        return true;
    }

    private bool MustStop()
    {
        if (_cancellation.IsCancellationRequested)
            Status = Status.Cancelled;
        else if (Steps + Refused >= _options.MaxSteps)
            Status = Status.IterationLimit;
        return Status != Status.Converged;
    }

    /// <summary>Makes a step, and keeps it if its error allows, or, with fixed steps, if its end is finite.</summary>
    private bool Try(double time, double size)
    {
        ButcherTableau method = _options.Method;
        CellPool<T>.Region region = _pool.Begin();
        try
        {
            if (_slope.IsNone)
                _slope.Set(_function(time, _state.Value, _parameters));
            // What a step that is refused computed is nobody's past: no tape keeps it.
            var before = new RecordingMark<T>([_state.Value, _slope.Value, .. _parameters]);
            (Variable<T> end, Variable<T>[] stages) = RungeKutta.Step(method, _function, time, size, _state.Value, _parameters, _slope.Value);
            if (!(method.IsAdaptive ? Accepts(size, end, stages) : ErrorMeasure<T>.IsFinite(end)))
            {
                before.Forget();
                return false;
            }

            Variable<T> slope = method.FirstSameAsLast ? stages[^1] : default;
            if (_options.DenseOutput)
            {
                if (slope.IsNone)
                    slope = _function(time + size, end, _parameters);
                Keep(new OdeStep<T>(time, size, _state.Value, end, stages, slope));
            }

            _state.Set(end);
            _slope.Set(slope);
            Log.Add((time, size));
            _options.Progress?.Report(new OdeProgress(time + size, Steps, Math.Abs(size)));
            return true;
        }
        finally
        {
            _pool.End(region);
        }
    }

    private bool Accepts(double size, Variable<T> end, Variable<T>[] stages)
    {
        double used = Math.Abs(size), next = used, error = _measure.Of(_options.Method, size, _state.Value, end, stages);
        bool accepted = _controller.Accepts(error, ref next);
        // A step cut short to meet a time says little about how long the next may be.
        _size = accepted && used < _size ? Math.Max(next, _size) : next;
        _wasNaN = double.IsNaN(error) || double.IsInfinity(error);
        if (!accepted)
            Refused++;
        return accepted;
    }

    /// <summary>Keeps a step for dense output, for as long as the solution lives.</summary>
    private void Keep(OdeStep<T> step)
    {
        foreach (Variable<T> value in (ReadOnlySpan<Variable<T>>)[step.Start, step.End, step.EndSlope, .. step.Stages])
        {
            Held<T> held = default;
            held.Set(value);
        }

        Dense.Add(step);
    }

    /// <summary>A first step whose Euler error is about a hundredth of the tolerance (Hairer, Nørsett and Wanner, II.4).</summary>
    private double FirstSize(double from, double to)
    {
        CellPool<T>.Region region = _pool.Begin();
        try
        {
            // Only numbers are looked at: nothing of this is to be recorded.
            Variable<T>[] parameters = [.. _parameters.Select(static p => p.StopGradient())];
            Variable<T> state = _state.Value.StopGradient();
            _slope.Set(_function(from, _state.Value, _parameters));
            Variable<T> slope = _slope.Value.StopGradient();
            double length = Math.Abs(to - from), sign = Math.Sign(to - from), size = _measure.Of(state, state), speed = _measure.Of(slope, state);
            double first = Math.Min(length, size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed);
            Variable<T> probe = Variable.LinearCombination<T>([T.One, T.CreateChecked(sign * first)], state, slope);
            Variable<T> change = _function(from + sign * first, probe, parameters) - slope;
            double bend = _measure.Of(change, state) / first, steepest = Math.Max(speed, bend);
            double second = steepest <= 1e-15 ? Math.Max(1e-6, first * 1e-3) : Math.Pow(0.01 / steepest, 1.0 / _options.Method.Order);
            double chosen = Math.Min(length, Math.Min(100 * first, second));
            // Not a number: the right side is not defined nearby. The first step will find out.
            return chosen > 0 ? chosen : first;
        }
        finally
        {
            _pool.End(region);
        }
    }
}
