namespace MathsIA.Optimization;

/// <summary>How <see cref="PhaseTransition.Measure"/> runs.</summary>
public sealed record PhaseDiagramOptions
{
    private const string Operation = nameof(PhaseDiagramOptions);

    /// <summary>The length n of the vectors, at least 2. By default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int Columns
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Operation}: there must be at least two columns.");
    } = 100;

    /// <summary>The trials of each cell, at least 1. By default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Trials { get; init => field = Guard.AtLeastOne(value, Operation, nameof(value)); } = 20;

    /// <summary>The relative error up to which a vector counts as recovered, positive. By default 1e-2, far from what both outcomes lead to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = Guard.Positive(value, Operation, nameof(value)); } = 1e-2;

    /// <summary>The method, made for each number of non-zeros; null for <see cref="BasisPursuit"/>.</summary>
    public Func<int, ISparseRecoveryMethod>? Method { get; init; }

    /// <summary>When each run ends; 2000 steps and a tolerance of 1e-6 by default, measured at every tenth step.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public MinimizeOptions Stopping { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = new() { MaxIterations = 2000, Tolerance = 1e-6, MeasureEvery = 10, RecordTrace = false };

    /// <summary>Told the number of trials done, after each and from several threads; null for silence.</summary>
    public IProgress<int>? Progress { get; init; }
}
