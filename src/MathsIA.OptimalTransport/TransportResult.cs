using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>An answer to a transport problem: the plan, the potentials, every value by its own name, and how good they are.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record TransportResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The coupling P.</summary>
    public required ITransportPlan<T> Plan { get; init; }

    /// <summary>The linear cost <c>⟨P, C⟩</c>.</summary>
    public required double LinearCost { get; init; }

    /// <summary>The value of the dual at the potentials. For exact transport <c>⟨f, a⟩ + ⟨g, b⟩</c> with <c>f_i + g_j ≤ C_ij</c>: a lower bound of the
    /// optimal cost. For entropic transport <c>⟨f, a⟩ + ⟨g, b⟩ − ε Σ (a_i b_j e^((f_i + g_j − C_ij)/ε) − a_i b_j)</c>: a lower bound of the smallest
    /// <see cref="KlValue"/>.</summary>
    public required double DualValue { get; init; }

    /// <summary><c>⟨P, C⟩ + ε KL(P | a ⊗ b)</c>, the objective of entropic transport as a function of the plan; null for exact transport.</summary>
    public double? KlValue { get; init; }

    /// <summary><c>⟨P, C⟩ − ε H(P)</c> with <c>H(P) = −Σ P (log P − 1)</c>, the objective with the entropy of the plan itself; null for exact transport.
    /// It differs from <see cref="KlValue"/> by a constant of the masses.</summary>
    public double? EntropicValue { get; init; }

    /// <summary>An upper bound of how far the plan is from optimal: its objective (the linear cost, or the KL value) less the dual value.</summary>
    public required double Gap { get; init; }

    /// <summary>A lower bound of the smallest linear cost of all couplings, entropic or not: the dual value of potentials that are feasible for exact transport.</summary>
    public required double LowerBound { get; init; }

    /// <summary>An upper bound of the smallest linear cost of all couplings: the linear cost of the plan rounded to exact marginals. +∞ where none is known.</summary>
    public required double UpperBound { get; init; }

    /// <summary>How far the marginals of the plan are from the masses: <c>‖P1 − a‖₁ + ‖Pᵀ1 − b‖₁</c>, as a share of the total mass.</summary>
    public required double MarginalError { get; init; }

    /// <summary>By how much the two total masses differed before the targets were scaled to the sources, as a share of the total.</summary>
    public required double MassDefect { get; init; }

    /// <summary>The potentials f of the sources.</summary>
    public required Tensor<T> SourcePotentials { get; init; }

    /// <summary>The potentials g of the targets.</summary>
    public required Tensor<T> TargetPotentials { get; init; }

    /// <summary>How the solver ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Pivots or sweeps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The weight ε of the entropy that an entropic solver used, in the units of the costs; null for exact transport.</summary>
    public double? Epsilon { get; init; }

    /// <summary>How an entropic solver kept the kernel in the end; null for exact transport.</summary>
    public EntropicForm? Form { get; init; }

    /// <summary>The error after every sweep of an entropic solver, where it was asked to keep them; else empty.</summary>
    public IReadOnlyList<SinkhornProgress> Trace { get; init; } = [];

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, cost and gap.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: cost {LinearCost:g8}, gap {Gap:g3}, marginals off by {MarginalError:g3}");
}
