using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Unbalanced entropic transport, <c>min_P ⟨P, C⟩ + ε KL(P | a ⊗ b) + Σ a φ₁(P1/a) + Σ b φ₂(Pᵀ1/b)</c>, each side with a penalty of its own.</summary>
/// <remarks>
/// <para>Coordinate ascent on the dual in the log domain: the soft minimum <c>s_i = −ε log Σ_j b_j exp((g_j − C_ij)/ε)</c>, then the potential that
/// the penalty makes of it (for relative entropy <c>f = ρ/(ρ+ε) s</c>, for total variation s cut to [−ρ, ρ]), and the same for the other side. The plain
/// alternation is slow in one direction, constants moved between the two sides, when ρ is large against ε; that constant is solved for in each
/// iteration, which makes the speed that of balanced transport at worst.</para>
/// <para>ε begins large and is brought down by a factor at a time. Nothing overflows, however small it is. Total masses may differ unless both sides are
/// under an <see cref="EqualityConstraint"/>. Cost: two exponentials for each cost and iteration, a third time at the end; memory O(n + m) beyond the costs.</para>
/// <para>Source: L. Chizat, G. Peyré, B. Schmitzer, F.-X. Vialard, Math. Comp. 87, 2018; T. Séjourné, F.-X. Vialard, G. Peyré, AISTATS 2022, for the translations.</para>
/// </remarks>
public sealed record UnbalancedSinkhorn
{
    private const string Operation = nameof(UnbalancedSinkhorn);
    private const double StageTolerance = 1e-2;

    /// <summary>The weight ε of the entropy, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, Operation, nameof(Epsilon)); }

    /// <summary>What it costs when what leaves the sources is not a.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required IMarginalPenalty SourcePenalty { get; init => field = value ?? throw new ArgumentNullException(nameof(SourcePenalty)); }

    /// <summary>What it costs when what reaches the targets is not b.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required IMarginalPenalty TargetPenalty { get; init => field = value ?? throw new ArgumentNullException(nameof(TargetPenalty)); }

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 10_000;

    /// <summary>The <see cref="UnbalancedResult{T}.MarginalError"/> at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation, nameof(Tolerance)); } = 1e-6;

    /// <summary>What ε is multiplied with from one stage to the next; 1 to start with ε itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 and at most 1.</exception>
    public double Scaling { get; init => field = SolverOption.Share(value, Operation, nameof(Scaling)); } = 0.5;

    /// <summary>Told after every iteration, on the solver's thread.</summary>
    public IProgress<SinkhornProgress>? Progress { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type of the costs; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The costs C: finite, or +∞ where no mass may go.</param>
    /// <param name="source">The masses a of the sources, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b of the targets, at least 0, of any total; null for the uniform distribution.</param>
    /// <param name="initial">Potentials of the targets to begin with, from a problem nearby; the run then starts with ε itself.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at after each iteration; the answer so far comes back.</param>
    /// <returns>Plan, marginals, potentials, values and bounds.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses or potentials as sources or targets, or none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite, or a potential not finite.</exception>
    /// <exception cref="ArgumentException">A total mass is 0, or they differ and both marginals must be equal to the given ones.</exception>
    public UnbalancedResult<T> Solve<T>(
        ICostGeometry<T> costs, Tensor<T>? source = null, Tensor<T>? target = null, Tensor<T>? initial = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        Masses masses = SourcePenalty is EqualityConstraint && TargetPenalty is EqualityConstraint
            ? Masses.Balanced(costs, source, target, Operation)
            : Masses.Unbalanced(costs, source, target, Operation);
        var state = new UnbalancedState<T>(costs, masses.Source, masses.Target, SourcePenalty, TargetPenalty, context);
        if (initial is not null)
            Doubles.Vector(initial, costs.Columns, Operation, nameof(initial)).CopyTo(state.G, 0);
        double total = Math.Max(masses.Source.Sum(), masses.Target.Sum());
        double epsilon = Scaling < 1 && initial is null ? Math.Max(Epsilon, CostRange.Of(costs).Spread) : Epsilon;
        Status status;
        double change;
        int iterations = 0;
        while (true)
        {
            change = state.Iterate(epsilon) / total;
            iterations++;
            Progress?.Report(new(iterations, epsilon, change));
            if (!double.IsFinite(change))
                status = Unreachable(state, masses) ? Status.Infeasible : Status.NonFinite;
            else if (epsilon == Epsilon && change <= Tolerance)
                status = Unreachable(state, masses) ? Status.Infeasible : Status.Converged;
            else if (iterations >= MaxIterations)
                status = Status.IterationLimit;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else
            {
                // A stage need only come near: the next one moves on anyway.
                if (epsilon > Epsilon && change <= StageTolerance)
                    epsilon = Math.Max(Epsilon, epsilon * Scaling);
                continue;
            }

            break;
        }

        // Whatever the stage, the answer is one for the epsilon asked for, with the rows at their best.
        state.UpdateSources(Epsilon);
        state.FindTargetMinima(Epsilon);
        return new UnbalancedAnswer<T>(costs, masses, state, SourcePenalty, TargetPenalty, Epsilon, context).Result(status, iterations, change, () => Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Solves several problems side by side.</summary>
    /// <typeparam name="T">The element type of the costs; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The costs of each problem.</param>
    /// <param name="sources">The masses of the sources of each problem; null, or null for a problem, for the uniform distribution.</param>
    /// <param name="targets">The masses of the targets of each problem; null, or null for a problem, for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null. Each problem takes one thread.</param>
    /// <param name="cancellationToken">Looked at after each iteration; the answers so far come back.</param>
    /// <returns>One answer a problem: the same bits as one after another.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">The lists have different lengths, or a problem does not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">As for a single problem.</exception>
    /// <exception cref="ArgumentException">As for a single problem.</exception>
    public IReadOnlyList<UnbalancedResult<T>> SolveBatch<T>(
        IReadOnlyList<ICostGeometry<T>> costs, IReadOnlyList<Tensor<T>?>? sources = null, IReadOnlyList<Tensor<T>?>? targets = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(costs);
        int count = ProblemBatch.Count(costs.Count, sources?.Count, targets?.Count, Operation);
        return ProblemBatch.Run(count, (k, inner) => Solve(costs[k], sources?[k], targets?[k], null, inner, cancellationToken), context);
    }

    /// <summary>Whether a source or target that must be emptied or filled can exchange mass with nothing.</summary>
    private bool Unreachable<T>(UnbalancedState<T> state, Masses masses) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Cut(SourcePenalty, masses.Source, state.SourceMinima) || Cut(TargetPenalty, masses.Target, state.TargetMinima);

    private static bool Cut(IMarginalPenalty penalty, double[] masses, double[] minima)
    {
        bool mayBeEmpty = penalty.Nearest(0) == 0;
        for (int i = 0; i < masses.Length; i++)
        {
            if (!mayBeEmpty && masses[i] > 0 && double.IsPositiveInfinity(minima[i]))
                return true;
        }

        return false;
    }
}
