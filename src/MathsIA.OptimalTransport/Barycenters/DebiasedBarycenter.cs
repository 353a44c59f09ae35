using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The barycenter of Sinkhorn divergences on the support of the measures: <c>min_p Σ_k λ_k S_ε(p, b_k)</c>, sharp where the entropic one is blurred.</summary>
/// <remarks>
/// <para>The projections of <see cref="EntropicBarycenter"/> with the barycenter's transport to itself divided out: <c>p = c Π_k (K v_k)^λ_k</c>, and <c>c ← √(c p / Kc)</c>, whose fixed
/// point is <c>c ∘ Kc = p</c>. In kernel form or the log domain, as there. The barycenter of Gaussians of one width has that width, of Diracs on a line that of a Dirac.</para>
/// <para>The value is the objective itself, <c>Σ λ_k (⟨g_k, b_k⟩ − ½ OT_ε(b_k, b_k))</c>, at the fixed point; there is no lower bound, and <see cref="BarycenterResult{T}.MarginalErrors"/>
/// says how near the fixed point is. The self term makes convergence slow when ε is large against the distance of neighbours, thousands of iterations
/// for 1e-4, and sublinear where the barycenter is nearly a Dirac; hence the looser default. Cost: that of the entropic barycenter and one sum more an iteration.</para>
/// <para>Source: H. Janati, M. Cuturi, A. Gramfort, "Debiased Sinkhorn barycenters", ICML 2020.</para>
/// </remarks>
public sealed record DebiasedBarycenter
{
    private const string Operation = nameof(DebiasedBarycenter);

    /// <summary>The weight ε of the entropy, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, Operation, nameof(Epsilon)); }

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 10_000;

    /// <summary>The largest of the <see cref="BarycenterResult{T}.MarginalErrors"/>, and of the error of c, at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation, nameof(Tolerance)); } = 1e-4;

    /// <summary>What ε is multiplied with from one stage to the next; 1, the default, to start with ε itself. At a large ε the barycenter draws
    /// together to a few points, from which it spreads again but slowly.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 and at most 1.</exception>
    public double Scaling { get; init => field = SolverOption.Share(value, Operation, nameof(Scaling)); } = 1;

    /// <summary>Told after every iteration, on the solver's thread.</summary>
    public IProgress<SinkhornProgress>? Progress { get; init; }

    /// <summary>The barycenter of measures on one support, which is also its own.</summary>
    /// <typeparam name="T">The element type of the costs; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The costs within the support, symmetric, with exp(−C/ε) positive definite.</param>
    /// <param name="measures">The measures b_k, one row each.</param>
    /// <param name="weights">The weights λ_k, at least 0; null for equal ones.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at after each iteration; the answer so far comes back.</param>
    /// <returns>Masses, plans, values and potentials.</returns>
    /// <exception cref="ArgumentNullException">The costs or the measures are null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass or weight is negative or not finite.</exception>
    /// <exception cref="ArgumentException">There is no measure, a total mass is 0, or they differ.</exception>
    public BarycenterResult<T> Solve<T>(ICostGeometry<T> costs, Tensor<T> measures, Tensor<T>? weights = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        Tensor<T>[] rows = MeasureRows.Split(measures, Operation);
        BarycenterProblem<T> problem = BarycenterProblem<T>.Create([.. rows.Select(_ => costs)], rows, weights, Operation);
        if (costs.Columns != costs.Rows)
            throw new ShapeMismatchException($"{Operation}: costs is {costs.Rows} by {costs.Columns}; the costs within one support are asked for.");
        var state = new BarycenterState<T>(problem, costs, context);
        (Status status, int iterations) = BarycenterLoop.Run(state, problem, BarycenterScalings<T>.Open(problem, state, costs, context), Epsilon, Scaling, Tolerance, MaxIterations, Progress, cancellationToken);
        var self = new double[problem.Count];
        for (int k = 0; k < self.Length; k++)
        {
            var potential = new SymmetricPotential<T>(costs, problem.Measures[k], new EqualityConstraint(), context);
            potential.Run(Epsilon, Scaling, Tolerance, MaxIterations, cancellationToken);
            self[k] = potential.Value(Epsilon);
        }

        return BarycenterAnswer.Result(problem, state, Epsilon, self, status, iterations, context, () => Stopwatch.GetElapsedTime(start));
    }
}
