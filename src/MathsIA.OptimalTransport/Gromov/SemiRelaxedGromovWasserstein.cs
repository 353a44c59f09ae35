using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Semi-relaxed Gromov-Wasserstein transport: the masses of the second space are free,
/// <c>min (1 − α) ⟨M, P⟩ + α Σ L(C_ik, D_jl) P_ij P_kl</c> over <c>P ≥ 0</c>, <c>P1 = a</c>. It finds the part of the second space that the first one resembles.</summary>
/// <remarks>
/// <para>Conditional gradients as in <see cref="GromovWasserstein"/>, where the inner step has a closed form: each source sends
/// its mass where the gradient is smallest, <c>O(n m)</c>. Plans are sparse in the limit: many targets get nothing.</para>
/// <para>Of the lower bounds only the third holds, with each distance matched to the nearest one.</para>
/// <para>Source: C. Vincent-Cuaz, R. Flamary, M. Corneli, T. Vayer, N. Courty, "Semi-relaxed Gromov-Wasserstein divergence with applications on graphs",
/// ICLR 2022.</para>
/// </remarks>
public sealed record SemiRelaxedGromovWasserstein
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
    public int MaxIterations { get; init => field = SolverOption.Count(value, nameof(SemiRelaxedGromovWasserstein)); } = 1000;

    /// <summary>The gap of conditional gradients at which a start has converged, as a share of the largest entry of its first gradient.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or NaN.</exception>
    public double Tolerance
    {
        get;
        init => field = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "SemiRelaxedGromovWasserstein: the tolerance must not be negative.");
    } = 1e-9;

    /// <summary>How many random starts to make besides the product of the masses and the plan of the bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int RandomStarts { get; init => field = SolverOption.Count(value, nameof(SemiRelaxedGromovWasserstein)); } = 4;

    /// <summary>The seed of the random starts.</summary>
    public long Seed { get; init; }

    /// <summary>Told before each iteration, on the solver's thread: the iteration of the present start and its gap.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="sourceStructure">The distances (or similarities) C within the first space, n × n.</param>
    /// <param name="targetStructure">The distances D within the second space, m × m.</param>
    /// <param name="source">The masses a of the first space, at least 0; null for the uniform distribution.</param>
    /// <param name="features">The costs M between features, n × m; null when structures alone count, whatever α.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the best plan so far comes back.</param>
    /// <returns>The best plan, its value, bounds and gaps; the masses it gives to the second space are the column sums of the plan.</returns>
    /// <exception cref="ArgumentNullException">A structure is null.</exception>
    /// <exception cref="ShapeMismatchException">A structure is not square, or features or masses do not fit them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is not finite or not in the domain of the loss, or a mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total mass is 0.</exception>
    public GromovResult<T> Solve<T>(Tensor<T> sourceStructure, Tensor<T> targetStructure, Tensor<T>? source = null, Tensor<T>? features = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        GromovProblem problem = GromovProblem.Create(sourceStructure, targetStructure, source, null, features, Objective, context, nameof(SemiRelaxedGromovWasserstein));
        GromovBounds bounds = GromovBounds.Find(problem, GromovBoundKinds.Third, columnsFree: true, context, cancellationToken);
        var descent = new GromovDescent(problem, new RowOracle(problem.Masses));
        GromovResult<T>? best = null;
        var values = new List<double>();
        int iterations = 0;
        foreach (Tensor<double> plan in GromovStarts.All(problem, bounds, RandomStarts, Seed))
        {
            if (best is not null && cancellationToken.IsCancellationRequested)
                break;
            Status status = descent.Run(plan, MaxIterations, Tolerance, Progress, cancellationToken);
            iterations += descent.Iterations;
            values.Add(descent.Value);
            if (best is null || descent.Value < best.Value)
            {
                best = GromovResult<T>.Create(problem, bounds, descent.Plan, descent.Linear, descent.Quadratic, columnsFree: true) with
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
