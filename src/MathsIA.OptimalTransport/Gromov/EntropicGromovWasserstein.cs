using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Entropic Gromov-Wasserstein transport, <c>min F(P) + ε KL(P | a ⊗ b)</c> with F the plain or the fused objective of
/// <see cref="GromovWasserstein"/>, or F alone by proximal points.</summary>
/// <remarks>
/// <para>By default mirror descent with the step 1 / ε (Peyré, Cuturi, Solomon 2016): the next plan is the entropic transport plan for the gradient
/// of F as costs, and a fixed point is a stationary plan of the entropic problem. With <see cref="Proximal"/> the divergence is taken from the plan before
/// instead (H. Xu, D. Luo, H. Zha, L. Carin, ICML 2019): ε is then a step length, and the limit is stationary for F itself.</para>
/// <para>Sinkhorn's iterations start from the potentials of the iteration before, which are taken off the costs. Cost of an iteration:
/// <c>O(n² m + n m²)</c> and the sweeps.</para>
/// </remarks>
public sealed record EntropicGromovWasserstein
{
    /// <summary>The weight ε of the entropy, in the units of the objective.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, nameof(EntropicGromovWasserstein)); }

    /// <summary>Whether ε is the step of a proximal point method for the problem without entropy.</summary>
    public bool Proximal { get; init; }

    /// <summary>The loss between distances and the weight of the structures; the square and ½ by default.</summary>
    /// <exception cref="ArgumentNullException">The objective is null.</exception>
    public GromovObjective Objective
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, nameof(EntropicGromovWasserstein)); } = 500;

    /// <summary>The change of the plan, <c>‖P − P′‖₁</c> as a share of the total mass, at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(EntropicGromovWasserstein)); } = 1e-8;

    /// <summary>The most sweeps of each inner problem.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int InnerIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 2000;

    /// <summary>Which lower bounds to compute.</summary>
    public GromovBoundKinds Bounds { get; init; } = GromovBoundKinds.All;

    /// <summary>Told after each iteration, on the solver's thread: the change of the plan.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem, starting from <paramref name="initial"/> or the product of the masses.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="sourceStructure">The distances (or similarities) C within the first space, n × n.</param>
    /// <param name="targetStructure">The distances D within the second space, m × m.</param>
    /// <param name="source">The masses a of the first space, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b of the second space, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="features">The costs M between features, n × m; null when structures alone count, whatever α.</param>
    /// <param name="initial">A coupling to start from; null for the product of the masses.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the plan so far comes back.</param>
    /// <returns>The plan, its value, bounds and gaps. The gap of conditional gradients is that of F, which is not 0 at the optimum of the entropic problem.</returns>
    /// <exception cref="ArgumentNullException">A structure is null.</exception>
    /// <exception cref="ShapeMismatchException">A structure is not square, or features, masses or the initial plan do not fit them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is not finite or not in the domain of the loss, or a mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public GromovResult<T> Solve<T>(Tensor<T> sourceStructure, Tensor<T> targetStructure, Tensor<T>? source = null, Tensor<T>? target = null, Tensor<T>? features = null, ITransportPlan<T>? initial = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        GromovProblem problem = GromovProblem.Create(sourceStructure, targetStructure, source, target, features, Objective, context, nameof(EntropicGromovWasserstein));
        if (initial is not null && (initial.Rows != problem.Rows || initial.Columns != problem.Columns))
            throw new ShapeMismatchException($"EntropicGromovWasserstein: initial is a plan of {initial.Rows} sources and {initial.Columns} targets; {problem.Rows} and {problem.Columns} are asked for.");
        GromovBounds bounds = GromovBounds.Find(problem, Bounds, columnsFree: false, context, cancellationToken);
        var point = new GromovDescent(problem, new CouplingOracle(problem.Masses));
        point.Begin(initial?.ToDense().To<double>() ?? GromovStarts.All(problem, bounds, 0, 0).First());
        var trace = new List<double> { point.Value };
        Tensor<double> costs = Tensor.Uninitialized<double>(problem.Rows, problem.Columns), taken = Tensor.Zeros<double>(problem.Rows, problem.Columns);
        Tensor<double> a = Tensor.From(problem.Masses.Source), b = Tensor.From(problem.Masses.Target);
        double entropy = 0;
        Status status = Status.IterationLimit;
        int iteration = 0;
        for (; iteration < MaxIterations; iteration++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            Add(point.CurrentGradient, taken, costs);
            // Near the fixed point the potentials hardly change, and what is left of the costs starts at potentials of zero.
            TransportResult<double> inner = new Sinkhorn { Epsilon = Epsilon, MaxIterations = InnerIterations, Tolerance = Tolerance * 0.1, Scaling = iteration == 0 ? 0.5 : 1 }
                .Solve(new DenseCost<double>(costs), a, b, context, cancellationToken);
            Tensor<double> plan = inner.Plan.ToDense();
            if (inner.Status == Status.NonFinite)
            {
                status = Status.NonFinite;
                break;
            }

            entropy = Entropy(plan, problem.Masses);
            double change = Distance(plan, point.Plan) / problem.Masses.Total;
            // Proximal: the divergence from the last plan has the reduced costs as its logarithm. Otherwise only the potentials are carried on.
            TakeOff(Proximal ? costs : taken, inner, taken);
            point.Begin(plan);
            trace.Add(point.Value);
            Progress?.Report(new(iteration + 1, change));
            if (change <= Tolerance)
            {
                status = Status.Converged;
                iteration++;
                break;
            }
        }

        double gap = point.MeasureGap(CancellationToken.None);
        return GromovResult<T>.Create(problem, bounds, point.Plan, point.Linear, point.Quadratic, columnsFree: false) with
        {
            EntropicValue = Proximal ? null : point.Value + (Epsilon * entropy),
            FrankWolfeGap = gap,
            StartValues = [point.Value],
            Trace = trace,
            Status = status,
            Iterations = iteration,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    private static void Add(Tensor<double> x, Tensor<double> y, Tensor<double> destination)
    {
        Span<double> sum = destination.AsSpan();
        for (int k = 0; k < sum.Length; k++)
            sum[k] = x.AsSpan()[k] + y.AsSpan()[k];
    }

    private static void TakeOff(Tensor<double> from, TransportResult<double> inner, Tensor<double> destination)
    {
        ReadOnlySpan<double> f = inner.SourcePotentials.AsSpan(), g = inner.TargetPotentials.AsSpan(), given = from.AsSpan();
        Span<double> result = destination.AsSpan();
        for (int k = 0; k < result.Length; k++)
            result[k] = given[k] - f[k / g.Length] - g[k % g.Length];
    }

    private static double Distance(Tensor<double> x, Tensor<double> y)
    {
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
            sum += Math.Abs(x.AsSpan()[k] - y.AsSpan()[k]);
        return sum;
    }

    /// <summary><c>KL(P | a ⊗ b)</c>.</summary>
    private static double Entropy(Tensor<double> plan, Masses masses)
    {
        double sum = 0, mass = 0;
        for (int k = 0; k < plan.Length; k++)
        {
            double p = plan.AsSpan()[k];
            mass += p;
            if (p > 0)
                sum += p * Math.Log(p / (masses.Source[k / masses.Target.Length] * masses.Target[k % masses.Target.Length]));
        }

        return sum - mass + (masses.Total * masses.Total);
    }
}
