namespace MathsIA.Optimization;

/// <summary>The same step always, <c>τ_k = τ</c>.</summary>
/// <remarks>Stochastic gradients then come down fast to a plateau whose height grows with <c>τ</c>.</remarks>
public sealed record ConstantSchedule : IStepSchedule
{
    private readonly double _step;

    /// <summary>Creates the schedule.</summary>
    /// <param name="step">The step <c>τ</c>, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive and finite.</exception>
    public ConstantSchedule(double step) => _step = Guard.Positive(step, nameof(ConstantSchedule));

    /// <inheritdoc/>
    public double At(int k) => _step;
}
