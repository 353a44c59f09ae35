using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The exact barycenter on a given support, <c>min_p Σ_k λ_k W_k(p, b_k)</c> with <c>W_k = min ⟨P, C_k⟩</c>: a linear program, for small sizes.</summary>
/// <remarks>
/// <para>Solved as transport between all measures at once, by a simplex method that makes its columns as it needs them: <c>Σ m_k − K + 1</c> constraints, each pivot pricing
/// n Σ m_k costs and updating a dense inverse of that many rows. Some hundreds of points in all measures together are a matter of seconds. The barycenter has at most
/// <c>Σ m_k − K + 1</c> points with mass. The dual value is a lower bound whatever ended the run.</para>
/// <para>For squared distances, with all weighted means of one point of each measure as the support, this is the exact barycenter without a fixed support.</para>
/// <para>Source: E. Anderes, S. Borgwardt, J. Miller, Math. Meth. Oper. Res. 84, 2016.</para>
/// </remarks>
public sealed record ExactBarycenter
{
    private const string Operation = nameof(ExactBarycenter);

    /// <summary>The most pivots; by default no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = int.MaxValue;

    /// <summary>The barycenter of measures on one support, which is also its own.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="costs">The costs within the support, finite.</param>
    /// <param name="measures">The measures b_k, one row each.</param>
    /// <param name="weights">The weights λ_k, at least 0; null for equal ones.</param>
    /// <param name="cancellationToken">Looked at before every pivot; the answer so far comes back.</param>
    /// <returns>Masses, plans, values and potentials.</returns>
    /// <exception cref="ArgumentNullException">The costs or the measures are null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass or weight is negative or not finite, or a cost infinite.</exception>
    /// <exception cref="ArgumentException">There is no measure, a total mass is 0, or they differ.</exception>
    public BarycenterResult<T> Solve<T>(ICostGeometry<T> costs, Tensor<T> measures, Tensor<T>? weights = null, CancellationToken cancellationToken = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T>[] rows = MeasureRows.Split(measures, Operation);
        return Solve([.. rows.Select(_ => costs)], rows, weights, cancellationToken);
    }

    /// <summary>The barycenter of measures on supports of their own.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="costs">For each measure the costs from the points of the barycenter, the rows, to the points of the measure; finite.</param>
    /// <param name="measures">The masses of each measure.</param>
    /// <param name="weights">The weights λ_k, at least 0; null for equal ones.</param>
    /// <param name="cancellationToken">Looked at before every pivot; the answer so far comes back.</param>
    /// <returns>Masses, plans, values and potentials.</returns>
    /// <exception cref="ArgumentNullException">The costs or the measures are null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass or weight is negative or not finite, or a cost infinite.</exception>
    /// <exception cref="ArgumentException">There is no measure, a total mass is 0, or they differ.</exception>
    public BarycenterResult<T> Solve<T>(IReadOnlyList<ICostGeometry<T>> costs, IReadOnlyList<Tensor<T>> measures, Tensor<T>? weights = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        BarycenterProblem<T> problem = BarycenterProblem<T>.Create(costs, measures, weights, Operation);
        int[][] kept = Array.ConvertAll(problem.Measures, masses => Array.FindAll([.. Enumerable.Range(0, masses.Length)], j => masses[j] > 0));
        double[][] weighted = [.. kept.Select((indices, k) => Weighted(problem, k, indices))];
        double[][] positive = [.. kept.Select((indices, k) => Array.ConvertAll(indices, j => problem.Measures[k][j]))];
        var simplex = new MultiMarginalSimplex(weighted, positive);
        Status status = simplex.Run(MaxIterations, cancellationToken);
        return Answer(problem, kept, simplex, status, start);
    }

