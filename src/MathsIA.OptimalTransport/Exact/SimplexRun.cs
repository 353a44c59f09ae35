using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>One run of the network simplex method: which arcs come in, one pivot after another, until none undercuts the potentials.</summary>
/// <remarks>Rows are priced one after another; the first that has an arc to offer brings its cheapest one in. Lists of offers of several rows take a third fewer
/// pivots and more time.</remarks>
internal sealed class SimplexRun<T>(ArcCosts<T> costs, MassQuanta quanta, double[]? potentials, SimplexBudget budget) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A reduced cost counts as negative beyond this share of the numbers it is the difference of.</summary>
    private const double Rounding = 1.0 / (1L << 43);

    /// <summary>Nor does it count below this share of the largest cost in the tree so far: where cost and potentials are all but 0, what is left of sums of larger
    /// numbers would bring the same arcs in again and again.</summary>
    private const double Residue = 1.0 / (1L << 48);

    private int _next;
    private int _sinceRefresh;
    private double _largestCost;

    public SpanningTree Tree { get; private set; } = Start(costs, quanta, potentials);

    public int Pivots { get; private set; }

    public bool HasMassOnFiniteHugeArcs =>
        costs.HasHuge && Tree.Arcs().Any(arc => arc.HugeCost != 0 && quanta.Mass(arc.Flow) > 0 && double.IsFinite(costs.Cost(arc.Row, arc.Column)));

    public bool HasMassOnForbiddenArcs =>
        costs.HasHuge && Tree.Arcs().Any(arc => arc.HugeCost != 0 && quanta.Mass(arc.Flow) > 0 && !double.IsFinite(costs.Cost(arc.Row, arc.Column)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Status Optimize()
    {
        foreach (BasicArc arc in Tree.Arcs())
            _largestCost = Math.Max(_largestCost, Math.Abs(arc.Cost));
        while (EnterFresh() is var (row, column, cost))
        {
            if (budget.Stop(Pivots) is { } stopped)
                return stopped;
            (double plain, double huge) = costs.Split(cost);
            _largestCost = Math.Max(_largestCost, Math.Abs(plain));
            Tree.Pivot(row, column, plain, huge);
            Pivots++;
            if (8 * ++_sinceRefresh >= costs.Rows + costs.Columns)
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
            (double plain, double huge) = costs.Split(costs.Cost(arc.Row, arc.Column));
            arcs.Add(arc with { Cost = plain, HugeCost = huge });
        }

        Tree = new(costs.Rows, costs.Columns, arcs, costs.HasHuge);
    }

    private static SpanningTree Start(ArcCosts<T> costs, MassQuanta quanta, double[]? potentials)
    {
        // A grain more for each source, and all of them for the last target.
        long[] supply = [.. quanta.Rows.Select(mass => (mass * quanta.Grains) + 1)];
        long[] demand = [.. quanta.Columns.Select(mass => mass * quanta.Grains)];
        demand[^1] += supply.Length;
        List<BasicArc> arcs = costs.IsSparse ? SparseBasis.Build(costs, supply, demand, potentials) : InitialBasis.Build(costs, supply, demand, potentials);
        return new(costs.Rows, costs.Columns, arcs, costs.HasHuge);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Row, int Column, double Cost)? Enter()
    {
        for (int visited = 0; visited < costs.Rows; visited++)
        {
            int row = _next;
            _next = _next + 1 == costs.Rows ? 0 : _next + 1;
            ReadOnlySpan<double> prices = costs.Row(row);
            int place = costs.HasHuge ? FindInTwoParts(row, prices) : Find(row, prices);
            if (place >= 0)
                return (row, costs.Column(row, place), prices[place]);
        }

        return null;
    }

    /// <summary>The two parts of a reduced cost, 0 where rounding may be all there is.</summary>
    private (double Plain, double Huge) Reduced(int row, int column, double cost)
    {
        (double plain, double huge) = costs.Split(cost);
        double u = Tree.RowPotentials[row], v = Tree.ColumnPotentials[column], reduced = (plain - v) - u, reducedHuge = 0;
        if (costs.HasHuge)
        {
            double hugeU = Tree.HugeRowPotentials[row], hugeV = Tree.HugeColumnPotentials[column];
            reducedHuge = (huge - hugeV) - hugeU;
            if (!IsNegative(-Math.Abs(reducedHuge), huge, hugeU, hugeV, 0))
                reducedHuge = 0;
        }

        return (IsNegative(-Math.Abs(reduced), plain, u, v, _largestCost) ? reduced : 0, reducedHuge);
    }

    /// <summary>Where in a row the most negative reduced cost is; −1 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(int row, ReadOnlySpan<double> prices)
    {
        ReadOnlySpan<double> columns = Tree.ColumnPotentials;
        double potential = Tree.RowPotentials[row], least = LeastDifference.Value(prices, columns);
        if (least >= potential)
            return -1;
        int column = LeastDifference.Find(prices, columns, least);
        return IsNegative(least - potential, prices[column], potential, columns[column], _largestCost) ? column : -1;
    }

    private int FindInTwoParts(int row, ReadOnlySpan<double> prices)
    {
        int best = -1;
        double least = 0, leastHuge = 0;
        for (int place = 0; place < prices.Length; place++)
        {
            (double reduced, double reducedHuge) = Reduced(row, costs.Column(row, place), prices[place]);
            if (reducedHuge < leastHuge || (reducedHuge == leastHuge && reduced < least))
                (best, least, leastHuge) = (place, reduced, reducedHuge);
        }

        return best;
    }

    private static bool IsNegative(double reduced, double cost, double row, double column, double largest) =>
        reduced < -((Rounding * (Math.Abs(cost) + Math.Abs(row) + Math.Abs(column))) + (Residue * largest));
}
