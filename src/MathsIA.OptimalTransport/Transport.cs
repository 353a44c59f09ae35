using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>One way in: picks the solver from the problem, and says which it picked and why.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Normal distributions: the closed form of Bures and Wasserstein.</item>
/// <item>Points on the line, no ε: sorting.</item>
/// <item>As many targets as sources, all masses equal, no ε: the assignment problem.</item>
/// <item>Any other masses or costs, no ε: the network simplex, up to <see cref="TransportOptions.ExactPairs"/> pairs.</item>
/// <item>With an ε: Sinkhorn's iterations; from <see cref="TransportOptions.MultiscalePairs"/> pairs on, squared distances in up to three dimensions from coarse to fine.</item>
/// <item>Squared distances in more dimensions, no ε, from <see cref="TransportOptions.LowRankPairs"/> pairs on: plans of low rank, in linear time.</item>
/// </list>
/// Whatever is picked, the bounds of the result are for exact transport.
/// </remarks>
public static class Transport
{
    private const string Operation = nameof(Transport);

    /// <summary>Transport between points for squared distances.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The measure to move.</param>
    /// <param name="target">Where to move it.</param>
    /// <param name="options">What is asked for; exact transport if null.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at by the solver; its answer so far comes back.</param>
    /// <returns>The answer, and the choice.</returns>
    /// <exception cref="ArgumentNullException">A measure is null.</exception>
    /// <exception cref="ShapeMismatchException">The numbers of coordinates differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public static TransportAnswer<T> Solve<T>(Measure<T> source, Measure<T> target, TransportOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Solve(source, target, default(SquaredEuclideanCost<T>), options, context, cancellationToken);

    /// <summary>Transport between points for any cost.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TCost">The cost between two points.</typeparam>
    /// <param name="source">The measure to move.</param>
    /// <param name="target">Where to move it.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="options">What is asked for; exact transport if null.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at by the solver; its answer so far comes back.</param>
    /// <returns>The answer, and the choice.</returns>
    /// <exception cref="ArgumentNullException">A measure is null.</exception>
    /// <exception cref="ShapeMismatchException">The numbers of coordinates differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public static TransportAnswer<T> Solve<T, TCost>(Measure<T> source, Measure<T> target, TCost cost, TransportOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IGroundCost<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        options ??= new();
        bool squared = typeof(TCost) == typeof(SquaredEuclideanCost<T>), distance = typeof(TCost) == typeof(EuclideanCost<T>);
        var costs = new PointCloudCost<T, TCost>(source.Points, target.Points, cost);
        long pairs = (long)source.Count * target.Count;
        if (options.Epsilon is null && source.Dimension == 1 && (squared || distance))
        {
            var line = new LineTransport { Power = squared ? 2 : 1 };
            return new(line.Solve(source.Points.Clone().Flatten(), target.Points.Clone().Flatten(), source.Weights, target.Weights),
                new(TransportSolver.Line, "The points lie on a line, where mass moves in order: sorting is exact."));
        }

        if (options.Epsilon is null && pairs <= options.ExactPairs)
            return Exact(costs, source.Weights, target.Weights, IsUniform(source.Weights) && IsUniform(target.Weights), cancellationToken);

        if (options.Epsilon is null && squared && source.Dimension > 3 && pairs >= options.LowRankPairs)
        {
            return new(LowRank(source, target, options, context, cancellationToken),
                new(TransportSolver.LowRank, $"{pairs} pairs of points in {source.Dimension} dimensions are too many to go through; a plan of rank {options.PlanRank} takes time linear in the points, and costs more than the best one."));
        }

        (double epsilon, string why) = options.Epsilon is { } given
            ? (given, "An epsilon is given")
            : (options.RelativeEpsilon * Size(source, target, costs), $"{pairs} pairs are more than the {options.ExactPairs} that exact transport is allowed, so a small epsilon stands in");
        if (squared && source.Dimension <= 3 && pairs >= options.MultiscalePairs)
        {
            return new(new MultiscaleSinkhorn { Epsilon = epsilon, Tolerance = options.Tolerance }.Solve(source.Points, target.Points, source.Weights, target.Weights, cancellationToken),
                new(TransportSolver.Multiscale, $"{why}; {pairs} pairs of points in {source.Dimension} dimensions are best taken from coarse to fine."));
        }

