namespace MathsIA.Optimization;

/// <summary>When a kernel logistic regression stops.</summary>
public sealed record KernelLogisticOptions
{
    /// <summary>Converged when the norm of <c>λ h + g</c> is at most this times <c>√n</c>; null, the default, for 1e-10 in double and 1e-5 in float.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double? Tolerance { get; init => field = value is { } tolerance ? Guard.NonNegative(tolerance, nameof(KernelLogisticOptions), nameof(value)) : null; }

    /// <summary>The most Newton steps. By default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations { get; init => field = Guard.AtLeastOne(value, nameof(KernelLogisticOptions), nameof(value)); } = 100;
}
