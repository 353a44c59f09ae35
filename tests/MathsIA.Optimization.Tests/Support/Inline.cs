namespace MathsIA.Optimization.Tests;

/// <summary>Progress reported on the caller's thread.</summary>
internal sealed class Inline(Action<TracePoint> report) : IProgress<TracePoint>
{
    public void Report(TracePoint value) => report(value);
}
