namespace MathsIA.AutoDiff;

/// <summary>How derivatives are computed: threads, and what is watched for. Immutable.</summary>
public sealed record DifferentiationOptions
{
    /// <summary>All processors, sampled detection of changes, no search for NaN.</summary>
    public static DifferentiationOptions Default { get; } = new();

    /// <summary>How to use the machine; the default context if null. Results have the same bits for any number of threads.</summary>
    public ComputeContext? Context { get; init; }

    /// <summary>How a change in place of a saved tensor is noticed.</summary>
    public ChangeDetection ChangeDetection { get; init; }

    /// <summary>Whether every result, also of derivatives, is searched for NaN: the operation in which the first one appears throws
    /// <see cref="AnomalyException"/>. One more pass over every result.</summary>
    public bool DetectAnomalies { get; init; }
}
