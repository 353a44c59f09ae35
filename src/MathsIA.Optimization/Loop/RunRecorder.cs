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
    private readonly IDualIteration<T>? _dual;
    private readonly Tensor<T>? _bestDual;
    private readonly T? _gapTolerance;
    private Measurement<T> _bestMeasurement;

    public RunRecorder(IIteration<T> iteration, MinimizeOptions options)
    {
        _iteration = iteration;
        _options = options;
        _tolerance = options.Tolerance is { } given ? T.CreateChecked(given) : T.Sqrt(Vectors.Epsilon<T>());
        _start = options.Clock.GetTimestamp();
        _best = iteration.Point.Clone();
        _dual = iteration as IDualIteration<T>;
        _bestDual = _dual?.Dual.Clone();
        _gapTolerance = options.GapTolerance is { } gap ? T.CreateChecked(gap) : null;
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
            var point = new TracePoint(k, double.CreateTruncating(now.Objective), double.CreateTruncating(now.Residual), Elapsed)
            {
                Gap = now.Gap is { } gap ? double.CreateTruncating(gap) : null,
            };
            if (_options.RecordTrace)
                _trace.Add(point);
            _options.Progress?.Report(point);
        }

        bool converged = now.IsSound && (_gapTolerance is { } tolerance && now.Gap is { } certified ? certified <= tolerance : now.Residual <= _tolerance);
        // A point that meets the tolerance is the answer even if rounding makes an earlier objective look smaller.
        if (first || converged || now.ProvesInfeasibility || (now.IsSound && now.IsAtLeastAsGoodAs(_bestMeasurement)))
        {
            _bestMeasurement = now;
            if (!first)
            {
                _iteration.Point.CopyTo(_best);
                _dual?.Dual.CopyTo(_bestDual!);
            }
        }

        return converged ? Status.Converged : now.ProvesInfeasibility ? Status.Infeasible : now.IsSound ? null : Status.NonFinite;
    }

    public Solution<T> Finish(Status status, int iterations) => new()
    {
        Value = _best,
        Objective = _bestMeasurement.Objective,
        Residual = _bestMeasurement.Residual,
        Gap = _bestMeasurement.Gap,
        Dual = _bestDual,
        Status = status,
        Iterations = iterations,
        Elapsed = Elapsed,
        Trace = _trace,
    };
}
