using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Entropic optimal transport, <c>min ⟨P, C⟩ + ε KL(P | a ⊗ b)</c> over <c>P1 = a</c>, <c>Pᵀ1 = b</c>, by Sinkhorn's iterations in the log domain.</summary>
/// <remarks>
/// <para><c>f_i ← −ε log Σ_j b_j exp((g_j − C_ij)/ε)</c>, then <c>g_j ← g_j + ε log(b_j / Σ_i P_ij)</c>, which is the same update for the other side. Both
/// come from one pass over the costs with one exponential an entry: the exponentials of a row, divided by their sum, are that row of the plan.
/// Nothing overflows or underflows, however small ε is.</para>
/// <para>ε begins at a quarter of the spread of the costs and is brought down by a factor at a time, each problem starting from the potentials of the one before.</para>
/// <para>Where the costs are a matrix that may be kept twice, the kernel is stored with the potentials in it and sweeps need no exponentials (<see cref="EntropicForm"/>);
/// near the solution the iteration is sped up (<see cref="Acceleration"/>). Neither changes what is computed.</para>
/// <para>A run that has converged is confirmed by the answer's plan: should its marginals be off by more than ten times the tolerance, because ε is below what the
/// numbers tell apart, the status is <see cref="Status.Stalled"/>. The bounds are exact up to rounding, which for the upper grows with the largest cost over ε.</para>
/// <para>The answer's bounds hold whatever ended the run: the plan is rounded to exact marginals for the upper, and the potentials made feasible
/// for the lower. Cost: n m exponentials a sweep; memory 60 (m + n) numbers beyond the costs, and n m more where the kernel is stored.</para>
/// <para>Source: M. Cuturi, "Sinkhorn Distances", NIPS 2013; B. Schmitzer, "Stabilized Sparse Scaling Algorithms for Entropy Regularized Transport
/// Problems", SIAM J. Sci. Comput. 41(3), 2019, for the scaling of ε.</para>
/// </remarks>
public sealed record Sinkhorn
{
    private const string Operation = nameof(Sinkhorn);

    /// <summary>The weight ε of the entropy, in <see cref="Unit"/>s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, Operation); }

    /// <summary>What ε is measured in: by default the units of the costs. Results are in the units of the costs in any case.</summary>
    public CostUnit Unit { get; init; }

    /// <summary>The most sweeps over the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation); } = 10_000;

    /// <summary>The marginal error at which the run has converged: <c>‖P1 − a‖₁ + ‖Pᵀ1 − b‖₁</c> as a share of the total mass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation); } = 1e-6;

    /// <summary>What ε is multiplied with from one stage to the next; 1 to start with ε itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 and at most 1.</exception>
    public double Scaling { get; init => field = SolverOption.Share(value, Operation); } = 0.5;

    /// <summary>Whether sweeps compute the kernel or store it.</summary>
    public EntropicForm Form { get; init; }

    /// <summary>How the iteration is sped up near the solution.</summary>
    public Acceleration Acceleration { get; init; } = Acceleration.Anderson;

    /// <summary>Told after every sweep, on the solver's thread.</summary>
    public IProgress<SinkhornProgress>? Progress { get; init; }

    /// <summary>Whether the answer keeps what <see cref="Progress"/> is told.</summary>
    public bool RecordTrace { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type of the costs and of the exponentials; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The costs C: finite, or +∞ where no mass may go.</param>
    /// <param name="source">The masses a of the sources, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b of the targets, at least 0, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at before each sweep; the answer so far comes back.</param>
    /// <returns>Plan, potentials, values and bounds. <see cref="Status.Infeasible"/> where a source with mass can reach no target with mass, or the reverse.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses as sources or targets, or none of either.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    /// <exception cref="MemoryLimitException">The kernel is to be stored and is larger than the context allows.</exception>
    public TransportResult<T> Solve<T>(ICostGeometry<T> costs, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Solve(costs, source, target, null, context, cancellationToken);

    /// <summary>Solves a problem from given potentials, such as those of a problem that differs a little. ε is not scaled then.</summary>
    /// <typeparam name="T">The element type of the costs and of the exponentials; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The costs C: finite, or +∞ where no mass may go.</param>
    /// <param name="source">The masses a of the sources, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b of the targets, at least 0, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="targetPotentials">The g to start from, one finite number a target; null to start from nothing.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at before each sweep; the answer so far comes back.</param>
    /// <returns>As the other overload.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses or potentials as sources or targets, or none of either.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite, or a potential is not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    /// <exception cref="MemoryLimitException">The kernel is to be stored and is larger than the context allows.</exception>
    public TransportResult<T> Solve<T>(ICostGeometry<T> costs, Tensor<T>? source, Tensor<T>? target, Tensor<T>? targetPotentials, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Masses masses = Masses.Balanced(costs, source, target, Operation);
        double[]? start = targetPotentials is null ? null : PotentialGuard.Finite(targetPotentials, costs.Columns, Operation, nameof(targetPotentials));
        bool stored = SinkhornRun<T>.StoresKernel(this, costs, context);
        using var run = new SinkhornRun<T>(this with { Epsilon = Epsilon * CostScale.Of(costs, Unit), Unit = CostUnit.One }, costs, masses, stored, context, cancellationToken);
        return run.Solve(start);
    }
}
