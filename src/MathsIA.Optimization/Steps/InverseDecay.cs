namespace MathsIA.Optimization;

/// <summary>Steps that decay like 1/k, <c>τ_k = τ_0 / (1 + k/k_0)</c>.</summary>
/// <remarks>The sum of the steps diverges and that of their squares does not, so stochastic gradients converge (Robbins and Monro
/// 1951).</remarks>
public sealed record InverseDecay : IStepSchedule
{
    private readonly double _first;
    private readonly double _scale;

    /// <summary>Creates the schedule.</summary>
    /// <param name="first">The first step <c>τ_0</c>, positive.</param>
    /// <param name="scale">The number of steps <c>k_0</c> after which it has halved, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite.</exception>
    public InverseDecay(double first, double scale)
    {
        _first = Guard.Positive(first, nameof(InverseDecay));
        _scale = Guard.Positive(scale, nameof(InverseDecay));
    }

    /// <inheritdoc/>
    public double At(int k) => _first / (1 + (k / _scale));
}
