using System.Diagnostics;

namespace MathsIA.OptimalTransport;

/// <summary>How long a run of the simplex method may go on, and who wants to know.</summary>
internal sealed record SimplexBudget(int MaxIterations, long Start, TimeSpan TimeLimit, IProgress<int>? Progress, CancellationToken CancellationToken)
{
    /// <summary>Why to stop, or null to go on.</summary>
    public Status? Stop(int pivots)
    {
        if (pivots >= MaxIterations)
            return Status.IterationLimit;
        if (pivots % 128 != 0)
            return null;
        if (pivots % 1024 == 0 && pivots > 0)
            Progress?.Report(pivots);
        return CancellationToken.IsCancellationRequested ? Status.Cancelled : Stopwatch.GetElapsedTime(Start) > TimeLimit ? Status.TimeLimit : null;
    }
}
