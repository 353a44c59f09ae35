using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Exact optimal transport, <c>min ⟨P, C⟩</c> over <c>P ≥ 0</c>, <c>P1 = a</c>, <c>Pᵀ1 = b</c>, by the network simplex method.</summary>
/// <remarks>
/// <para>Walks from one spanning tree of arcs to a cheaper one until no arc undercuts the potentials; rows are priced one after another,
/// and the first that has an arc to offer brings its cheapest one in. Masses are whole numbers of a quantum (the total divided by 2⁶⁰ and multiplied by four to eight times the number of rows), so
/// marginals are met to that share of the total, entries of the plan are zero or at least a quantum, and at most n + m − 1 are positive.</para>
/// <para>An infinite cost forbids an arc; forbidden arcs and costs far beyond all others are kept apart from the rest and cannot drown them in
/// rounding. Should the masses not fit without forbidden arcs, the status is <see cref="Status.Infeasible"/>, the plan moves as much as it
/// can without them, and the potentials are the proof: <c>f_i + g_j ≤ 0</c> on every arc that is not forbidden and yet <c>Σ f_i a_i + Σ g_j b_j > 0</c>, so that the dual
/// value is unbounded (J. Farkas). Of a <see cref="SparseCost{T}"/> only the arcs that are there are looked at: work and memory grow with their number.</para>
/// <para>Every answer carries its certificate: the potentials are made feasible against the given costs, so <see cref="TransportResult{T}.DualValue"/>
/// is a lower bound of the optimal cost up to rounding, whatever ended the run. <see cref="TransportResult{T}.Gap"/> is summed from the slack of the arcs that carry mass
/// and what the marginals miss, none of which is negative, and bounds the difference of the two values.</para>
/// <para>Cost: a pivot prices at least one row of m costs; on random points in the plane 5 to 7 pivots a node were counted, two rows priced for each. Source: Ahuja, Magnanti, Orlin,
/// "Network Flows", 1993, chapter 11.</para>
/// </remarks>
public sealed record NetworkSimplex
{
    private const string Operation = nameof(NetworkSimplex);

    /// <summary>The most pivots; by default no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = int.MaxValue;

    /// <summary>The most time; by default no limit. Looked at every hundred pivots.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan TimeLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.MaxValue;

    /// <summary>The most costs that are kept as a table of doubles where they come in another form: beyond it, rows are computed anew whenever they are priced, and memory
    /// is O(n + m). By default 2²⁴, which is 128 MB; 0 keeps nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long MaxStoredCosts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = ArcCosts<double>.DefaultStored;

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="costs">The costs C.</param>
    /// <param name="source">The masses a of the sources, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b of the targets, at least 0, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="targetPotentials">Potentials of the targets to start from, such as those of a problem nearby: the first basis takes the arcs of least reduced cost.</param>
    /// <param name="progress">Told the number of pivots every thousand of them.</param>
    /// <param name="cancellationToken">Looked at every hundred pivots; the plan so far comes back.</param>
    /// <returns>The optimal plan, its cost and potentials.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses as sources or targets, or none of either; or not as many potentials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite, or a potential not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public TransportResult<T> Solve<T>(ICostGeometry<T> costs, Tensor<T>? source = null, Tensor<T>? target = null, Tensor<T>? targetPotentials = null, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        Masses masses = Masses.Balanced(costs, source, target, Operation);
        double[]? first = Potentials(targetPotentials, masses.Columns, costs.Columns);
        ArcCosts<T> arcs = costs is SparseCost<T> sparse ? new(sparse.Arcs, masses.Rows, masses.Columns, sparse.Columns) : new(costs, masses.Rows, masses.Columns, MaxStoredCosts);
        // The spare source and target of sparse costs have room for all that cannot be placed, and to spare.
        double[] spare = arcs.IsSparse ? [2 * masses.Total] : [];
        var quanta = new MassQuanta([.. Pick(masses.Source, masses.Rows), .. spare], [.. Pick(masses.Target, masses.Columns), .. spare]);
        var run = new SimplexRun<T>(arcs, quanta, first, new(MaxIterations, start, TimeLimit, progress, cancellationToken));
        Status status = run.Optimize();
        if (run.HasMassOnFiniteHugeArcs || (arcs.HasFiniteHuge && run.HasMassOnForbiddenArcs))
        {
            // Mass needs arcs of very different costs: only their sum can tell what is best.
            arcs.MergeFinite();
            run.Recost();
            status = run.Optimize();
        }

        return new ExactAnswer<T>(costs, masses, arcs, quanta, run.Tree).Result(status, run.Pivots, Stopwatch.GetElapsedTime(start));
    }

    private static double[] Pick(double[] masses, int[] which) => [.. which.Select(i => masses[i])];

    private static double[]? Potentials<T>(Tensor<T>? given, int[] columns, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (given is null)
            return null;
        if (given.Rank != 1 || given.Length != count)
            throw new ShapeMismatchException(Operation, $"targetPotentials has the shape {given.Shape}; {count} potentials are asked for.", "targetPotentials");
        LineGuard.Finite(given, Operation, "targetPotentials");
        double[] potentials = Array.ConvertAll(given.ToArray(), double.CreateTruncating);
        return [.. columns.Select(j => potentials[j])];
    }
}
