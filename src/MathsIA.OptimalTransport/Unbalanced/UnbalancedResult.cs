using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>An answer to an unbalanced entropic problem: the plan, its marginals, the potentials, every value by its own name, and how good they are.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record UnbalancedResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The plan <c>P_ij = a_i b_j exp((f_i + g_j − C_ij)/ε)</c>.</summary>
    public required EntropicPlan<T> Plan { get; init; }

    /// <summary>The mass that is moved, <c>Σ P_ij</c>.</summary>
    public required double Mass { get; init; }

    /// <summary>The marginal <c>P1</c>: what leaves each source.</summary>
    public required Tensor<T> SourceMarginal { get; init; }

    /// <summary>The marginal <c>Pᵀ1</c>: what reaches each target.</summary>
    public required Tensor<T> TargetMarginal { get; init; }

    /// <summary>The linear cost <c>⟨P, C⟩</c>.</summary>
    public required double LinearCost { get; init; }

    /// <summary>The penalty of the sources <c>Σ a_i φ₁((P1)_i/a_i)</c>, at the nearest marginal that the penalty allows.</summary>
    public required double SourcePenalty { get; init; }

    /// <summary>The penalty of the targets <c>Σ b_j φ₂((Pᵀ1)_j/b_j)</c>, at the nearest marginal that the penalty allows.</summary>
    public required double TargetPenalty { get; init; }

    /// <summary><c>⟨P, C⟩ + ε KL(P | a ⊗ b)</c>, with <c>KL(P | Q) = Σ P log(P/Q) − P + Q</c>: the objective without the penalties.</summary>
    public required double KlValue { get; init; }

    /// <summary>The objective: <see cref="KlValue"/> and both penalties.</summary>
    public required double PrimalValue { get; init; }

    /// <summary>The dual value <c>Σ a ψ₁(f) + Σ b ψ₂(g) − ε Σ (P − a b)</c>: a lower bound of the smallest objective.</summary>
    public required double DualValue { get; init; }

    /// <summary>The objective less the dual value: an upper bound of how far the plan is from optimal, where the penalties allow its marginals.</summary>
    public required double Gap { get; init; }

    /// <summary>A lower bound of the smallest <c>⟨P, C⟩</c> + penalties without entropy, from potentials that are feasible for that problem; −∞ where none is known.</summary>
    public required double LowerBound { get; init; }

    /// <summary>An upper bound of the same: the plan's own value; +∞ where its marginals are not allowed to within 1e-9 of the mass.</summary>
    public required double UpperBound { get; init; }

    /// <summary>How far the potentials are from a fixed point: by how much the last update changed the marginal of the targets, as a share of the total mass. For
    /// an <see cref="EqualityConstraint"/> this is the marginal error.</summary>
    public required double MarginalError { get; init; }

    /// <summary>How far the marginals are from what the penalties allow, as a share of the total mass: 0 for penalties that are finite everywhere.</summary>
    public required double Violation { get; init; }

    /// <summary>The potentials f of the sources; +∞ for one that can reach nothing.</summary>
    public required Tensor<T> SourcePotentials { get; init; }

    /// <summary>The potentials g of the targets; +∞ for one that nothing can reach.</summary>
    public required Tensor<T> TargetPotentials { get; init; }

    /// <summary>The gradient of the smallest objective with respect to the masses a, by the envelope theorem: <c>ψ₁(f_i) − ε ((P1)_i/a_i − Σ b)</c>. Right for masses of 0 too.</summary>
    public required Tensor<T> SourceGradient { get; init; }

    /// <summary>The gradient of the smallest objective with respect to the masses b, by the envelope theorem.</summary>
    public required Tensor<T> TargetGradient { get; init; }

    /// <summary>How the solver ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations taken, two sums over all costs each.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, objective and gap.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: objective {PrimalValue:g8}, gap {Gap:g3}, mass {Mass:g6}");
}
