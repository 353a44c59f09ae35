using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>An answer to a Gromov-Wasserstein problem: the best plan of all starts, its value by parts, lower bounds, and how good it is.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record GromovResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The plan P.</summary>
    public required ITransportPlan<T> Plan { get; init; }

    /// <summary>The objective <c>(1 − α) ⟨M, P⟩ + α Σ L(C_ik, D_jl) P_ij P_kl</c> at the plan, without entropy: an upper bound of the smallest one.</summary>
    public required double Value { get; init; }

    /// <summary>The cost of the features, <c>⟨M, P⟩</c>; 0 without features.</summary>
    public required double LinearValue { get; init; }

    /// <summary>The distortion of the structures, <c>Σ L(C_ik, D_jl) P_ij P_kl</c>.</summary>
    public required double QuadraticValue { get; init; }

    /// <summary><see cref="Value"/> plus <c>ε KL(P | a ⊗ b)</c> for the entropic problem; null for any other.</summary>
    public required double? EntropicValue { get; init; }

    /// <summary>The largest of the lower bounds that were asked for; at least what the features cost by themselves.</summary>
    public required double LowerBound { get; init; }

    /// <summary>The bound from eccentricities; null if not asked for, or not valid for the problem.</summary>
    public required double? FirstLowerBound { get; init; }

    /// <summary>The bound from the distributions of all distances; null if not asked for, or not valid for the problem.</summary>
    public required double? SecondLowerBound { get; init; }

    /// <summary>The bound from the distances seen from each point; null if not asked for.</summary>
    public required double? ThirdLowerBound { get; init; }

    /// <summary>How far from optimal the plan can be at most: <see cref="Value"/> less <see cref="LowerBound"/>. The problem is not convex and the bounds are not
    /// tight, so it need not vanish at the optimum.</summary>
    public double Gap => Value - LowerBound;

    /// <summary>The gap of conditional gradients <c>⟨∇F(P), P − P′⟩</c>, P′ the best plan for the linearized objective: 0 exactly at stationary plans.</summary>
    public required double FrankWolfeGap { get; init; }

    /// <summary>How far the marginals are from the masses that are given, <c>‖·‖₁</c>, as a share of the total.</summary>
    public required double MarginalError { get; init; }

    /// <summary>The value that each start led to, in the order: the one given, product, first bound, third bound, random ones.</summary>
    public required IReadOnlyList<double> StartValues { get; init; }

    /// <summary>The values of the best start, iteration by iteration.</summary>
    public required IReadOnlyList<double> Trace { get; init; }

    /// <summary>How the best start ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations of all starts together.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, value and bound.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: value {Value:g8}, at least {LowerBound:g8}, stationary to {FrankWolfeGap:g3}");

    internal static GromovResult<T> Create(GromovProblem problem, GromovBounds bounds, Tensor<double> plan, double linear, double quadratic, bool columnsFree) => new()
    {
        Plan = new DensePlan<T>(plan.To<T>()),
        Value = problem.Combine(linear, quadratic),
        LinearValue = linear,
        QuadraticValue = quadratic,
        EntropicValue = null,
        LowerBound = bounds.Best,
        FirstLowerBound = bounds.First,
        SecondLowerBound = bounds.Second,
        ThirdLowerBound = bounds.Third,
        FrankWolfeGap = 0,
        MarginalError = Error(problem, plan, columnsFree),
        StartValues = [],
        Trace = [],
        Status = Status.Converged,
        Iterations = 0,
        Elapsed = default,
    };

    private static double Error(GromovProblem problem, Tensor<double> plan, bool columnsFree)
    {
        double[] rows = (double[])problem.Masses.Source.Clone(), columns = (double[])problem.Masses.Target.Clone();
        for (int k = 0; k < plan.Length; k++)
        {
            rows[k / columns.Length] -= plan.AsSpan()[k];
            columns[k % columns.Length] -= plan.AsSpan()[k];
        }

        return (rows.Sum(Math.Abs) + (columnsFree ? 0 : columns.Sum(Math.Abs))) / problem.Masses.Total;
    }
}
