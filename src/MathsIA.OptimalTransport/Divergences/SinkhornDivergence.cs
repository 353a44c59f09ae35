using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The Sinkhorn divergence, entropic transport without its bias: <c>S_ε(α, β) = OT_ε(α, β) − ½ OT_ε(α, α) − ½ OT_ε(β, β)</c>, and with penalties on the marginals
/// <c>+ ε/2 (Σa − Σb)²</c>.</summary>
/// <remarks>
/// <para>At least 0, and 0 only for equal measures, when exp(−C/ε) is a positive definite kernel, as for distances and squared distances; for ε → 0 it is
/// the transport cost, for ε → ∞ half the squared discrepancy of the kernel −C. The self terms come from one potential each, by an averaged fixed point.</para>
/// <para>Cost: that of <see cref="Sinkhorn"/> (or <see cref="UnbalancedSinkhorn"/>) for the first term and tens of sums over all costs for the others; memory O(n + m).</para>
/// <para>Source: A. Genevay, G. Peyré, M. Cuturi, "Learning Generative Models with Sinkhorn Divergences", AISTATS 2018; J. Feydy and others, AISTATS 2019; T. Séjourné and
/// others, "Sinkhorn Divergences for Unbalanced Optimal Transport", 2019.</para>
/// </remarks>
public sealed record SinkhornDivergence
{
    private const string Operation = nameof(SinkhornDivergence);

    /// <summary>The weight ε of the entropy, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, Operation, nameof(Epsilon)); }

    /// <summary>What it costs, on both sides, when a marginal is not the given measure; null for balanced transport.</summary>
    public IMarginalPenalty? Penalty { get; init; }

    /// <summary>The most iterations of each of the three problems.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 10_000;

    /// <summary>The marginal error at which each problem has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation, nameof(Tolerance)); } = 1e-6;

    /// <summary>What ε is multiplied with from one stage to the next; 1 to start with ε itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 and at most 1.</exception>
    public double Scaling { get; init => field = SolverOption.Share(value, Operation, nameof(Scaling)); } = 0.5;

    /// <summary>Told after every iteration of the transport between the two measures, on the solver's thread.</summary>
    public IProgress<SinkhornProgress>? Progress { get; init; }

