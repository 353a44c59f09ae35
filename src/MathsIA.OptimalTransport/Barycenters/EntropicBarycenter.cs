using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The entropic barycenter on a given support: <c>min_p Σ_k λ_k W_k(p, b_k)</c>, with <c>W_k = min ⟨P, C_k⟩ + ε Σ P (log(P/b_k) − 1)</c> over plans from p to b_k.</summary>
/// <remarks>
/// <para>Iterative Bregman projections in the log domain: each plan in turn is made to meet its measure, then all are made to meet the geometric mean of their
/// other marginals. Right for any weights, and finite for any ε. Written against the geometry of the costs: on a grid with separable costs it is the
/// convolutional barycenter of Solomon and others, and each sum is a few passes along the axes.</para>
    /// <para>Where the measures share costs on a grid, or dense ones, and ε is not too small, the sums are matrix products with the kernel, for all measures at once; the
    /// log domain takes over as soon as a product comes near the ends of what a double holds.</para>
/// <para>ε begins large and is brought down by a factor at a time. The answer's plans are rounded to exact marginals for the value, which with the dual value makes a
/// certificate. Cost: two exponentials for each cost and iteration, or what the geometry asks for. The entropy of p blurs it: see
/// <see cref="DebiasedBarycenter"/>.</para>
/// <para>Source: J.-D. Benamou, G. Carlier, M. Cuturi, L. Nenna, G. Peyré, SIAM J. Sci. Comput. 37(2), 2015; J. Solomon and others, "Convolutional Wasserstein Distances",
/// SIGGRAPH 2015.</para>
/// </remarks>
public sealed record EntropicBarycenter
{
    private const string Operation = nameof(EntropicBarycenter);

    /// <summary>The weight ε of the entropy, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, Operation, nameof(Epsilon)); }

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 10_000;

    /// <summary>The largest of the <see cref="BarycenterResult{T}.MarginalErrors"/> at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation, nameof(Tolerance)); } = 1e-6;

    /// <summary>What ε is multiplied with from one stage to the next; 1 to start with ε itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 and at most 1.</exception>
    public double Scaling { get; init => field = SolverOption.Share(value, Operation, nameof(Scaling)); } = 0.5;

    /// <summary>Told after every iteration, on the solver's thread.</summary>
    public IProgress<SinkhornProgress>? Progress { get; init; }

    /// <summary>The barycenter of measures on one support, which is also its own.</summary>
    /// <typeparam name="T">The element type of the costs; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The costs within the support.</param>
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
        Tensor<T>[] rows = MeasureRows.Split(measures, Operation);
        return Solve([.. rows.Select(_ => costs)], rows, weights, null, context, cancellationToken);
    }

    /// <summary>The barycenter of measures on supports of their own.</summary>
    /// <typeparam name="T">The element type of the costs; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">For each measure the costs from the points of the barycenter, the rows, to the points of the measure.</param>
    /// <param name="measures">The masses of each measure.</param>
    /// <param name="weights">The weights λ_k, at least 0; null for equal ones.</param>
    /// <param name="initial">Potentials on the support to begin with, one set a measure, as another answer has them; the run then starts with ε itself.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at after each iteration; the answer so far comes back.</param>
    /// <returns>Masses, plans, values and potentials.</returns>
    /// <exception cref="ArgumentNullException">The costs or the measures are null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass or weight is negative or not finite.</exception>
    /// <exception cref="ArgumentException">There is no measure, a total mass is 0, or they differ.</exception>
    public BarycenterResult<T> Solve<T>(
        IReadOnlyList<ICostGeometry<T>> costs, IReadOnlyList<Tensor<T>> measures, Tensor<T>? weights = null, IReadOnlyList<Tensor<T>>? initial = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        BarycenterProblem<T> problem = BarycenterProblem<T>.Create(costs, measures, weights, Operation);
        var state = new BarycenterState<T>(problem, null, context);
        if (initial is not null)
            Begin(state, problem, initial);
        (Status status, int iterations) = BarycenterLoop.Run(state, problem, BarycenterScalings<T>.Open(problem, state, null, context), Epsilon, initial is null ? Scaling : 1, Tolerance, MaxIterations, Progress, cancellationToken);
        return BarycenterAnswer.Result(problem, state, Epsilon, null, status, iterations, context, () => Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Takes potentials, moved so that their weighted sum is 0.</summary>
    private static void Begin<T>(BarycenterState<T> state, BarycenterProblem<T> problem, IReadOnlyList<Tensor<T>> initial) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (initial.Count != problem.Count)
            throw new ShapeMismatchException($"{Operation}: initial has {initial.Count} sets of potentials; {problem.Count} are asked for.");
        for (int k = 0; k < problem.Count; k++)
            Doubles.Vector(initial[k], problem.Support, Operation, nameof(initial)).CopyTo(state.F[k], 0);
        for (int i = 0; i < problem.Support; i++)
        {
            double sum = 0;
            for (int k = 0; k < problem.Count; k++)
                sum += problem.Weights[k] * state.F[k][i];
            for (int k = 0; k < problem.Count; k++)
                state.F[k][i] -= sum;
        }
    }
}
