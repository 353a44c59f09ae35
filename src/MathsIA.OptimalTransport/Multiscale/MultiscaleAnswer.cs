using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What the finest level says: the sparse plan, every value, and bounds that hold for the whole problem.</summary>
/// <remarks>The dual value counts every arc left out at the most it can carry. The upper bound rounds the plan to exact marginals by a
/// product of what rows and columns lack, whose cost and divergence come from moments, in linear time; the lower one finds the least
/// <c>|x − y|² − g</c> by branch and bound.</remarks>
internal sealed class MultiscaleAnswer(PointTree sources, PointTree targets, MultiscaleState state, Masses masses, double epsilon, double threshold)
{
    public TransportResult<T> Result<T>(Status status, int iterations, TimeSpan elapsed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] plan = state.Plan(epsilon), a = sources.MassesAt(sources.Finest).ToArray(), b = targets.MassesAt(targets.Finest).ToArray();
        double[] rows = new double[a.Length], columns = new double[b.Length];
        double linear = 0, divergence = 0, entropy = 0, mass = 0, total = masses.Total;
        var entries = new List<PlanEntry<T>>(plan.Length);
        SparseSupport support = state.Support;
        for (int i = 0; i < a.Length; i++)
        {
            for (int k = support.Starts[i]; k < support.Starts[i + 1]; k++)
            {
                int j = support.Columns[k];
                double p = plan[k];
                if (p <= 0)
                    continue;
                rows[i] += p;
                columns[j] += p;
                linear += p * support.Costs[k];
                divergence += p * Math.Log(p / (a[i] * b[j]));
                entropy -= p * (Math.Log(p) - 1);
                entries.Add(new(sources.Order[i], targets.Order[j], T.CreateTruncating(p)));
            }

            mass += rows[i];
        }

