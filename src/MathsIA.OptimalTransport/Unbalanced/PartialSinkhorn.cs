using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Partial entropic transport, <c>min ⟨P, C⟩ + ε KL(P | a ⊗ b)</c> over <c>P1 ≤ a</c>, <c>Pᵀ1 ≤ b</c>, <c>Σ P = s</c>: a given mass goes the
/// cheapest way, and the rest stays.</summary>
/// <remarks>
/// <para>The projections of Benamou and others, in the log domain and on the dual, where they are coordinate ascent over potentials f, g ≤ 0 and the
/// multiplier λ of the mass; λ is solved for exactly together with each side. Nothing overflows, however small ε is.</para>
/// <para>ε begins large and is brought down by a factor at a time. Cost: two exponentials for each cost and iteration and a sort of each side; three walks over the plan at the end; memory O(n + m)
/// beyond the costs.</para>
/// <para>Source: J.-D. Benamou, G. Carlier, M. Cuturi, L. Nenna, G. Peyré, "Iterative Bregman Projections for Regularized Transportation Problems", SIAM J. Sci.
/// Comput. 37(2), 2015.</para>
/// </remarks>
public sealed record PartialSinkhorn
{
    private const string Operation = nameof(PartialSinkhorn);
    private const double StageTolerance = 1e-2;

    /// <summary>The weight ε of the entropy, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, Operation, nameof(Epsilon)); }

    /// <summary>The mass s to move.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Mass { get; init => field = SolverOption.Positive(value, Operation, nameof(Mass)); }

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 10_000;

    /// <summary>The <see cref="PartialSinkhornResult{T}.MarginalError"/> at which the run has converged.</summary>
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
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite, a potential not finite, or <see cref="Mass"/> is more than either side has.</exception>
    /// <exception cref="ArgumentException">A total mass is 0.</exception>
    public PartialSinkhornResult<T> Solve<T>(
        ICostGeometry<T> costs, Tensor<T>? source = null, Tensor<T>? target = null, Tensor<T>? initial = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double Rounding = 1e-12;
        long start = Stopwatch.GetTimestamp();
        Masses masses = Masses.Unbalanced(costs, source, target, Operation);
        double most = Math.Min(masses.Source.Sum(), masses.Target.Sum());
        if (!(Mass <= most * (1 + Rounding)))
            throw new ArgumentOutOfRangeException(nameof(Mass), Mass, $"{Operation}: the sides hold {masses.Source.Sum():R} and {masses.Target.Sum():R}; no more than {most:R} can be moved.");
        double mass = Math.Min(Mass, most);
        var state = new PartialState<T>(costs, masses.Source, masses.Target, mass, context);
        if (initial is not null)
            Array.ConvertAll(Doubles.Vector(initial, costs.Columns, Operation, nameof(initial)), g => Math.Min(0, g)).CopyTo(state.G, 0);
        CostRange range = CostRange.Of(costs);
        double epsilon = Scaling < 1 && initial is null ? Math.Max(Epsilon, range.Spread) : Epsilon, logs = LargestDivergence(masses, mass);
        Status status;
        double change;
        int iterations = 0;
        while (true)
        {
            change = state.Iterate(epsilon) / mass;
            iterations++;
            Progress?.Report(new(iterations, epsilon, change));
            // No plan costs more than this: a dual value beyond it says that there is none.
            if (double.IsPositiveInfinity(state.Level) || state.DualValue(epsilon) > (mass * range.Largest) + (epsilon * logs) + (Rounding * Math.Abs(mass * range.Largest)))
                status = Status.Infeasible;
            else if (!double.IsFinite(change))
                status = Status.NonFinite;
            else if (epsilon == Epsilon && change <= Tolerance)
                status = Status.Converged;
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

        // Whatever the stage, the answer is one for the epsilon asked for, with the mass met exactly.
        state.UpdateSources(Epsilon);
        return new PartialAnswer<T>(costs, masses, mass, state, Epsilon, context).Result(status, iterations, change, () => Stopwatch.GetElapsedTime(start));
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
    public IReadOnlyList<PartialSinkhornResult<T>> SolveBatch<T>(
        IReadOnlyList<ICostGeometry<T>> costs, IReadOnlyList<Tensor<T>?>? sources = null, IReadOnlyList<Tensor<T>?>? targets = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(costs);
        int count = ProblemBatch.Count(costs.Count, sources?.Count, targets?.Count, Operation);
        return ProblemBatch.Run(count, (k, inner) => Solve(costs[k], sources?[k], targets?[k], null, inner, cancellationToken), context);
    }

    /// <summary>An upper bound of KL(P | a ⊗ b) over all plans of the mass: an entry is at most as large as the smaller of its masses.</summary>
    private static double LargestDivergence(Masses masses, double mass)
    {
        double least = Math.Min(masses.Rows.Min(i => masses.Source[i]), masses.Columns.Min(j => masses.Target[j]));
        return (mass * Math.Abs(Math.Log(least))) + (masses.Source.Sum() * masses.Target.Sum());
    }
}
