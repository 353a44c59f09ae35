using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>An answer to a partial entropic problem: the plan of the given mass, the potentials, every value by its own name, and bounds.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record PartialSinkhornResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The plan <c>P_ij = a_i b_j exp((f_i + g_j + λ − C_ij)/ε)</c>.</summary>
    public required EntropicPlan<T> Plan { get; init; }

    /// <summary>The mass that is moved.</summary>
    public required double Mass { get; init; }

    /// <summary>The marginal <c>P1</c>: what leaves each source.</summary>
    public required Tensor<T> SourceMarginal { get; init; }

    /// <summary>The marginal <c>Pᵀ1</c>: what reaches each target.</summary>
    public required Tensor<T> TargetMarginal { get; init; }

    /// <summary>The linear cost <c>⟨P, C⟩</c>.</summary>
    public required double LinearCost { get; init; }

    /// <summary><c>⟨P, C⟩ + ε KL(P | a ⊗ b)</c>, the objective.</summary>
    public required double KlValue { get; init; }

    /// <summary>The dual value <c>⟨f, a⟩ + ⟨g, b⟩ + λ s − ε Σ (P − a b)</c>: a lower bound of the smallest objective.</summary>
    public required double DualValue { get; init; }

    /// <summary>An upper bound of how far the plan is from optimal: the objective of the plan rounded to exact constraints, less the dual value.</summary>
    public required double Gap { get; init; }

    /// <summary>A lower bound of the smallest linear cost of all plans of this mass.</summary>
    public required double LowerBound { get; init; }

    /// <summary>An upper bound of the smallest linear cost of all plans of this mass: that of the rounded plan. +∞ where none is known.</summary>
    public required double UpperBound { get; init; }

    /// <summary>How far the potentials are from a fixed point: by how much the last update changed the marginal of the targets, as a share of the mass moved.</summary>
    public required double MarginalError { get; init; }

    /// <summary>By how much the marginals exceed the masses, as a share of the mass moved.</summary>
    public required double Excess { get; init; }

    /// <summary>The multiplier λ of the mass: what the next unit of mass costs.</summary>
    public required double MassMultiplier { get; init; }

    /// <summary>The potentials f ≤ 0 of the sources: below 0 for those that give all they have.</summary>
    public required Tensor<T> SourcePotentials { get; init; }

    /// <summary>The potentials g ≤ 0 of the targets: below 0 for those that are filled.</summary>
    public required Tensor<T> TargetPotentials { get; init; }

    /// <summary>How the solver ended; <see cref="Status.Infeasible"/> when forbidden arcs leave no room for the mass.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations taken, two sums over all costs each.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, cost and gap.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: mass {Mass:g6} at cost {LinearCost:g8}, gap {Gap:g3}");
}
