using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The linear cost of an entropic plan, and the objective <c>⟨P, C⟩ + ε Σ P (log(P/b) − 1)</c> of the plan rounded to exact marginals.</summary>
/// <remarks>Rows and then columns that hold too much are scaled down, and what is missing is filled in by a product (J. Altschuler, J. Weed, P. Rigollet, NeurIPS 2017, algorithm 2).</remarks>
internal static class RoundedPlan
{
    public static (double PlainCost, double Objective) Values<T>(EntropicPlan<T> plan, ICostGeometry<T> costs, double[] rows, double[] columns, double epsilon) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] row = new double[columns.Length], rowScale = new double[rows.Length], columnScale = new double[columns.Length], held = new double[columns.Length];
        var buffer = new T[columns.Length];
        double plain = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<T> entries = plan.Row(i, buffer, row);
            double sum = row.Sum();
            rowScale[i] = sum > rows[i] ? rows[i] / sum : 1;
            for (int j = 0; j < columns.Length; j++)
            {
                plain += row[j] == 0 ? 0 : row[j] * double.CreateTruncating(entries[j]);
                held[j] += rowScale[i] * row[j];
            }
        }

        double missing = 0;
        var deficit = new double[columns.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            columnScale[j] = held[j] > columns[j] ? columns[j] / held[j] : 1;
            deficit[j] = Math.Max(0, columns[j] - (columnScale[j] * held[j]));
            missing += deficit[j];
        }

        double cost = 0, entropy = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<T> entries = plan.Row(i, buffer, row);
            double kept = 0;
            for (int j = 0; j < columns.Length; j++)
                kept += rowScale[i] * columnScale[j] * row[j];
            double filled = missing > 0 ? Math.Max(0, rows[i] - kept) / missing : 0;
            for (int j = 0; j < columns.Length; j++)
            {
                double p = (rowScale[i] * columnScale[j] * row[j]) + (filled * deficit[j]);
                if (p <= 0)
                    continue;
                cost += p * double.CreateTruncating(entries[j]);
                entropy += p * (Math.Log(p / columns[j]) - 1);
            }
        }

        return (plain, cost + (epsilon * entropy));
    }
}
