using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Entropic optimal transport, <c>min ⟨P, C⟩ + ε KL(P | a ⊗ b)</c> over <c>P1 = a</c>, <c>Pᵀ1 = b</c>, by Sinkhorn's iterations in the log domain.</summary>
/// <remarks>
/// <para><c>f_i ← −ε log Σ_j b_j exp((g_j − C_ij)/ε)</c>, then <c>g_j ← g_j + ε log(b_j / Σ_i P_ij)</c>, which is the same update for the other side. Both
/// come from one pass over the costs with one exponential an entry: the exponentials of a row, divided by their sum, are that row of the plan.
/// Nothing overflows or underflows, however small ε is.</para>
/// <para>ε begins large and is brought down by a factor at a time, each problem starting from the potentials of the one before.</para>
/// <para>The answer's bounds hold whatever ended the run: the plan is rounded to exact marginals for the upper, and the potentials made feasible
/// for the lower. Cost: n m exponentials a sweep; memory 16 (m + n) numbers beyond the costs.</para>
/// <para>Source: M. Cuturi, "Sinkhorn Distances", NIPS 2013; B. Schmitzer, "Stabilized Sparse Scaling Algorithms for Entropy Regularized Transport
/// Problems", SIAM J. Sci. Comput. 41(3), 2019, for the scaling of ε.</para>
/// </remarks>
public sealed record Sinkhorn
{
    private const string Operation = nameof(Sinkhorn);

    /// <summary>The weight ε of the entropy, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Sinkhorn: epsilon must be positive and finite.");
    }

    /// <summary>The most sweeps over the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 10_000;

    /// <summary>The marginal error at which the run has converged: <c>‖P1 − a‖₁ + ‖Pᵀ1 − b‖₁</c> as a share of the total mass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Sinkhorn: the tolerance must be positive and finite.");
    } = 1e-6;

    /// <summary>What ε is multiplied with from one stage to the next; 1 to start with ε itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 and at most 1.</exception>
    public double Scaling
    {
        get;
        init => field = value is > 0 and <= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Sinkhorn: the scaling must be above 0 and at most 1.");
    } = 0.5;

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type of the costs and of the exponentials; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The costs C: finite, or +∞ where no mass may go.</param>
    /// <param name="source">The masses a of the sources, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b of the targets, at least 0, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at before each sweep; the answer so far comes back.</param>
    /// <returns>Plan, potentials, values and bounds.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses as sources or targets, or none of either.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public TransportResult<T> Solve<T>(ICostGeometry<T> costs, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        Masses masses = Masses.Balanced(costs, source, target, Operation);
        var state = new SinkhornState<T>(costs, masses.Source, masses.Target, context);
        double epsilon = Scaling < 1 ? Math.Max(Epsilon, Spread(costs)) : Epsilon, tolerance = Tolerance * masses.Total;
        Status status;
        int sweeps = 0;
        while (true)
        {
            double error = state.Pass(epsilon);
            sweeps++;
            if (!double.IsFinite(error))
                status = Status.NonFinite;
            else if (epsilon == Epsilon && error <= tolerance)
                status = Status.Converged;
            else if (sweeps >= MaxIterations)
                status = Status.IterationLimit;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else
            {
                state.UpdateColumns(epsilon);
                // A stage need only come near: the next one moves on anyway.
                if (epsilon > Epsilon && error <= StageTolerance * masses.Total)
                    epsilon = Math.Max(Epsilon, epsilon * Scaling);
                continue;
            }

            break;
        }

        // Whatever the stage, the answer is one for the epsilon asked for.
        if (epsilon != Epsilon)
            state.Pass(Epsilon);
        state.ExtendToEmptyColumns(Epsilon);
        return new EntropicAnswer<T>(costs, masses, state.F, state.G, Epsilon).Result(status, sweeps, () => Stopwatch.GetElapsedTime(start));
    }

    private const double StageTolerance = 1e-2;

    /// <summary>The largest finite cost less the smallest.</summary>
    private static double Spread<T>(ICostGeometry<T> costs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double least = double.PositiveInfinity, largest = double.NegativeInfinity;
        var buffer = new T[costs.Columns];
        for (int i = 0; i < costs.Rows; i++)
        {
            foreach (T entry in costs.Row(i, 0, buffer))
            {
                double cost = double.CreateTruncating(entry);
                if (double.IsInfinity(cost))
                    continue;
                least = Math.Min(least, cost);
                largest = Math.Max(largest, cost);
            }
        }

        return Math.Max(0, largest - least);
    }
}
