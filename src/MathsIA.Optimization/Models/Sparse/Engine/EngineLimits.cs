namespace MathsIA.Optimization;

/// <summary>When the engine stops.</summary>
internal readonly record struct EngineLimits(double Tolerance, int MaxIterations, int MaxEpochs, TimeSpan? TimeLimit, TimeProvider Clock, long Start, IProgress<TracePoint>? Progress)
{
    public TimeSpan Elapsed => Clock.GetElapsedTime(Start);

    public bool IsOutOfTime => TimeLimit is { } limit && Elapsed >= limit;

    public static EngineLimits Of(SparseOptions options) => new(
        options.Tolerance, options.MaxIterations, options.MaxEpochs, options.TimeLimit, options.Clock, options.Clock.GetTimestamp(), options.Progress);
}
