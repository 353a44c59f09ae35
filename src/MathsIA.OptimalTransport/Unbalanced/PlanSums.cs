using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What the entries of an entropic plan add up to, from one walk over its rows, or from sums that the geometry has cheaper.</summary>
internal sealed class PlanSums
{
    private PlanSums(int rows, int columns) => (Rows, Columns, Least) = (new double[rows], new double[columns], new double[rows]);

    /// <summary><c>P1</c>.</summary>
    public double[] Rows { get; }

    /// <summary><c>Pᵀ1</c>.</summary>
    public double[] Columns { get; }

    /// <summary><c>min_j C_ij − g_j</c> over the targets with mass.</summary>
    public double[] Least { get; }

    /// <summary><c>⟨P, C⟩</c>.</summary>
    public double LinearCost { get; private set; }

    /// <summary><c>Σ P_ij</c>.</summary>
    public double Mass { get; private set; }

    /// <summary><c>Σ P log(P/(a b))</c>.</summary>
    public double Divergence { get; private set; }

    public static PlanSums Of<T>(EntropicPlan<T> plan, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (ICostGeometry<T> costs, double[] a, double[] b, double[] f, double[] g, double epsilon) = plan.Parts;
        var sums = new PlanSums(f.Length, g.Length);
        if (costs is IStructuredCost<T> structured)
            sums.FromSoftMinima(structured, plan, context);
        else
            sums.FromRows(costs, plan);
        sums.Divergence = (Doubles.Dot(sums.Rows, f) + Doubles.Dot(sums.Columns, g) - sums.LinearCost) / epsilon;
        return sums;
    }

    private void FromRows<T>(ICostGeometry<T> costs, EntropicPlan<T> plan) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (_, _, double[] b, _, double[] g, _) = plan.Parts;
        var row = new double[Columns.Length];
        var buffer = new T[Columns.Length];
        for (int i = 0; i < Rows.Length; i++)
        {
            ReadOnlySpan<T> entries = plan.Row(i, buffer, row);
            double held = 0, cost = 0, least = double.PositiveInfinity;
            for (int j = 0; j < row.Length; j++)
            {
                double p = row[j], c = double.CreateTruncating(entries[j]);
                if (b[j] > 0)
                    least = Math.Min(least, c - g[j]);
                if (p <= 0)
                    continue;
                held += p;
                Columns[j] += p;
                cost += p * c;
            }

            (Rows[i], Least[i]) = (held, least);
            Mass += held;
            LinearCost += cost;
        }
    }

    private void FromSoftMinima<T>(IStructuredCost<T> costs, EntropicPlan<T> plan, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (_, double[] a, double[] b, double[] f, double[] g, double epsilon) = plan.Parts;
        double[] heightsA = new double[a.Length], heightsB = new double[b.Length], means = new double[a.Length];
        LogDomain.Heights(f, LogDomain.Logs(a), epsilon, heightsA);
        LogDomain.Heights(g, LogDomain.Logs(b), epsilon, heightsB);
        costs.SoftMinimum(heightsB, epsilon, transposed: false, Rows, context);
        costs.SoftMinimum(heightsA, epsilon, transposed: true, Columns, context);
        costs.MeanCosts(heightsB, epsilon, means, context);
        for (int i = 0; i < a.Length; i++)
        {
            Rows[i] = a[i] == 0 ? 0 : a[i] * LogDomain.Ratio(f[i], Rows[i], epsilon);
            Mass += Rows[i];
            LinearCost += Rows[i] * means[i];
        }

        for (int j = 0; j < b.Length; j++)
        {
            Columns[j] = b[j] == 0 ? 0 : b[j] * LogDomain.Ratio(g[j], Columns[j], epsilon);
            heightsB[j] = b[j] > 0 ? g[j] : double.NegativeInfinity;
        }

        costs.LeastCosts(heightsB, Least, context);
    }
}
