namespace MathsIA.Optimization;

/// <summary>Steps that decay like 1/√k, <c>τ_k = τ_0 / (1 + √(k/k_0))</c>.</summary>
/// <remarks>The long steps that averaged stochastic gradients ask for (Polyak and Juditsky 1992).</remarks>
public sealed record InverseSquareRootDecay : IStepSchedule
{
    private readonly double _first;
    private readonly double _scale;

    /// <summary>Creates the schedule.</summary>
    /// <param name="first">The first step <c>τ_0</c>, positive.</param>
    /// <param name="scale">The number of steps <c>k_0</c> after which it has halved, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite.</exception>
    public InverseSquareRootDecay(double first, double scale)
    {
        _first = Guard.Positive(first, nameof(InverseSquareRootDecay));
        _scale = Guard.Positive(scale, nameof(InverseSquareRootDecay));
    }

    /// <inheritdoc/>
    public double At(int k) => _first / (1 + Math.Sqrt(k / _scale));
}
