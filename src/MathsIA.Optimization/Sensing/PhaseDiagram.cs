namespace MathsIA.Optimization;

/// <summary>How often random sparse vectors were recovered, over a grid of undersampling and sparsity.</summary>
public sealed record PhaseDiagram
{
    /// <summary>The undersampling <c>δ = m/n</c> of each row.</summary>
    public required IReadOnlyList<double> Undersampling { get; init; }

    /// <summary>The sparsity <c>ρ = k/m</c> of each column.</summary>
    public required IReadOnlyList<double> Sparsity { get; init; }

    /// <summary>The fraction of trials that were recovered, [δ, ρ]; NaN where the run was cancelled before.</summary>
    public required Tensor<double> SuccessRate { get; init; }

    /// <summary>The trials of each cell.</summary>
    public required int Trials { get; init; }

    /// <summary><see cref="Status.Converged"/>, or <see cref="Status.Cancelled"/>.</summary>
    public required Status Status { get; init; }
}
