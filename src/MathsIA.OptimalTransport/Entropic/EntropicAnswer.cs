using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What a pair of potentials says: every value, and bounds from a plan rounded to exact marginals.</summary>
/// <remarks>Rounding: rows that hold too much are scaled down, then columns, and what is then missing is filled in by a product of the
/// two deficits (J. Altschuler, J. Weed, P. Rigollet, NeurIPS 2017, algorithm 2). Entries of the rounded plan come from three passes over the rows.</remarks>
internal sealed class EntropicAnswer<T>(ICostGeometry<T> costs, Masses masses, double[] f, double[] g, double epsilon) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EntropicPlan<T> _plan = new(costs, masses, f, g, epsilon);
    private readonly double[] _row = new double[costs.Columns];
    private readonly T[] _buffer = new T[costs.Columns];

    public TransportResult<T> Result(Status status, int iterations, Func<TimeSpan> elapsed)
    {
        double[] a = masses.Source, b = masses.Target;
        double total = masses.Total, linear = 0, entropy = 0, divergence = 0, mass = 0;
        double[] rows = new double[a.Length], columns = new double[b.Length];
        for (int i = 0; i < a.Length; i++)
        {
            ReadOnlySpan<T> row = _plan.Row(i, _buffer, _row);
            for (int j = 0; j < b.Length; j++)
            {
                double p = _row[j];
                if (p <= 0)
                    continue;
                double cost = double.CreateTruncating(row[j]), logRatio = (f[i] + g[j] - cost) / epsilon;
                rows[i] += p;
                columns[j] += p;
                linear += p * cost;
                divergence += p * logRatio;
                entropy -= p * (logRatio + Math.Log(a[i] * b[j]) - 1);
            }

            mass += rows[i];
        }

        double product = total * total;
        double dual = Dot(f, a) + Dot(g, b) - (epsilon * (mass - product));
        (double roundedCost, double roundedKl) = Rounded(rows);
        return new()
        {
            Plan = _plan,
            LinearCost = linear,
            KlValue = linear + (epsilon * (divergence - mass + product)),
            EntropicValue = linear - (epsilon * entropy),
            DualValue = dual,
            Gap = roundedKl - dual,
            LowerBound = ExactLowerBound(),
            UpperBound = roundedCost,
            MarginalError = (Distance(rows, a) + Distance(columns, b)) / total,
            MassDefect = masses.Defect,
            SourcePotentials = Tensor.From(Array.ConvertAll(f, T.CreateTruncating)),
            TargetPotentials = Tensor.From(Array.ConvertAll(g, T.CreateTruncating)),
            Status = status,
            Iterations = iterations,
            Elapsed = elapsed(),
        };
    }

    /// <summary>Linear cost and KL value of the rounded plan.</summary>
    private (double Cost, double Kl) Rounded(double[] rows)
    {
        double[] a = masses.Source, b = masses.Target;
        double[] rowScale = new double[a.Length], columnScale = new double[b.Length], scaledColumns = new double[b.Length];
        for (int i = 0; i < a.Length; i++)
        {
            rowScale[i] = rows[i] > a[i] ? a[i] / rows[i] : 1;
            _plan.Row(i, _buffer, _row);
            for (int j = 0; j < b.Length; j++)
                scaledColumns[j] += rowScale[i] * _row[j];
        }

        double missing = 0;
        double[] columnDeficit = new double[b.Length];
        for (int j = 0; j < b.Length; j++)
        {
            columnScale[j] = scaledColumns[j] > b[j] ? b[j] / scaledColumns[j] : 1;
            columnDeficit[j] = Math.Max(0, b[j] - (columnScale[j] * scaledColumns[j]));
            missing += columnDeficit[j];
        }

        double cost = 0, divergence = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ReadOnlySpan<T> row = _plan.Row(i, _buffer, _row);
            double held = 0;
            for (int j = 0; j < b.Length; j++)
                held += rowScale[i] * columnScale[j] * _row[j];
            double filled = missing > 0 ? Math.Max(0, a[i] - held) / missing : 0;
            for (int j = 0; j < b.Length; j++)
            {
                double p = (rowScale[i] * columnScale[j] * _row[j]) + (filled * columnDeficit[j]);
                if (p <= 0)
                    continue;
                cost += p * double.CreateTruncating(row[j]);
                divergence += p * Math.Log(p / (a[i] * b[j]));
            }
        }

        return (cost, cost + (epsilon * (divergence - masses.Total + (masses.Total * masses.Total))));
    }

    /// <summary>The value of <c>⟨f', a⟩ + ⟨g, b⟩</c> with <c>f'_i = min_j C_ij − g_j</c>, which is feasible for exact transport.</summary>
    private double ExactLowerBound()
    {
        double value = Dot(g, masses.Target);
        for (int i = 0; i < masses.Source.Length; i++)
        {
            if (masses.Source[i] == 0)
                continue;
            ReadOnlySpan<T> row = costs.Row(i, 0, _buffer);
            double least = double.PositiveInfinity;
            for (int j = 0; j < row.Length; j++)
            {
                if (masses.Target[j] > 0)
                    least = Math.Min(least, double.CreateTruncating(row[j]) - g[j]);
            }

            value += masses.Source[i] * least;
        }

        return value;
    }

    private static double Dot(double[] potentials, double[] weights)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] == 0 ? 0 : weights[i] * potentials[i];
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
