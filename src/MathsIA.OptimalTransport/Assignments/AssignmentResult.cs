using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>An answer to an assignment problem, with the certificate of its optimality, or of why there is no answer.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record AssignmentResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>For each source its target; −1 where it has none.</summary>
    public required Tensor<int> Targets { get; init; }

    /// <summary>For each target its source; −1 where it has none.</summary>
    public required Tensor<int> Sources { get; init; }

    /// <summary>The sum of the costs of the pairs.</summary>
    public required double Cost { get; init; }

    /// <summary>The value <c>Σ f_i + Σ g_j</c> of the dual: a lower bound of the cost of any assignment, up to rounding. +∞ if there is none.</summary>
    public required double DualValue { get; init; }

    /// <summary>The cost less the dual value: an upper bound of how far the assignment is from optimal. +∞ if it is not complete.</summary>
    public required double Gap { get; init; }

    /// <summary>The potentials f with <c>f_i + g_j ≤ c_ij</c>; at most 0 if there are more sources than targets, and then 0 for those without a pair.</summary>
    public required Tensor<T> SourcePotentials { get; init; }

    /// <summary>The potentials g; at most 0 if there are more targets than sources, and then 0 for those without a pair.</summary>
    public required Tensor<T> TargetPotentials { get; init; }

    /// <summary>Converged, or infeasible: some of the smaller side cannot be paired.</summary>
    public required Status Status { get; init; }

    /// <summary>If infeasible, sources and targets that show it: of the smaller side more than they can reach of the other (Hall's theorem).</summary>
    public (int[] Sources, int[] Targets)? Crowd { get; init; }

    /// <summary>Augmenting paths that were looked for.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The assignment as a plan: each pair carries the same mass.</summary>
    /// <param name="mass">The mass of a pair; the total is 1 if it is the inverse of the number of pairs.</param>
    /// <returns>The plan.</returns>
    public SparsePlan<T> ToPlan(T mass)
    {
        var entries = new List<PlanEntry<T>>();
        ReadOnlySpan<int> targets = Targets.AsSpan();
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] >= 0)
                entries.Add(new(i, targets[i], mass));
        }

        return new(Targets.Length, Sources.Length, [.. entries]);
    }
}
