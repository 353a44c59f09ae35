using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>What every iterative solver does besides its own recurrence: counting, reporting, stopping from outside.</summary>
internal sealed class IterationMonitor<T>(IProgress<IterationProgress>? progress, bool record, int limit, CancellationToken cancellation)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T>? _history = record ? [] : null;

    public int Iterations { get; private set; }

    public IReadOnlyList<T> History => (IReadOnlyList<T>?)_history ?? [];

    /// <summary>The iterations that the budget still allows.</summary>
    public int Remaining => Math.Max(0, limit - Iterations);

    /// <summary>Counts iterations that another solver did.</summary>
    public void Skip(int iterations) => Iterations += iterations;

    /// <summary>Notes the residual before the first iteration.</summary>
    public void Begin(T residual) => _history?.Add(residual);

    /// <summary>Notes the residual after an iteration.</summary>
    public void Advance(T residual)
    {
        Iterations++;
        _history?.Add(residual);
        progress?.Report(new IterationProgress(Iterations, double.CreateSaturating(residual)));
    }

    /// <summary>Whether the caller or the budget asks to stop.</summary>
    public bool MustStop(out Status status)
    {
        status = cancellation.IsCancellationRequested ? Status.Cancelled : Status.IterationLimit;
        return cancellation.IsCancellationRequested || Iterations >= limit;
    }
}
