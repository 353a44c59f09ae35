using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What a basis says: the plan, potentials that are feasible whatever the basis, and the gap between the two.</summary>
internal sealed class ExactAnswer<T>(ICostGeometry<T> costs, Masses masses, ArcCosts<T> arcs, MassQuanta quanta, SpanningTree tree)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TransportResult<T> Result(Status status, int pivots, TimeSpan elapsed)
    {
        var entries = new List<PlanEntry<T>>(masses.Rows.Length + masses.Columns.Length);
        double cost = 0;
        double[] rows = new double[masses.Source.Length], columns = new double[masses.Target.Length];
        foreach (BasicArc arc in tree.Arcs())
        {
            double mass = quanta.Mass(arc.Flow), price = arcs.Row(arc.Row)[arc.Column];
            if (mass <= 0)
                continue;
            if (double.IsInfinity(price))
            {
                if (status == Status.Converged)
                    status = Status.Infeasible;
                continue;
            }

            (int i, int j) = (masses.Rows[arc.Row], masses.Columns[arc.Column]);
            cost += mass * price;
            rows[i] += mass;
            columns[j] += mass;
            entries.Add(new(i, j, T.CreateTruncating(mass)));
        }

        (double[] f, double[] g) = FeasiblePotentials();
        double dual = Dot(f, masses.Source) + Dot(g, masses.Target);
        return new()
        {
            Plan = new SparsePlan<T>(costs.Rows, costs.Columns, [.. entries]),
            LinearCost = cost,
            DualValue = dual,
            Gap = cost - dual,
            LowerBound = dual,
            UpperBound = status == Status.Infeasible ? double.PositiveInfinity : cost,
            MarginalError = (Distance(rows, masses.Source) + Distance(columns, masses.Target)) / masses.Total,
            MassDefect = masses.Defect,
            SourcePotentials = Tensor.From(Array.ConvertAll(f, T.CreateTruncating)),
            TargetPotentials = Tensor.From(Array.ConvertAll(g, T.CreateTruncating)),
            Status = status,
            Iterations = pivots,
            Elapsed = elapsed,
        };
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
        var buffer = new T[costs.Columns];
        var prices = new double[costs.Columns];
        for (int i = 0; i < costs.Rows; i++)
        {
            ReadOnlySpan<double> row = Doubles(costs.Row(i, 0, buffer), prices);
            f[i] = LeastDifference.Value(row, g);
            for (int j = 0; late is not null && j < row.Length; j++)
                late[j] = Math.Min(late[j], row[j] - f[i]);
        }

        for (int j = 0; late is not null && j < g.Length; j++)
        {
            if (double.IsNegativeInfinity(g[j]))
                g[j] = late[j];
        }

        return (f, g);
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
            for (int j = 0; j < row.Length; j++)
            {
                double huge = tree.HugeRowPotentials[i] + tree.HugeColumnPotentials[j];
                double over = tree.RowPotentials[i] + tree.ColumnPotentials[j] - row[j];
                if (huge < 0 && over > 0)
                    weight = Math.Max(weight, over / -huge);
            }
        }

        return weight;
    }

    private static double Dot(double[] potentials, double[] masses)
    {
        double sum = 0;
        for (int i = 0; i < masses.Length; i++)
            sum += masses[i] == 0 ? 0 : masses[i] * potentials[i];
        return sum;
    }

    private static double Distance(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Abs(x[i] - y[i]);
        return sum;
    }
}
