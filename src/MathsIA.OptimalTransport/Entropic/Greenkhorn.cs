using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Entropic transport by greedy scaling: one row or column at a time, the one that is furthest from its mass.</summary>
/// <remarks>
/// <para>An update costs n + m operations and no exponentials; n + m updates, one iteration here, cost as much as two sweeps of <see cref="Sinkhorn"/>. Worth its
/// while where few rows and columns are far off. The plan is kept as a matrix and computed anew in the log domain after each iteration, so that
/// small ε are safe.</para>
/// <para>Source: J. Altschuler, J. Weed, P. Rigollet, "Near-linear time approximation algorithms for optimal transport via Sinkhorn iteration", NeurIPS
/// 2017, algorithm 4.</para>
/// </remarks>
public sealed record Greenkhorn
{
    private const string Operation = nameof(Greenkhorn);

    /// <summary>How far a factor may go before the plan is computed anew.</summary>
    private const double Limit = 1e50;

    /// <summary>The weight ε of the entropy, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, Operation); }

    /// <summary>The most iterations, each of n + m updates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation); } = 1_000;

    /// <summary>The marginal error at which the run has converged, as a share of the total mass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation); } = 1e-6;

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type of the costs.</typeparam>
    /// <param name="costs">The costs C: finite, or +∞ where no mass may go. Three matrices of this size are kept, two of them of doubles.</param>
    /// <param name="source">The masses a of the sources, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b of the targets, at least 0, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at before each iteration; the answer so far comes back.</param>
    /// <returns>Plan, potentials, values and bounds.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses as sources or targets, or none of either.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    /// <exception cref="MemoryLimitException">The matrices are larger than the context allows.</exception>
    public TransportResult<T> Solve<T>(ICostGeometry<T> costs, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        Masses masses = Masses.Balanced(costs, source, target, Operation);
        Execution.Workspace.Reserve(Operation, ((2L * sizeof(double)) + System.Runtime.CompilerServices.Unsafe.SizeOf<T>()) * costs.Rows * costs.Columns, context);
        ISinkhornSweep sweep = costs is IStructuredCost<T> structured ? new StructuredSweep<T>(structured, masses, context) : new LogSweep<T>(costs, masses, context);
        var updates = new GreedyUpdates<T>(costs.Rows, costs.Columns);
        var plan = new EntropicPlan<T>(costs, masses, sweep.F, sweep.G, Epsilon, context);
        Status status;
        int iterations = 0;
        while (true)
        {
            double error = sweep.Rows(Epsilon, 1) / masses.Total;
            if (!double.IsFinite(error))
                status = Status.NonFinite;
            else if (error <= Tolerance)
                status = Status.Converged;
            else if (iterations >= MaxIterations)
                status = Status.IterationLimit;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else
            {
                iterations++;
                plan.Refresh();
                updates.Take(plan);
                if (updates.Starved(masses.Target))
                    sweep.Columns(Epsilon, 1);
                else
                    updates.Run(masses, sweep.G, Epsilon, Limit);
                continue;
            }

            break;
        }

        return new EntropicAnswer<T>(costs, masses, sweep.F, sweep.G, Epsilon, context).Result(status, iterations, () => Stopwatch.GetElapsedTime(start)) with
        {
            Epsilon = Epsilon,
            Form = EntropicForm.Kernel,
        };
    }
}
