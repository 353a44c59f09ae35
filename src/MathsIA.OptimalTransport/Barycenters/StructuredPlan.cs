using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What <see cref="RoundedPlan"/> says, without going through the entries: for costs with a structure, by a few of their sums.</summary>
/// <remarks>The rounded plan is <c>A + B</c>, a scaled kernel and a product. Of a scaled kernel the objective is linear in its marginals, as the costs cancel; of a product it is plain.
/// Of their sum it is at most what convexity says, <c>φ(A + B) ≤ φ(A) − A log(1 − t) + φ(B) − B log t</c> with t the share of the mass that B holds, which is as good once the marginals are met.</remarks>
internal static class StructuredPlan
{
    public static (double PlainCost, double Objective) Values<T>(IStructuredCost<T> costs, double[] f, double[] g, double[] rows, double[] columns, double epsilon, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] sums = new double[rows.Length], means = new double[rows.Length], sources = new double[rows.Length], targets = new double[columns.Length], held = new double[columns.Length];
        double[] logs = LogDomain.Logs(columns), rowLogs = new double[rows.Length];
        LogDomain.Heights(g, logs, epsilon, targets);
        costs.SoftMinimum(targets, epsilon, false, sums, context);
        costs.MeanCosts(targets, epsilon, means, context);
        double plain = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double sum = LogDomain.Ratio(f[i], sums[i], epsilon);
            plain += sum == 0 ? 0 : sum * means[i];
            rowLogs[i] = sum > rows[i] ? Math.Log(rows[i] / sum) : 0;
        }

        LogDomain.Heights(f, rowLogs, epsilon, sources);
        costs.SoftMinimum(sources, epsilon, true, held, context);
        double missing = 0, value = 0, kept = 0;
        var deficit = new double[columns.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            double sum = columns[j] == 0 ? 0 : columns[j] * LogDomain.Ratio(g[j], held[j], epsilon), scale = sum > columns[j] ? columns[j] / sum : 1, mass = scale * sum;
            missing += deficit[j] = Math.Max(0, columns[j] - mass);
            logs[j] += Math.Log(scale);
            kept += mass;
            value += mass == 0 ? 0 : mass * (g[j] + (epsilon * Math.Log(scale)));
            value += deficit[j] == 0 ? 0 : epsilon * deficit[j] * Math.Log(deficit[j] / columns[j]);
        }

        LogDomain.Heights(g, logs, epsilon, targets);
        costs.SoftMinimum(targets, epsilon, false, sums, context);
        costs.CostProduct(deficit, means, context);
        for (int i = 0; i < rows.Length; i++)
        {
            double ratio = LogDomain.Ratio(f[i], sums[i], epsilon), mass = ratio == 0 ? 0 : ratio * Math.Exp(rowLogs[i]), lacks = Math.Max(0, rows[i] - mass);
            value += mass == 0 ? 0 : mass * (f[i] + (epsilon * rowLogs[i]));
            value += lacks == 0 || missing == 0 ? 0 : lacks * ((means[i] / missing) + (epsilon * Math.Log(lacks / missing)));
        }

        // What is missing is missing on both sides: log(lacks deficit / missing) has been split between them.
        double total = kept + missing, split = kept == 0 || missing == 0 ? 0 : (kept * Math.Log(kept / total)) + (missing * Math.Log(missing / total));
        return (plain, value - (epsilon * (total + split)));
    }
}
