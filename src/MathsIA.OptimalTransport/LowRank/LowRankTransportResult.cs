using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>An answer of low rank: the plan in factors, its cost, and how good it is.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record LowRankTransportResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The plan.</summary>
    public required LowRankPlan<T> Plan { get; init; }

    /// <summary>The linear cost <c>⟨P, C⟩</c>: an upper bound of the cost of exact transport, as the plan is a coupling.</summary>
    public required double LinearCost { get; init; }

    /// <summary>A lower bound of the linear cost of all couplings, of any rank: the dual value of potentials that are feasible for exact transport. Null where there are too many costs to go
    /// through (2²⁶).</summary>
    public required double? LowerBound { get; init; }

    /// <summary>How far the cost is from that of exact transport at most, <see cref="LinearCost"/> less <see cref="LowerBound"/>: 0, but for rounding, at full rank; null with the bound.</summary>
    public double? Gap => LinearCost - LowerBound;

    /// <summary>The potentials f of the sources, with <c>f_i + g_j ≤ C_ij</c>; null with the bound.</summary>
    public required Tensor<T>? SourcePotentials { get; init; }

    /// <summary>The potentials g of the targets; null with the bound.</summary>
    public required Tensor<T>? TargetPotentials { get; init; }

    /// <summary>How far the marginals of the plan are from the masses, <c>‖P1 − a‖₁ + ‖Pᵀ1 − b‖₁</c>, as a share of the total mass.</summary>
    public required double MarginalError { get; init; }

    /// <summary>How much the factors still move: their symmetric Kullback-Leibler divergence over one step, divided by the squared step.</summary>
    public required double Residual { get; init; }

    /// <summary>The linear costs, one for each iteration.</summary>
    public required IReadOnlyList<double> Trace { get; init; }

    /// <summary>How the run ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Steps of mirror descent taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, cost and residual.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: cost {LinearCost:g8}, gap {Gap:g3}, residual {Residual:g3}, marginals off by {MarginalError:g3}");
}
