using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Lower bounds of a Gromov-Wasserstein problem, and the plans that attain them, which are good places to start from.</summary>
internal sealed class GromovBounds
{
    private GromovBounds()
    {
    }

    public double? First { get; private set; }

    public double? Second { get; private set; }

    public double? Third { get; private set; }

    /// <summary>The largest bound; 0 at least where no cost is negative.</summary>
    public double Best { get; private set; }

    /// <summary>Plans optimal for the first and the third bound.</summary>
    public List<Tensor<double>> Plans { get; } = [];

    public static GromovBounds Find(GromovProblem problem, GromovBoundKinds kinds, bool columnsFree, ComputeContext? context, CancellationToken cancellationToken)
    {
        var bounds = new GromovBounds { Best = LeastLinear(problem, columnsFree, cancellationToken) };
        if (kinds.HasFlag(GromovBoundKinds.First) && !columnsFree && problem.Loss is SquareStructureLoss)
            bounds.First = bounds.Bound(problem, FirstCosts(problem), columnsFree, cancellationToken);
        if (kinds.HasFlag(GromovBoundKinds.Second) && !columnsFree)
            bounds.Second = bounds.Best + (problem.Alpha * SecondBound(problem));
        if (kinds.HasFlag(GromovBoundKinds.Third))
            bounds.Third = bounds.Bound(problem, ThirdCosts(problem, columnsFree, context), columnsFree, cancellationToken);
        foreach (double? bound in (double?[])[bounds.First, bounds.Second, bounds.Third])
            bounds.Best = Math.Max(bounds.Best, bound ?? bounds.Best);
        return bounds;
    }

    private static double LeastLinear(GromovProblem problem, bool columnsFree, CancellationToken cancellationToken) => problem.Features is null || problem.Alpha == 1
        ? 0
        : (1 - problem.Alpha) * LeastCost(problem, problem.Features, columnsFree, cancellationToken).Value;

    private static (double Value, Tensor<double> Plan) LeastCost(GromovProblem problem, Tensor<double> costs, bool columnsFree, CancellationToken cancellationToken)
    {
        Tensor<double> plan = Tensor.Uninitialized<double>(problem.Rows, problem.Columns);
        if (columnsFree)
            return (new RowOracle(problem.Masses).Minimize(costs, plan, cancellationToken), plan);
        TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(costs), Tensor.From(problem.Masses.Source), Tensor.From(problem.Masses.Target), cancellationToken: cancellationToken);
        // The dual value is a bound whatever ended the run.
        return (result.DualValue, result.Plan.ToDense());
    }

    private double Bound(GromovProblem problem, Tensor<double> losses, bool columnsFree, CancellationToken cancellationToken)
    {
        Tensor<double> costs = losses;
        for (int k = 0; problem.Features is not null && k < costs.Length; k++)
            costs.AsSpan()[k] = problem.Combine(problem.Features.AsSpan()[k], costs.AsSpan()[k]);
        (double value, Tensor<double> plan) = LeastCost(problem, costs, columnsFree, cancellationToken);
        Plans.Add(plan);
        return value;
    }

    /// <summary><c>(s_i − t_j)²</c>: by the triangle inequality in L²(P) a lower bound of <c>Σ_kl (C_ik − D_jl)² P_kl</c>.</summary>
    private static Tensor<double> FirstCosts(GromovProblem problem)
    {
        double[] s = Eccentricities(problem.Source, problem.Masses.Source), t = Eccentricities(problem.Target, problem.Masses.Target);
        Tensor<double> costs = Tensor.Uninitialized<double>(s.Length, t.Length);
        for (int k = 0; k < costs.Length; k++)
        {
            double difference = s[k / t.Length] - t[k % t.Length];
            costs.AsSpan()[k] = difference * difference;
        }

        return costs;
    }

    private static double[] Eccentricities(Tensor<double> structure, double[] masses)
    {
        int n = masses.Length;
        var result = new double[n];
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int k = 0; k < n; k++)
                sum += masses[k] * structure.AsSpan()[(i * n) + k] * structure.AsSpan()[(i * n) + k];
            result[i] = Math.Sqrt(sum);
        }

        return result;
    }

    private static double SecondBound(GromovProblem problem) => LineMatching.Coupled(All(problem.Source, problem.Masses.Source), All(problem.Target, problem.Masses.Target), problem.Loss);

    private static LineMatching All(Tensor<double> structure, double[] masses)
    {
        int n = masses.Length;
        var products = new double[n * n];
        for (int k = 0; k < products.Length; k++)
            products[k] = masses[k / n] * masses[k % n];
        return new(structure.ToArray(), products);
    }

    private static Tensor<double> ThirdCosts(GromovProblem problem, bool columnsFree, ComputeContext? context)
    {
        LineMatching[] rows = Rows(problem.Source, problem.Masses.Source), columns = Rows(problem.Target, problem.Masses.Target);
        Tensor<double> costs = Tensor.Uninitialized<double>(rows.Length, columns.Length);
        ParallelLoop.For(rows.Length, i =>
        {
            Span<double> row = costs.AsSpan().Slice(i * columns.Length, columns.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] = columnsFree ? LineMatching.Free(rows[i], columns[j], problem.Loss) : LineMatching.Coupled(rows[i], columns[j], problem.Loss);
        }, context);
        return costs;
    }

    private static LineMatching[] Rows(Tensor<double> structure, double[] masses) =>
        [.. Enumerable.Range(0, masses.Length).Select(i => new LineMatching(structure.AsSpan().Slice(i * masses.Length, masses.Length).ToArray(), masses))];
}