        return new(Entropic(costs, source.Weights, target.Weights, epsilon, options, context, cancellationToken),
            new(TransportSolver.Sinkhorn, $"{why}; costs between points are computed when asked for, and none is kept."));
    }

    /// <summary>Transport for given costs.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="costs">The costs.</param>
    /// <param name="source">The masses of the sources; null for the uniform distribution.</param>
    /// <param name="target">The masses of the targets; null for the uniform distribution.</param>
    /// <param name="options">What is asked for; exact transport if null.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at by the solver; its answer so far comes back.</param>
    /// <returns>The answer, and the choice.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses as sources or targets, or none of either.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public static TransportAnswer<T> Solve<T>(ICostGeometry<T> costs, Tensor<T>? source = null, Tensor<T>? target = null, TransportOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Masses masses = Masses.Balanced(costs, source, target, Operation);
        options ??= new();
        if (options.Epsilon is null)
            return Exact(costs, source, target, masses.Source.Distinct().Count() == 1 && masses.Target.Distinct().Count() == 1, cancellationToken);
        return new(Entropic(costs, source, target, options.Epsilon.Value, options, context, cancellationToken), new(TransportSolver.Sinkhorn, "An epsilon is given."));
    }

    /// <summary>Transport between normal distributions for squared distances.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The measure to move.</param>
    /// <param name="target">Where to move it.</param>
    /// <returns>The squared distance and the map.</returns>
    /// <exception cref="ArgumentNullException">A measure is null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A covariance is not symmetric positive semidefinite, or something is not finite.</exception>
    /// <exception cref="ArgumentException">The covariance of the source is singular: there is no map.</exception>
    public static GaussianTransport<T> Solve<T>(GaussianMeasure<T> source, GaussianMeasure<T> target) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        double squared = BuresWasserstein.SquaredDistance(source.Mean, source.Covariance, target.Mean, target.Covariance);
        var map = new AffineMap<T>(source.Mean, BuresWasserstein.Map(source.Covariance, target.Covariance), target.Mean);
        return new(squared, map, new(TransportSolver.Gaussian, "Both measures are normal distributions, for which the optimal map is affine."));
    }

    private static TransportAnswer<T> Exact<T>(ICostGeometry<T> costs, Tensor<T>? source, Tensor<T>? target, bool uniform, CancellationToken cancellationToken) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (uniform && costs.Rows == costs.Columns)
        {
            Masses masses = Masses.Balanced(costs, source, target, Operation);
            AssignmentResult<T> pairs = new LinearAssignment().Solve(costs, cancellationToken);
            if (pairs.Status == Status.Converged)
                return new(Coupling(pairs, masses), new(TransportSolver.Assignment, "There are as many targets as sources, all of the same mass: an optimal plan is a permutation."));
        }

        return new(new NetworkSimplex().Solve(costs, source, target, cancellationToken: cancellationToken), new(TransportSolver.NetworkSimplex, "Exact transport is asked for, between masses that differ or are not as many on both sides."));
    }

    private static TransportResult<T> Entropic<T>(ICostGeometry<T> costs, Tensor<T>? source, Tensor<T>? target, double epsilon, TransportOptions options, ComputeContext? context, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Sinkhorn { Epsilon = epsilon, Tolerance = options.Tolerance }.Solve(costs, source, target, context, cancellationToken);

    /// <summary>A plan of low rank. Where there are too many pairs for potentials, those of 0 stand: squared distances are not negative, so they are feasible.</summary>
    private static TransportResult<T> LowRank<T>(Measure<T> source, Measure<T> target, TransportOptions options, ComputeContext? context, CancellationToken cancellationToken) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LowRankCost<T> costs = LowRankCost<T>.SquaredEuclidean(source.Points, target.Points);
        LowRankTransportResult<T> result = new LowRankSinkhorn { PlanRank = options.PlanRank }.Solve(costs, source.Weights, target.Weights, context, cancellationToken);
        double lower = Math.Max(0, result.LowerBound ?? 0);
        return new()
        {
            Plan = result.Plan,
            LinearCost = result.LinearCost,
            DualValue = result.LowerBound ?? 0,
            Gap = result.LinearCost - lower,
            LowerBound = lower,
            UpperBound = result.LinearCost,
            MarginalError = result.MarginalError,
            MassDefect = Masses.Balanced(costs, source.Weights, target.Weights, Operation).Defect,
            SourcePotentials = result.SourcePotentials ?? Tensor.Zeros<T>(source.Count),
            TargetPotentials = result.TargetPotentials ?? Tensor.Zeros<T>(target.Count),
            Status = result.Status,
            Iterations = result.Iterations,
            Elapsed = result.Elapsed,
        };
    }

    /// <summary>An assignment as a plan: each pair carries the mass of its source.</summary>
    private static TransportResult<T> Coupling<T>(AssignmentResult<T> pairs, Masses masses) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double mass = masses.Source[0];
        int n = masses.Source.Length;
        return new()
        {
            Plan = new SparsePlan<T>(n, n, [.. Enumerable.Range(0, n).Select(i => new PlanEntry<T>(i, pairs.Targets[i], T.CreateTruncating(mass)))]),
            LinearCost = pairs.Cost * mass,
            DualValue = pairs.DualValue * mass,
            Gap = pairs.Gap * mass,
            LowerBound = pairs.DualValue * mass,
            UpperBound = pairs.Cost * mass,
            MarginalError = 0,
            MassDefect = masses.Defect,
            SourcePotentials = pairs.SourcePotentials,
            TargetPotentials = pairs.TargetPotentials,
            Status = pairs.Status,
            Iterations = pairs.Iterations,
            Elapsed = pairs.Elapsed,
        };
    }

    private static bool IsUniform<T>(Tensor<T> weights) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] given = weights.ToArray();
        return Array.TrueForAll(given, weight => weight == given[0]);
    }

    /// <summary>The mean cost from a few sources to all targets: the scale of the costs.</summary>
    private static double Size<T, TCost>(Measure<T> source, Measure<T> target, PointCloudCost<T, TCost> costs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IGroundCost<T>
    {
        const int Few = 64;
        var buffer = new T[target.Count];
        int step = Math.Max(1, source.Count / Few), rows = 0;
        double sum = 0;
        for (int i = 0; i < source.Count; i += step, rows++)
        {
            foreach (T entry in costs.Row(i, 0, buffer))
                sum += Math.Abs(double.CreateTruncating(entry)) / target.Count;
        }

        Debug.Assert(rows > 0, "There is at least one source.");
        return Math.Max(double.Epsilon, sum / rows);
    }
}
