using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The ε-Hausdorff divergence, <c>H_ε(α, β) = ½ ⟨α − β, p_β − p_α⟩</c>, with <c>p_μ</c> the potential of the transport of μ to itself, extended to the whole space.</summary>
/// <remarks>
/// <para>The symmetric Bregman divergence of the Sinkhorn entropy <c>F(α) = −½ OT_ε(α, α)</c>: at least 0, and 0 only for equal measures, when exp(−C/ε) is a positive
/// definite kernel. For ε → 0 it is half the sum of the mean costs from each measure to the nearest point of the other, which gives the Hausdorff distance its place. No transport
/// between the two is solved: three sums over all costs beside the two self terms.</para>
/// <para>Source: J. Feydy and others, AISTATS 2019.2; J. Feydy, "Geometric data analysis, beyond convolutions", thesis, 2020.</para>
/// </remarks>
public sealed record HausdorffDivergence
{
    private const string Operation = nameof(HausdorffDivergence);

    /// <summary>The weight ε of the entropy, in the units of the costs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, Operation, nameof(Epsilon)); }

    /// <summary>The most iterations of each self term.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 10_000;

    /// <summary>The marginal error at which each self term has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation, nameof(Tolerance)); } = 1e-9;

    /// <summary>The divergence between two clouds of points of equal mass.</summary>
    /// <typeparam name="T">The element type; potentials and sums are kept in doubles.</typeparam>
    /// <typeparam name="TCost">The cost, symmetric.</typeparam>
    /// <param name="sources">The points x_i, one a row.</param>
    /// <param name="targets">The points y_j, one a row, with as many coordinates.</param>
    /// <param name="cost">The cost between two points.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, at least 0, of the same total; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at after each iteration; the answer so far comes back.</param>
    /// <returns>The divergence, and how its solvers ended.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">Clouds or masses do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative, or anything not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public HausdorffDivergenceResult Solve<T, TCost>(
        Tensor<T> sources, Tensor<T> targets, TCost cost = default, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IGroundCost<T>
    {
        long start = Stopwatch.GetTimestamp();
        var between = new PointCloudCost<T, TCost>(sources, targets, cost);
        Masses masses = Masses.Balanced(between, source, target, Operation);
        var penalty = new EqualityConstraint();
        var first = new SymmetricPotential<T>(new PointCloudCost<T, TCost>(sources, sources, cost), masses.Source, penalty, context);
        var second = new SymmetricPotential<T>(new PointCloudCost<T, TCost>(targets, targets, cost), masses.Target, penalty, context);
        (Status firstStatus, int firstIterations, double firstError) = first.Run(Epsilon, 0.5, Tolerance, MaxIterations, cancellationToken);
        (Status secondStatus, int secondIterations, double secondError) = second.Run(Epsilon, 0.5, Tolerance, MaxIterations, cancellationToken);
        double value = (Extended(between, first.Potential, masses.Source, masses.Target, transposed: true, context)
            + Extended(between, second.Potential, masses.Target, masses.Source, transposed: false, context)
            - Doubles.Dot(masses.Source, first.Minima) - Doubles.Dot(masses.Target, second.Minima)) / 2;
        return new()
        {
            Value = value,
            MarginalError = Math.Max(firstError, secondError),
            Status = firstStatus != Status.Converged ? firstStatus : secondStatus,
            Iterations = firstIterations + secondIterations,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    /// <summary>The potential of one measure, extended to the points of the other and averaged over it.</summary>
    private double Extended<T>(ICostGeometry<T> costs, double[] potential, double[] own, double[] other, bool transposed, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] heights = new double[own.Length], minima = new double[other.Length];
        LogDomain.Heights(potential, LogDomain.Logs(own), Epsilon, heights);
        Gibbs.SoftMinimum(costs, heights, Epsilon, transposed, minima, context);
        return Doubles.Dot(other, minima);
    }
}