    private static BarycenterResult<T> Answer<T>(BarycenterProblem<T> problem, int[][] kept, MultiMarginalSimplex simplex, Status status, long start) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = problem.Count;
        double total = problem.Total, value = 0;
        double[] masses = new double[problem.Support], linear = new double[count], errors = new double[count];
        var moved = new Dictionary<(int I, int J), double>[count];
        for (int k = 0; k < count; k++)
            moved[k] = [];
        double[][] reached = Array.ConvertAll(problem.Measures, measure => new double[measure.Length]);
        foreach ((int point, int[] tuple, double mass) in simplex.Solution())
        {
            masses[point] += mass;
            for (int k = 0; k < count; k++)
            {
                int j = kept[k][tuple[k]];
                linear[k] += mass * double.CreateTruncating(problem.Costs[k].Entry(point, j));
                reached[k][j] += mass;
                moved[k][(point, j)] = moved[k].GetValueOrDefault((point, j)) + mass;
            }
        }

        double[][] g = simplex.Prices;
        var potentials = new Tensor<T>[count];
        var supportPotentials = new Tensor<T>[count];
        for (int k = 0; k < count; k++)
        {
            value += problem.Weights[k] * linear[k];
            errors[k] = reached[k].Zip(problem.Measures[k], (x, y) => Math.Abs(x - y)).Sum() / total;
            (double[] f, double[] extended) = Potentials(problem, k, kept[k], g[k]);
            (supportPotentials[k], potentials[k]) = (Doubles.Tensor<T>(f), Doubles.Tensor<T>(extended));
        }

        return new()
        {
            Masses = Doubles.Tensor<T>(masses),
            Plans = [.. moved.Select((entries, k) => new SparsePlan<T>(problem.Support, problem.Measures[k].Length, [.. entries.Select(entry => new PlanEntry<T>(entry.Key.I, entry.Key.J, T.CreateTruncating(entry.Value)))]))],
            LinearCosts = linear,
            Value = value,
            DualValue = simplex.LowerBound,
            SupportPotentials = supportPotentials,
            MeasurePotentials = potentials,
            MarginalErrors = errors,
            Status = status,
            Iterations = simplex.Pivots,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    /// <summary>g_k, the prices over the weight, and <c>f_k(i) = min_j C_k(i, j) − g_k(j)</c>; points without mass get <c>g_k(j) = min_i C_k(i, j) − f_k(i)</c>. All 0 for a measure without weight.</summary>
    private static (double[] F, double[] G) Potentials<T>(BarycenterProblem<T> problem, int k, int[] kept, double[] prices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ICostGeometry<T> costs = problem.Costs[k];
        double[] f = new double[costs.Rows], g = new double[costs.Columns];
        double weight = problem.Weights[k];
        if (weight == 0)
            return (f, g);
        Array.Fill(g, double.NegativeInfinity);
        for (int j = 0; j < kept.Length; j++)
            g[kept[j]] = prices[j] / weight;
        var late = new double[costs.Columns];
        Array.Fill(late, double.PositiveInfinity);
        var buffer = new T[costs.Columns];
        for (int i = 0; i < f.Length; i++)
        {
            ReadOnlySpan<T> row = costs.Row(i, 0, buffer);
            f[i] = double.PositiveInfinity;
            foreach (int j in kept)
                f[i] = Math.Min(f[i], double.CreateTruncating(row[j]) - g[j]);
            for (int j = 0; j < late.Length; j++)
                late[j] = Math.Min(late[j], double.CreateTruncating(row[j]) - f[i]);
        }

        for (int j = 0; j < g.Length; j++)
            g[j] = double.IsNegativeInfinity(g[j]) ? late[j] : g[j];
        return (f, g);
    }

    private static double[] Weighted<T>(BarycenterProblem<T> problem, int k, int[] kept) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ICostGeometry<T> costs = problem.Costs[k];
        var weighted = new double[checked(costs.Rows * kept.Length)];
        var buffer = new T[costs.Columns];
        for (int i = 0; i < costs.Rows; i++)
        {
            ReadOnlySpan<T> row = costs.Row(i, 0, buffer);
            for (int j = 0; j < kept.Length; j++)
            {
                double cost = double.CreateTruncating(row[kept[j]]);
                if (!double.IsFinite(cost))
                    throw new ArgumentOutOfRangeException(nameof(costs), cost, $"{Operation}: the cost ({i}, {kept[j]}) of measure {k} is not finite.");
                weighted[(i * kept.Length) + j] = problem.Weights[k] * cost;
            }
        }

        return weighted;
    }
}
