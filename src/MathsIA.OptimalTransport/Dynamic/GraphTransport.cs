using System.Diagnostics;
using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.OptimalTransport;

/// <summary>The Wasserstein-1 distance between masses on the vertices of a graph, by Beckmann's problem, <c>min Σ_e length_e flow_e</c> over flows on the edges whose divergence
/// is <c>a − b</c>, and its dual, the Kantorovich-Rubinstein formula <c>max Σ φ (a − b)</c> over <c>φ(u) − φ(v) ≤ length(u → v)</c>.</summary>
/// <remarks>
/// <para>Exact. Mass that both measures have at a vertex stays there; between the rest the network simplex finds a plan for the lengths of shortest paths, the flow is the plan
/// laid on these paths, and the potential on all vertices is the largest that its own potentials allow: one more search for shortest paths.</para>
/// <para>Cost: a search, <c>O(E log V)</c>, for each vertex that gives mass, and one network simplex between those that give and those that take.</para>
/// <para>Sources: M. Beckmann, "A Continuous Model of Transportation", Econometrica 20, 1952; F. Santambrogio, "Optimal Transport for Applied Mathematicians", 2015, chapter 4.</para>
/// </remarks>
public static class GraphTransport
{
    private const string Operation = nameof(GraphTransport);

    /// <summary>Net masses below this share of the total are rounding.</summary>
    private const double Rounding = 1e-14;

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="edges">The lengths of the edges, at least 0 and finite, row by row: element (u, v) is the edge from u to v. For an undirected graph store both directions.</param>
    /// <param name="source">The masses a of the vertices, at least 0.</param>
    /// <param name="target">The masses b of the vertices, of the same total to a millionth.</param>
    /// <param name="cancellationToken">Looked at by the network simplex; the bounds so far come back.</param>
    /// <returns>Flow, potential and the bounds they give. <see cref="Status.Infeasible"/> where some mass has no way to go.</returns>
    /// <exception cref="ArgumentNullException">The edges or masses are null.</exception>
    /// <exception cref="ShapeMismatchException">The edges are not a square matrix, or there are not as many masses as vertices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public static GraphTransportResult<T> Solve<T>(CsrMatrix<T> edges, Tensor<T> source, Tensor<T> target, CancellationToken cancellationToken = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (edges.Rows != edges.Columns)
            throw new ShapeMismatchException($"{Operation}: edges is {edges.Rows} by {edges.Columns}; a square matrix is asked for.");
        foreach (T length in edges.Values)
        {
            if (!(length >= T.Zero && T.IsFinite(length)))
                throw new ArgumentOutOfRangeException(nameof(edges), length, $"{Operation}: the length of an edge is negative or not finite.");
        }

        Masses masses = Masses.Balanced(edges.Rows, edges.Rows, source, target, Operation);
        int vertices = edges.Rows;
        var net = new double[vertices];
        for (int v = 0; v < vertices; v++)
        {
            net[v] = masses.Source[v] - masses.Target[v];
            if (Math.Abs(net[v]) <= Rounding * masses.Total)
                net[v] = 0;
        }

        int[] giving = [.. Enumerable.Range(0, vertices).Where(v => net[v] > 0)], taking = [.. Enumerable.Range(0, vertices).Where(v => net[v] < 0)];
        double[] potential = new double[vertices], flow = new double[edges.StoredCount];
        // The same masses twice: nothing to move.
        if (giving.Length == 0 || taking.Length == 0)
            return Result<T>(potential, flow, 0, 0, Status.Converged, 0, start);

        GraphPaths along = GraphPaths.Along(edges);
        Tensor<double> costs = Tensor.Zeros<double>(giving.Length, taking.Length);
        for (int i = 0; i < giving.Length; i++)
        {
            double[] distances = along.Run([giving[i]], [0]);
            for (int j = 0; j < taking.Length; j++)
                costs[i, j] = distances[taking[j]];
        }

        double[] given = Array.ConvertAll(giving, v => net[v]), taken = Array.ConvertAll(taking, v => -net[v]);
        double balance = given.Sum() / taken.Sum();
        taken = Array.ConvertAll(taken, mass => mass * balance);
        TransportResult<double> plan = new NetworkSimplex().Solve(new DenseCost<double>(costs), Tensor.From(given), Tensor.From(taken), cancellationToken: cancellationToken);
        if (plan.Status == Status.Infeasible)
            return Result<T>(potential, flow, double.PositiveInfinity, 0, plan.Status, plan.Iterations, start);

        Lay(along, plan, giving, taking, flow);
        Spread(GraphPaths.Against(edges), plan.TargetPotentials, taking, potential);
        double value = 0, dual = 0;
        for (int edge = 0; edge < flow.Length; edge++)
            value += flow[edge] * double.CreateTruncating(edges.Values[edge]);
        for (int v = 0; v < vertices; v++)
            dual += potential[v] * net[v];
        return Result<T>(potential, flow, value, dual, plan.Status, plan.Iterations, start);
    }

    /// <summary>Lays a plan on shortest paths.</summary>
    private static void Lay(GraphPaths along, TransportResult<double> plan, int[] giving, int[] taking, double[] flow)
    {
        var rows = new PlanRows<double>(plan.Plan);
        for (int i = 0; i < giving.Length; i++)
        {
            along.Run([giving[i]], [0]);
            ReadOnlySpan<double> row = rows.Row(i);
            for (int j = 0; j < taking.Length; j++)
            {
                for (int v = taking[j]; row[j] > 0 && v != giving[i]; v = along.Before[v])
                    flow[along.Edge[v]] += row[j];
            }
        }
    }

    /// <summary><c>φ(v) = min_j d(v, j) − g_j</c>; where no way leads to any taker, the largest of the others.</summary>
    private static void Spread(GraphPaths against, Tensor<double> potentials, int[] taking, double[] potential)
    {
        double[] found = against.Run(taking, Array.ConvertAll(potentials.ToArray(), g => -g));
        double largest = found.Where(double.IsFinite).Max();
        for (int v = 0; v < potential.Length; v++)
            potential[v] = Math.Min(found[v], largest);
    }

    private static GraphTransportResult<T> Result<T>(double[] potential, double[] flow, double value, double dual, Status status, int iterations, long start) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
    {
        Value = value,
        DualValue = dual,
        Potential = Doubles.Tensor<T>(potential),
        Flow = Doubles.Tensor<T>(flow),
        Status = status,
        Iterations = iterations,
        Elapsed = Stopwatch.GetElapsedTime(start),
    };
}
