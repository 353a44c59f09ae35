using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What one walk over the rows of an entropic plan adds up to.</summary>
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

    public static PlanSums Of<T>(EntropicPlan<T> plan, ICostGeometry<T> costs, double[] b, double[] f, double[] g, double epsilon) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sums = new PlanSums(f.Length, g.Length);
        var row = new double[g.Length];
        var buffer = new T[g.Length];
        for (int i = 0; i < f.Length; i++)
        {
            ReadOnlySpan<T> entries = plan.Row(i, buffer, row);
            double held = 0, cost = 0, logs = 0, least = double.PositiveInfinity;
            for (int j = 0; j < row.Length; j++)
            {
                double p = row[j], c = double.CreateTruncating(entries[j]);
                if (b[j] > 0)
                    least = Math.Min(least, c - g[j]);
                if (p <= 0)
                    continue;
                held += p;
                sums.Columns[j] += p;
                cost += p * c;
                logs += p * (f[i] + g[j] - c);
            }

            (sums.Rows[i], sums.Least[i]) = (held, least);
            sums.Mass += held;
            sums.LinearCost += cost;
            sums.Divergence += logs / epsilon;
        }

        return sums;
    }
}