    /// <summary>The divergence between two clouds of points.</summary>
    /// <typeparam name="T">The element type; potentials and sums are kept in doubles.</typeparam>
    /// <typeparam name="TCost">The cost, symmetric.</typeparam>
    /// <param name="sources">The points x_i, one a row.</param>
    /// <param name="targets">The points y_j, one a row, with as many coordinates.</param>
    /// <param name="cost">The cost between two points.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, at least 0; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at after each iteration; the answer so far comes back.</param>
    /// <returns>The divergence and its terms.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">Clouds or masses do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative, or anything not finite.</exception>
    /// <exception cref="ArgumentException">A total mass is 0, or they differ in balanced transport.</exception>
    public SinkhornDivergenceResult<T> Solve<T, TCost>(
        Tensor<T> sources, Tensor<T> targets, TCost cost = default, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IGroundCost<T> =>
        Solve(new PointCloudCost<T, TCost>(sources, targets, cost), new PointCloudCost<T, TCost>(sources, sources, cost), new PointCloudCost<T, TCost>(targets, targets, cost),
            source, target, context, cancellationToken);

    /// <summary>The divergence between two measures of any kind, given the three matrices of costs.</summary>
    /// <typeparam name="T">The element type; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The costs between sources and targets.</param>
    /// <param name="sourceCosts">The costs among the sources, symmetric.</param>
    /// <param name="targetCosts">The costs among the targets, symmetric.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, at least 0; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at after each iteration; the answer so far comes back.</param>
    /// <returns>The divergence and its terms.</returns>
    /// <exception cref="ArgumentNullException">Costs are null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">A total mass is 0, or they differ in balanced transport.</exception>
    public SinkhornDivergenceResult<T> Solve<T>(
        ICostGeometry<T> costs, ICostGeometry<T> sourceCosts, ICostGeometry<T> targetCosts, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        Masses masses = Penalty is null ? Masses.Balanced(costs, source, target, Operation) : Masses.Unbalanced(costs, source, target, Operation);
        ArgumentNullException.ThrowIfNull(sourceCosts);
        ArgumentNullException.ThrowIfNull(targetCosts);
        if (sourceCosts.Rows != costs.Rows || sourceCosts.Columns != costs.Rows || targetCosts.Rows != costs.Columns || targetCosts.Columns != costs.Columns)
            throw new ShapeMismatchException($"{Operation}: costs is {costs.Rows} by {costs.Columns}, sourceCosts {sourceCosts.Rows} by {sourceCosts.Columns}, targetCosts {targetCosts.Rows} by {targetCosts.Columns}.");
        IMarginalPenalty penalty = Penalty ?? new EqualityConstraint();
        Cross<T> cross = Penalty is null ? Balanced(costs, masses, context, cancellationToken) : Unbalanced(costs, masses, penalty, context, cancellationToken);
        var first = new SymmetricPotential<T>(sourceCosts, masses.Source, penalty, context);
        var second = new SymmetricPotential<T>(targetCosts, masses.Target, penalty, context);
        (Status firstStatus, int firstIterations, double firstError) = first.Run(Epsilon, Scaling, Tolerance, MaxIterations, cancellationToken);
        (Status secondStatus, int secondIterations, double secondError) = second.Run(Epsilon, Scaling, Tolerance, MaxIterations, cancellationToken);
        double own = first.Value(Epsilon), other = second.Value(Epsilon), difference = masses.Source.Sum() - masses.Target.Sum();
        return new()
        {
            Value = cross.Value - (own / 2) - (other / 2) + (Epsilon / 2 * difference * difference),
            CrossValue = cross.Value,
            SourceSelfValue = own,
            TargetSelfValue = other,
            SourceGradient = Doubles.Tensor<T>(Gradient(cross.SourceGradient, first, penalty, masses.Source.Sum(), difference)),
            TargetGradient = Doubles.Tensor<T>(Gradient(cross.TargetGradient, second, penalty, masses.Target.Sum(), -difference)),
            CrossPlan = cross.Plan,
            SourcePlan = SelfPlan(sourceCosts, masses.Source, first),
            TargetPlan = SelfPlan(targetCosts, masses.Target, second),
            MarginalError = Math.Max(cross.Error, Math.Max(firstError, secondError)),
            Status = cross.Status != Status.Converged ? cross.Status : firstStatus != Status.Converged ? firstStatus : secondStatus,
            Iterations = cross.Iterations + firstIterations + secondIterations,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    /// <summary>The divergences between several pairs of clouds, side by side.</summary>
    /// <typeparam name="T">The element type; potentials and sums are kept in doubles.</typeparam>
    /// <typeparam name="TCost">The cost, symmetric.</typeparam>
    /// <param name="sources">The first cloud of each pair.</param>
    /// <param name="targets">The second cloud of each pair.</param>
    /// <param name="cost">The cost between two points.</param>
    /// <param name="sourceMasses">The masses of the first clouds; null, or null for a pair, for the uniform distribution.</param>
    /// <param name="targetMasses">The masses of the second clouds; null, or null for a pair, for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null. Each pair takes one thread.</param>
    /// <param name="cancellationToken">Looked at after each iteration; the answers so far come back.</param>
    /// <returns>One answer a pair: the same bits as one after another.</returns>
    /// <exception cref="ArgumentNullException">A list or cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">The lists have different lengths, or a pair does not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">As for a single pair.</exception>
    /// <exception cref="ArgumentException">As for a single pair.</exception>
    public IReadOnlyList<SinkhornDivergenceResult<T>> SolveBatch<T, TCost>(
        IReadOnlyList<Tensor<T>> sources, IReadOnlyList<Tensor<T>> targets, TCost cost = default, IReadOnlyList<Tensor<T>?>? sourceMasses = null, IReadOnlyList<Tensor<T>?>? targetMasses = null,
        ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IGroundCost<T>
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count != sources.Count)
            throw new ShapeMismatchException($"{Operation}: sources has {sources.Count} clouds and targets {targets.Count}.");
        int count = ProblemBatch.Count(sources.Count, sourceMasses?.Count, targetMasses?.Count, Operation);
        return ProblemBatch.Run(count, (k, inner) => Solve(sources[k], targets[k], cost, sourceMasses?[k], targetMasses?[k], inner, cancellationToken), context);
    }

    private Cross<T> Balanced<T>(ICostGeometry<T> costs, Masses masses, ComputeContext? context, CancellationToken cancellationToken) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TransportResult<T> result = new Sinkhorn { Epsilon = Epsilon, MaxIterations = MaxIterations, Tolerance = Tolerance, Scaling = Scaling, Progress = Progress }
            .Solve(costs, Doubles.Tensor<T>(masses.Source), Doubles.Tensor<T>(masses.Target), context, cancellationToken);
        // The gradients of −ε (Σ P − Σa Σb), which for equal masses is a constant.
        return new(result.DualValue, result.Plan, Doubles.Read(result.SourcePotentials), Doubles.Read(result.TargetPotentials), result.MarginalError, result.Status, result.Iterations);
    }

    private Cross<T> Unbalanced<T>(ICostGeometry<T> costs, Masses masses, IMarginalPenalty penalty, ComputeContext? context, CancellationToken cancellationToken) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var solver = new UnbalancedSinkhorn { Epsilon = Epsilon, MaxIterations = MaxIterations, Tolerance = Tolerance, Scaling = Scaling, SourcePenalty = penalty, TargetPenalty = penalty, Progress = Progress };
        UnbalancedResult<T> result = solver.Solve(costs, Doubles.Tensor<T>(masses.Source), Doubles.Tensor<T>(masses.Target), context: context, cancellationToken: cancellationToken);
        return new(result.DualValue, result.Plan, Doubles.Read(result.SourceGradient), Doubles.Read(result.TargetGradient), result.MarginalError, result.Status, result.Iterations);
    }

    private double[] Gradient<T>(double[] cross, SymmetricPotential<T> self, IMarginalPenalty penalty, double total, double difference) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = new double[cross.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            double own = penalty.DualValue(self.Potential[i]);
            if (Penalty is not null)
                own -= Epsilon * (LogDomain.Ratio(self.Potential[i], self.Minima[i], Epsilon) - total);
            gradient[i] = cross[i] - own + (Epsilon * difference);
        }

        return gradient;
    }

    private EntropicPlan<T> SelfPlan<T>(ICostGeometry<T> costs, double[] masses, SymmetricPotential<T> self) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] potential = LogDomain.ForPlans(self.Potential);
        return new(costs, masses, masses, potential, potential, Epsilon);
    }

    private sealed record Cross<T>(double Value, ITransportPlan<T> Plan, double[] SourceGradient, double[] TargetGradient, double Error, Status Status, int Iterations)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
