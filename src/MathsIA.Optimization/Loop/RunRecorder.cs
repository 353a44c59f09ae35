using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The bookkeeping of one run: measurements, trace, progress, the best point and the clock.</summary>
internal sealed class RunRecorder<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IIteration<T> _iteration;
    private readonly MinimizeOptions _options;
    private readonly T _tolerance;
    private readonly long _start;
    private readonly List<TracePoint> _trace = [];
    private readonly Tensor<T> _best;
    private Measurement<T> _bestMeasurement;

    public RunRecorder(IIteration<T> iteration, MinimizeOptions options)
    {
        _iteration = iteration;
        _options = options;
        _tolerance = options.Tolerance is { } given ? T.CreateChecked(given) : T.Sqrt(T.BitIncrement(T.One) - T.One);
        _start = options.Clock.GetTimestamp();
        _best = iteration.Point.Clone();
    }

    public int LastMeasured { get; private set; } = -1;

    public bool IsOutOfTime => _options.TimeLimit is { } limit && Elapsed >= limit;

    private TimeSpan Elapsed => _options.Clock.GetElapsedTime(_start);

    /// <summary>Measures the present point, and says whether that ends the run.</summary>
    public Status? Measure(int k)
    {
        Measurement<T> now = _iteration.Measure();
        bool first = LastMeasured < 0;
        LastMeasured = k;
        if (_options.RecordTrace || _options.Progress is not null)
        {
            var point = new TracePoint(k, double.CreateTruncating(now.Objective), double.CreateTruncating(now.Residual), Elapsed);
            if (_options.RecordTrace)
                _trace.Add(point);
            _options.Progress?.Report(point);
        }

        bool converged = now.IsFinite && now.Residual <= _tolerance;
        // A point that meets the tolerance is the answer even if rounding makes an earlier objective look smaller.
        if (first || converged || (now.IsFinite && now.Objective <= _bestMeasurement.Objective))
        {
            _bestMeasurement = now;
            if (!first)
                _iteration.Point.CopyTo(_best);
        }

        return converged ? Status.Converged : now.IsFinite ? null : Status.NonFinite;
    }

    public Solution<T> Finish(Status status, int iterations) => new()
    {
        Value = _best,
        Objective = _bestMeasurement.Objective,
        Residual = _bestMeasurement.Residual,
        Status = status,
        Iterations = iterations,
        Elapsed = Elapsed,
        Trace = _trace,
    };
}
