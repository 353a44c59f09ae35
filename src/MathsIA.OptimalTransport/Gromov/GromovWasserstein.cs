using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Gromov-Wasserstein transport between two spaces known by their inner distances,
/// <c>min Σ L(C_ik, D_jl) P_ij P_kl</c> over <c>P ≥ 0</c>, <c>P1 = a</c>, <c>Pᵀ1 = b</c>; with costs M between features the fused problem,
/// <c>min (1 − α) ⟨M, P⟩ + α Σ L(C_ik, D_jl) P_ij P_kl</c>. With the square loss the value is the squared distance.</summary>
/// <remarks>
/// <para>Conditional gradients with exact line search: each iteration solves an exact transport problem for the gradient and takes
/// the best point of the segment to its plan, so the value never rises and the plan stays a coupling. An iteration costs
/// <c>O(n² m + n m²)</c> and one network simplex.</para>
/// <para>The problem is not convex: several starts are made (the product of the masses, the plans of two lower bounds, random ones), the best is
/// kept, and lower bounds say how far from the global optimum it can be.</para>
/// <para>Sources: F. Mémoli, Found. Comput. Math. 11, 2011; G. Peyré, M. Cuturi, J. Solomon, ICML 2016; T. Vayer, L. Chapel, R. Flamary, R. Tavenard,
/// N. Courty, "Optimal Transport for Structured Data with Application on Graphs", ICML 2019, for the fused problem and the line search.</para>
/// </remarks>
public sealed record GromovWasserstein
{
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

    /// <summary>The most iterations of each start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, nameof(GromovWasserstein)); } = 1000;

    /// <summary>The gap of conditional gradients at which a start has converged, as a share of the largest entry of its first gradient.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or NaN.</exception>
    public double Tolerance
    {
        get;
        init => field = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "GromovWasserstein: the tolerance must not be negative.");
    } = 1e-9;

    /// <summary>How many random starts to make besides the product and the plans of the bounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int RandomStarts { get; init => field = SolverOption.Count(value, nameof(GromovWasserstein)); } = 2;

    /// <summary>The seed of the random starts.</summary>
    public long Seed { get; init; }

    /// <summary>Which lower bounds to compute; the first and the third also give plans to start from.</summary>
    public GromovBoundKinds Bounds { get; init; } = GromovBoundKinds.All;

    /// <summary>Told before each iteration, on the solver's thread: the iteration of the present start and its gap.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="sourceStructure">The distances (or similarities) C within the first space, n × n. Need not be symmetric.</param>
    /// <param name="targetStructure">The distances D within the second space, m × m.</param>
    /// <param name="source">The masses a of the first space, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b of the second space, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="features">The costs M between features, n × m; null when structures alone count, whatever α.</param>
    /// <param name="initial">A coupling to start from besides the others; null for none.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the best plan so far comes back.</param>
    /// <returns>The best plan, its value, bounds and gaps.</returns>
    /// <exception cref="ArgumentNullException">A structure is null.</exception>
    /// <exception cref="ShapeMismatchException">A structure is not square, or features, masses or the initial plan do not fit them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is not finite or not in the domain of the loss, or a mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public GromovResult<T> Solve<T>(Tensor<T> sourceStructure, Tensor<T> targetStructure, Tensor<T>? source = null, Tensor<T>? target = null, Tensor<T>? features = null, ITransportPlan<T>? initial = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        GromovProblem problem = GromovProblem.Create(sourceStructure, targetStructure, source, target, features, Objective, context, nameof(GromovWasserstein));
        if (initial is not null && (initial.Rows != problem.Rows || initial.Columns != problem.Columns))
            throw new ShapeMismatchException($"GromovWasserstein: initial is a plan of {initial.Rows} sources and {initial.Columns} targets; {problem.Rows} and {problem.Columns} are asked for.");
        GromovBounds bounds = GromovBounds.Find(problem, Bounds, columnsFree: false, context, cancellationToken);
        var descent = new GromovDescent(problem, new CouplingOracle(problem.Masses));
        GromovResult<T>? best = null;
        var values = new List<double>();
        int iterations = 0;
        foreach (Tensor<double> plan in GromovStarts.Given(initial).Concat(GromovStarts.All(problem, bounds, RandomStarts, Seed)))
        {
            if (best is not null && cancellationToken.IsCancellationRequested)
                break;
            Status status = descent.Run(plan, MaxIterations, Tolerance, Progress, cancellationToken);
            iterations += descent.Iterations;
            values.Add(descent.Value);
            if (best is null || descent.Value < best.Value)
            {
                best = GromovResult<T>.Create(problem, bounds, descent.Plan, descent.Linear, descent.Quadratic, columnsFree: false) with
                {
                    FrankWolfeGap = descent.Gap,
                    Trace = [.. descent.Trace],
                    Status = status,
                };
            }
        }

        return best! with { StartValues = values, Iterations = iterations, Elapsed = Stopwatch.GetElapsedTime(start) };
    }
}
