using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What a basis says: the plan, potentials that are feasible whatever the basis, and the gap between the two.</summary>
internal sealed class ExactAnswer<T>(ICostGeometry<T> costs, Masses masses, ArcCosts<T> arcs, MassQuanta quanta, SpanningTree tree)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A quantum is below an ulp of the largest masses.</summary>
    private const int RoundingQuanta = 16;

    public TransportResult<T> Result(Status status, int pivots, TimeSpan elapsed)
    {
        var entries = new List<PlanEntry<T>>(masses.Rows.Length + masses.Columns.Length);
        List<(int Row, int Column, double Mass, double Cost)> carried = new(entries.Capacity);
        double cost = 0, missed = 0;
        double[] rows = new double[masses.Source.Length], columns = new double[masses.Target.Length];
        foreach (BasicArc arc in tree.Arcs())
        {
            double mass = quanta.Mass(arc.Flow), price = arcs.Cost(arc.Row, arc.Column);
            if (mass <= 0)
                continue;
            if (double.IsInfinity(price))
            {
                missed += mass;
                continue;
            }

            if (arc.Row == masses.Rows.Length)
                continue;
            (int i, int j) = (masses.Rows[arc.Row], masses.Columns[arc.Column]);
            cost += mass * price;
            rows[i] += mass;
            columns[j] += mass;
            carried.Add((i, j, mass, price));
            entries.Add(new(i, j, T.CreateTruncating(mass)));
        }

        // Masses are rounded in the division by their sum, then to quanta: they may miss each other by some quanta where they fitted before.
        bool misses = missed > RoundingQuanta * (arcs.Rows + arcs.Columns) * quanta.Quantum, infeasible = misses && status == Status.Converged;
        (double[] f, double[] g) = infeasible ? Ray() : FeasiblePotentials();
        double dual = infeasible ? double.PositiveInfinity : DualSum.Of(masses.Source, f) + DualSum.Of(masses.Target, g);
        return new()
        {
            Plan = new SparsePlan<T>(costs.Rows, costs.Columns, [.. entries]),
            LinearCost = cost,
            DualValue = dual,
            Gap = misses ? double.PositiveInfinity : Gap(carried, rows, columns, f, g),
            LowerBound = dual,
            UpperBound = misses ? double.PositiveInfinity : cost,
            MarginalError = (Distance(rows, masses.Source) + Distance(columns, masses.Target)) / masses.Total,
            MassDefect = masses.Defect,
            SourcePotentials = Tensor.From(Array.ConvertAll(f, T.CreateTruncating)),
            TargetPotentials = Tensor.From(Array.ConvertAll(g, T.CreateTruncating)),
            Status = infeasible ? Status.Infeasible : status,
            Iterations = pivots,
            Elapsed = elapsed,
        };
    }

    /// <summary>What cost and dual value can differ by at most: the slack of every arc that carries mass, and what the marginals miss at the price of the potentials. A sum of
    /// terms that are not negative, it does not lose its digits as the difference of the two values does.</summary>
    private double Gap(List<(int Row, int Column, double Mass, double Cost)> carried, double[] rows, double[] columns, double[] f, double[] g)
    {
        double gap = 0;
        foreach ((int i, int j, double mass, double cost) in carried)
            gap += mass * Math.Max(0, cost - f[i] - g[j]);
        return gap + Missed(rows, masses.Source, f) + Missed(columns, masses.Target, g);
    }

    private static double Missed(double[] met, double[] asked, double[] potentials)
    {
        double sum = 0;
        for (int i = 0; i < met.Length; i++)
            sum += met[i] == asked[i] ? 0 : Math.Abs(met[i] - asked[i]) * Math.Abs(potentials[i]);
        return sum;
    }

    /// <summary>Why the masses do not fit (Farkas): <c>f_i + g_j ≤ 0</c> wherever mass may go, and yet <c>Σ f_i a_i + Σ g_j b_j > 0</c>.</summary>
    private (double[] F, double[] G) Ray()
    {
        var g = new double[costs.Columns];
        Array.Fill(g, double.NegativeInfinity);
        for (int j = 0; j < masses.Columns.Length; j++)
            g[masses.Columns[j]] = tree.HugeColumnPotentials[j] / arcs.Forbidden;
        var f = new double[costs.Rows];
        double most = double.NegativeInfinity, least = double.PositiveInfinity;
        for (int i = 0; i < masses.Rows.Length; i++)
        {
            f[masses.Rows[i]] = tree.HugeRowPotentials[i] / arcs.Forbidden;
            most = Math.Max(most, f[masses.Rows[i]]);
        }

        foreach (int j in masses.Columns)
            least = Math.Min(least, -g[j]);
        for (int i = 0; i < f.Length; i++)
            f[i] = masses.Source[i] > 0 ? f[i] : least;
        for (int j = 0; j < g.Length; j++)
            g[j] = masses.Target[j] > 0 ? g[j] : -Math.Max(most, least);
        return (f, g);
    }

    /// <summary>The potentials of the tree, made feasible: <c>f_i = min_j C_ij − g_j</c> for every source, and for targets without mass
    /// <c>g_j = min_i C_ij − f_i</c>.</summary>
    private (double[] F, double[] G) FeasiblePotentials()
    {
        double weight = HugeWeight();
        var g = new double[costs.Columns];
        Array.Fill(g, double.NegativeInfinity);
        for (int j = 0; j < masses.Columns.Length; j++)
            g[masses.Columns[j]] = tree.ColumnPotentials[j] + (weight == 0 ? 0 : weight * tree.HugeColumnPotentials[j]);
        var f = new double[costs.Rows];
        double[]? late = masses.Columns.Length == g.Length ? null : new double[costs.Columns];
        late?.AsSpan().Fill(double.PositiveInfinity);
        if (costs is SparseCost<T> sparse)
            LeastSlack(sparse.Arcs, f, g, late);
        else
            LeastSlack(f, g, late);
        for (int j = 0; late is not null && j < g.Length; j++)
        {
            if (double.IsNegativeInfinity(g[j]))
                g[j] = late[j];
        }

        if (late is not null)
            CloseFreeRows(f, g);
        return (f, g);
    }

    /// <summary>Sources that can reach targets without mass only: these two are free but for each other.</summary>
    private void CloseFreeRows(double[] f, double[] g)
    {
        var given = new T[costs.Columns];
        for (int i = 0; i < f.Length; i++)
        {
            if (!double.IsPositiveInfinity(f[i]))
                continue;
            ReadOnlySpan<T> row = costs.Row(i, 0, given);
            for (int j = 0; j < row.Length; j++)
            {
                double price = double.CreateTruncating(row[j]);
                if (double.IsInfinity(price))
                    continue;
                g[j] = double.IsPositiveInfinity(g[j]) ? 0 : g[j];
                f[i] = Math.Min(f[i], price - g[j]);
            }
        }
    }

    private void LeastSlack(double[] f, double[] g, double[]? late)
    {
        var buffer = new T[costs.Columns];
        var prices = new double[costs.Columns];
        for (int i = 0; i < costs.Rows; i++)
        {
            ReadOnlySpan<double> row = Doubles(costs.Row(i, 0, buffer), prices);
            f[i] = LeastDifference.Value(row, g);
            for (int j = 0; late is not null && j < row.Length && double.IsFinite(f[i]); j++)
                late[j] = Math.Min(late[j], row[j] - f[i]);
        }
    }

    private static void LeastSlack(SparseArcs<T> given, double[] f, double[] g, double[]? late)
    {
        for (int i = 0; i < f.Length; i++)
        {
            ReadOnlySpan<int> ends = given.Ends(i);
            ReadOnlySpan<double> prices = given.Costs(i);
            f[i] = double.PositiveInfinity;
            for (int k = 0; k < ends.Length; k++)
                f[i] = Math.Min(f[i], prices[k] - g[ends[k]]);
            for (int k = 0; late is not null && k < ends.Length && double.IsFinite(f[i]); k++)
                late[ends[k]] = Math.Min(late[ends[k]], prices[k] - f[i]);
        }
    }

    private static ReadOnlySpan<double> Doubles(ReadOnlySpan<T> row, double[] buffer)
    {
        if (typeof(T) == typeof(double))
            return System.Runtime.InteropServices.MemoryMarshal.Cast<T, double>(row);
        for (int j = 0; j < row.Length; j++)
            buffer[j] = double.CreateTruncating(row[j]);
        return buffer;
    }

    /// <summary>The smallest weight of the huge part with which no finite cost is undercut: potentials then stay as small as they can.</summary>
    private double HugeWeight()
    {
        if (!arcs.HasHuge)
            return 0;
        double weight = 0;
        for (int i = 0; i < arcs.Rows; i++)
        {
            ReadOnlySpan<double> row = arcs.Row(i);
            for (int place = 0; place < row.Length; place++)
            {
                int j = arcs.Column(i, place);
                double huge = tree.HugeRowPotentials[i] + tree.HugeColumnPotentials[j];
                double over = tree.RowPotentials[i] + tree.ColumnPotentials[j] - row[place];
                if (huge < 0 && over > 0)
                    weight = Math.Max(weight, over / -huge);
            }
        }

        return weight;
    }

    private static double Distance(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Abs(x[i] - y[i]);
        return sum;
    }
}
