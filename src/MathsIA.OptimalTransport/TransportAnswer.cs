using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The answer to a problem and the solver that was picked for it.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <param name="Result">Plan, potentials, values and bounds.</param>
/// <param name="Choice">Which solver, and why.</param>
public sealed record TransportAnswer<T>(TransportResult<T> Result, TransportChoice Choice) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc cref="TransportResult{T}.Plan"/>
    public ITransportPlan<T> Plan => Result.Plan;

    /// <inheritdoc cref="TransportResult{T}.LinearCost"/>
    public double LinearCost => Result.LinearCost;

    /// <inheritdoc cref="TransportResult{T}.Gap"/>
    public double Gap => Result.Gap;

    /// <inheritdoc cref="TransportResult{T}.MarginalError"/>
    public double MarginalError => Result.MarginalError;

    /// <inheritdoc cref="TransportResult{T}.Status"/>
    public Status Status => Result.Status;

    /// <summary>One line: the result and the solver.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Choice.Solver}: {Result}";
}
