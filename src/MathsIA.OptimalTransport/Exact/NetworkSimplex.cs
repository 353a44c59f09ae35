using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Exact optimal transport, <c>min ⟨P, C⟩</c> over <c>P ≥ 0</c>, <c>P1 = a</c>, <c>Pᵀ1 = b</c>, by the network simplex method.</summary>
/// <remarks>
/// <para>Walks from one spanning tree of arcs to a cheaper one until no arc undercuts the potentials; rows are priced one after another
/// and the cheapest arc of the first row that has one comes in. Masses are whole numbers of a quantum (the total divided by 2⁶⁰ and multiplied by four to eight times the number of rows), so
/// marginals are met to that share of the total, entries of the plan are zero or at least a quantum, and at most n + m − 1 are positive.</para>
/// <para>An infinite cost forbids an arc; forbidden arcs and costs far beyond all others are kept apart from the rest and cannot drown them in
/// rounding. Should the masses not fit without forbidden arcs, the status is <see cref="Status.Infeasible"/> and the plan moves as much as it
/// can without them.</para>
/// <para>Every answer carries its certificate: the potentials are made feasible against the given costs, so <see cref="TransportResult{T}.DualValue"/>
/// is a lower bound of the optimal cost up to rounding, whatever ended the run.</para>
/// <para>Cost: a pivot prices at least one row of m costs; on random points in the plane 3 to 10 pivots a node were counted. Source: Ahuja, Magnanti, Orlin,
/// "Network Flows", 1993, chapter 11.</para>
/// </remarks>
public sealed record NetworkSimplex
{
    private const string Operation = nameof(NetworkSimplex);

    /// <summary>A reduced cost counts as negative beyond this share of the numbers it is the difference of.</summary>
    private const double Rounding = 1.0 / (1L << 43);

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
        var arcs = new ArcCosts<T>(costs, masses.Rows, masses.Columns);
        var quanta = new MassQuanta(Pick(masses.Source, masses.Rows), Pick(masses.Target, masses.Columns));
        var run = new Run<T>(arcs, quanta, first, new(MaxIterations, start, TimeLimit, progress, cancellationToken));
        Status status = run.Optimize();
        if (run.HasMassOnFiniteHugeArcs)
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

    /// <summary>How long a run may go on, and who wants to know.</summary>
    private sealed record Budget(int MaxIterations, long Start, TimeSpan TimeLimit, IProgress<int>? Progress, CancellationToken CancellationToken)
    {
        /// <summary>Why to stop, or null to go on.</summary>
        public Status? Stop(int pivots)
        {
            if (pivots >= MaxIterations)
                return Status.IterationLimit;
            if (pivots % 128 != 0)
                return null;
            if (pivots % 1024 == 0 && pivots > 0)
                Progress?.Report(pivots);
            return CancellationToken.IsCancellationRequested ? Status.Cancelled : Stopwatch.GetElapsedTime(Start) > TimeLimit ? Status.TimeLimit : null;
        }
    }

    /// <summary>One run of the method.</summary>
    private sealed class Run<T>(ArcCosts<T> costs, MassQuanta quanta, double[]? potentials, Budget budget) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private int _next;
        private int _sinceRefresh;

        public SpanningTree Tree { get; private set; } = Start(costs, quanta, potentials);

        public int Pivots { get; private set; }

        public bool HasMassOnFiniteHugeArcs =>
            costs.HasHuge && Tree.Arcs().Any(arc => arc.HugeCost != 0 && quanta.Mass(arc.Flow) > 0 && double.IsFinite(costs.Row(arc.Row)[arc.Column]));

        public Status Optimize()
        {
            while (EnterFresh() is var (row, column, cost))
            {
                if (budget.Stop(Pivots) is { } stopped)
                    return stopped;
                (double plain, double huge) = costs.Split(cost);
                Tree.Pivot(row, column, plain, huge);
                Pivots++;
                if (++_sinceRefresh == costs.Rows + costs.Columns)
                    Refresh();
            }

            return Status.Converged;
        }

        /// <summary>Puts the present costs on the arcs of the tree.</summary>
        public void Recost()
        {
            var arcs = new List<BasicArc>();
            foreach (BasicArc arc in Tree.Arcs())
            {
                (double plain, double huge) = costs.Split(costs.Row(arc.Row)[arc.Column]);
                arcs.Add(arc with { Cost = plain, HugeCost = huge });
            }

            Tree = new(costs.Rows, costs.Columns, arcs, costs.HasHuge);
        }

        private static SpanningTree Start(ArcCosts<T> costs, MassQuanta quanta, double[]? potentials)
        {
            long[] supply = [.. quanta.Rows.Select(mass => (mass * quanta.Grains) + 1)];
            long[] demand = [.. quanta.Columns.Select(mass => mass * quanta.Grains)];
            demand[^1] += supply.Length;
            return new(costs.Rows, costs.Columns, InitialBasis.Build(costs, supply, demand, potentials), costs.HasHuge);
        }

        /// <summary>The next arc to bring in; only potentials without a history are believed when they say that there is none.</summary>
        private (int Row, int Column, double Cost)? EnterFresh()
        {
            if (Enter() is { } arc)
                return arc;
            if (_sinceRefresh == 0)
                return null;
            Refresh();
            return Enter();
        }

        private void Refresh()
        {
            Tree.Refresh();
            _sinceRefresh = 0;
        }

        /// <summary>The next arc to bring in: the one with the most negative reduced cost in the first row that has any; null at the optimum.</summary>
        private (int Row, int Column, double Cost)? Enter()
        {
            for (int visited = 0; visited < costs.Rows; visited++)
            {
                int row = _next;
                _next = _next + 1 == costs.Rows ? 0 : _next + 1;
                ReadOnlySpan<double> prices = costs.Row(row);
                int column = costs.HasHuge ? FindInTwoParts(row, prices) : Find(row, prices);
                if (column >= 0)
                    return (row, column, prices[column]);
            }

            return null;
        }

        private int Find(int row, ReadOnlySpan<double> prices)
        {
            ReadOnlySpan<double> columns = Tree.ColumnPotentials;
            double potential = Tree.RowPotentials[row], least = LeastDifference.Value(prices, columns);
            if (least >= potential)
                return -1;
            int column = LeastDifference.Find(prices, columns, least);
            return IsNegative(least - potential, prices[column], potential, columns[column]) ? column : -1;
        }

        private int FindInTwoParts(int row, ReadOnlySpan<double> prices)
        {
            ReadOnlySpan<double> columns = Tree.ColumnPotentials, hugeColumns = Tree.HugeColumnPotentials;
            double potential = Tree.RowPotentials[row], hugePotential = Tree.HugeRowPotentials[row];
            int best = -1;
            double least = 0, leastHuge = 0;
            for (int j = 0; j < prices.Length; j++)
            {
                (double plain, double huge) = costs.Split(prices[j]);
                double reducedHuge = (huge - hugeColumns[j]) - hugePotential;
                if (!IsNegative(Math.Abs(reducedHuge) * -1, huge, hugePotential, hugeColumns[j]))
                    reducedHuge = 0;
                if (reducedHuge > leastHuge)
                    continue;
                double reduced = (plain - columns[j]) - potential;
                if (reducedHuge < leastHuge || (reduced < least && IsNegative(reduced, plain, potential, columns[j])))
                    (best, least, leastHuge) = (j, reduced, reducedHuge);
            }

            return best;
        }

        private static bool IsNegative(double reduced, double cost, double row, double column) =>
            reduced < -Rounding * (Math.Abs(cost) + Math.Abs(row) + Math.Abs(column));
    }
}