        double product = total * total, kl = linear + (epsilon * (divergence - mass + product));
        double dual = Dot(state.F, a) + Dot(state.G, b) - (epsilon * (mass + (threshold * product) - product));
        double error = (Distance(rows, a) + Distance(columns, b)) / total;
        (double roundedCost, double roundedKl) = Rounded(plan, rows, a, b);
        return new()
        {
            Plan = new SparsePlan<T>(a.Length, b.Length, [.. entries]),
            LinearCost = linear,
            KlValue = kl,
            EntropicValue = linear - (epsilon * entropy),
            DualValue = dual,
            Gap = roundedKl - dual,
            LowerBound = LowerBound(a, b),
            UpperBound = roundedCost,
            MarginalError = error,
            MassDefect = masses.Defect,
            SourcePotentials = Unordered<T>(state.F, sources.Order),
            TargetPotentials = Unordered<T>(state.G, targets.Order),
            Status = status,
            Iterations = iterations,
            Elapsed = elapsed,
        };
    }

    /// <summary>Linear cost and KL value of the plan rounded to exact marginals; the latter from above, as the divergence is convex.</summary>
    private (double Cost, double Kl) Rounded(double[] plan, double[] rows, double[] a, double[] b)
    {
        SparseSupport support = state.Support;
        double[] scaled = new double[b.Length], rowScale = new double[a.Length], held = new double[a.Length], columnDeficit = new double[b.Length], columnScale = new double[b.Length];
        for (int i = 0; i < a.Length; i++)
        {
            rowScale[i] = rows[i] > a[i] ? a[i] / rows[i] : 1;
            for (int k = support.Starts[i]; k < support.Starts[i + 1]; k++)
                scaled[support.Columns[k]] += rowScale[i] * plan[k];
        }

        for (int j = 0; j < b.Length; j++)
        {
            columnScale[j] = scaled[j] > b[j] ? b[j] / scaled[j] : 1;
            columnDeficit[j] = Math.Max(0, b[j] - (columnScale[j] * scaled[j]));
        }

        double cost = 0, divergence = 0, mass = 0, total = masses.Total;
        for (int i = 0; i < a.Length; i++)
        {
            for (int k = support.Starts[i]; k < support.Starts[i + 1]; k++)
            {
                int j = support.Columns[k];
                double p = rowScale[i] * columnScale[j] * plan[k];
                if (p <= 0)
                    continue;
                held[i] += p;
                cost += p * support.Costs[k];
                divergence += p * Math.Log(p / (a[i] * b[j]));
            }

            mass += held[i];
        }

        double[] rowDeficit = [.. a.Zip(held, (want, have) => Math.Max(0, want - have))];
        double missing = columnDeficit.Sum(), rowMissing = rowDeficit.Sum(), share = missing / total;
        if (missing > 0 && rowMissing > 0)
        {
            // KL of a mixture is at most the mixture of the KLs, each part scaled to the whole mass.
            double kept = mass > 0 ? divergence + (mass * Math.Log(total / mass)) : 0;
            double filled = share * (ProductDivergence(rowDeficit, rowMissing, a) + ProductDivergence(columnDeficit, missing, b) - (total * Math.Log(total)));
            divergence = kept + filled;
            cost += ProductCost(rowDeficit, rowMissing, columnDeficit, missing);
        }

        return (cost, cost + (epsilon * (divergence - total + (total * total))));
    }

    /// <summary><c>total Σ (d / s) log((d / s) total / w)</c> for the part d, of sum s, of the masses w.</summary>
    private double ProductDivergence(double[] deficit, double sum, double[] weights)
    {
        double result = 0, total = masses.Total;
        for (int i = 0; i < deficit.Length; i++)
        {
            if (deficit[i] > 0)
                result += total * (deficit[i] / sum) * Math.Log(deficit[i] / sum * total / weights[i]);
        }

        return result;
    }

    /// <summary><c>Σ r_i c_j |x_i − y_j|² / Σ r</c>, from moments.</summary>
    private double ProductCost(double[] rowDeficit, double rowMissing, double[] columnDeficit, double missing)
    {
        int dimension = sources.Dimension;
        ReadOnlySpan<double> x = sources.PointsAt(sources.Finest), y = targets.PointsAt(targets.Finest);
        double cost = 0;
        for (int axis = 0; axis < dimension; axis++)
        {
            (double meanX, double squareX) = Moments(x, rowDeficit, rowMissing, dimension, axis);
            (double meanY, double squareY) = Moments(y, columnDeficit, missing, dimension, axis);
            cost += squareX + squareY + ((meanX - meanY) * (meanX - meanY));
        }

        return missing * cost;
    }

    private static (double Mean, double Variance) Moments(ReadOnlySpan<double> points, double[] weights, double sum, int dimension, int axis)
    {
        double mean = 0, variance = 0;
        for (int i = 0; i < weights.Length; i++)
            mean += weights[i] / sum * points[(i * dimension) + axis];
        for (int i = 0; i < weights.Length; i++)
        {
            double difference = points[(i * dimension) + axis] - mean;
            variance += weights[i] / sum * difference * difference;
        }

        return (mean, variance);
    }

    private double LowerBound(double[] a, double[] b)
    {
        // A target without mass must not hold a source back.
        double[] g = [.. state.G.Select((value, j) => b[j] > 0 ? value : double.NegativeInfinity)];
        var largest = new double[targets.Nodes];
        targets.LargestAbove(targets.Finest, g, largest);
        ReadOnlySpan<double> x = sources.PointsAt(sources.Finest);
        double value = Dot(state.G, b);
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] > 0)
                value += a[i] * SupportSearch.LeastDifference(x.Slice(i * sources.Dimension, sources.Dimension), targets, g, largest);
        }

        return value;
    }

    private static Tensor<T> Unordered<T>(double[] values, int[] order) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[values.Length];
        for (int i = 0; i < values.Length; i++)
            result[order[i]] = T.CreateTruncating(values[i]);
        return Tensor.From(result);
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
