using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A barycenter on a given support: its masses, a plan to each measure, every value by its own name, and how good they are.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record BarycenterResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The masses p of the barycenter, one a point of the support; they sum to the common mass of the measures.</summary>
    public required Tensor<T> Masses { get; init; }

    /// <summary>The plan from the barycenter to each measure.</summary>
    public required IReadOnlyList<ITransportPlan<T>> Plans { get; init; }

    /// <summary>The linear cost <c>⟨P_k, C_k⟩</c> to each measure; null where the plans have too many entries to go through (2²⁶) and the costs no structure.</summary>
    public required IReadOnlyList<double>? LinearCosts { get; init; }

    /// <summary>The objective that the solver names, at these masses and at plans with exact marginals: an upper bound of the smallest. Null where the plans have too many entries to go through (2²⁶) and the costs no structure.</summary>
    public required double? Value { get; init; }

    /// <summary>The value of the dual at the potentials: for the plain problems a lower bound of the smallest objective.</summary>
    public required double DualValue { get; init; }

    /// <summary><see cref="Value"/> less <see cref="DualValue"/>: an upper bound of how far the answer is from optimal, for the plain problems. Null with the value.</summary>
    public double? Gap => Value - DualValue;

    /// <summary>The potentials f_k on the support, one for each measure; weighted they sum to 0, or at the dual optimum of exact barycenters are at least 0.</summary>
    public required IReadOnlyList<Tensor<T>> SupportPotentials { get; init; }

    /// <summary>The potentials g_k on each measure.</summary>
    public required IReadOnlyList<Tensor<T>> MeasurePotentials { get; init; }

    /// <summary>How far each plan's marginal on the support is from the masses, <c>‖P_k 1 − p‖₁</c>, as a share of the mass. The other marginal is met exactly.</summary>
    public required IReadOnlyList<double> MarginalErrors { get; init; }

    /// <summary>How the solver ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations or pivots taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, dual value and gap.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: dual value {DualValue:g8}, gap {Gap:g3}, marginals off by {MarginalErrors.Max():g3}");
}
