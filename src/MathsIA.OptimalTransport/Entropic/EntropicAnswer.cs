using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What potentials of the targets say: the plan that meets every row, every value, and bounds from that plan rounded to exact marginals.</summary>
/// <remarks>
/// <para>Rounding: columns that hold too much are scaled down, and what is then missing is filled in by a product of the two deficits
/// (J. Altschuler, J. Weed, P. Rigollet, NeurIPS 2017, algorithm 2; the rows are exact before). The divergence of the rounded plan is bounded by that
/// of its two parts, <c>t log t</c> being convex, so that no logarithm of an entry is needed.</para>
/// <para>Two passes over the costs, each as long as a sweep.</para>
/// </remarks>
internal sealed class EntropicAnswer<T>(ICostGeometry<T> costs, Masses masses, double[] f, double[] g, double epsilon, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _a = masses.Source;
    private readonly double[] _b = masses.Target;
    private readonly double[] _rows = new double[masses.Source.Length];

    public TransportResult<T> Result(Status status, int iterations, Func<TimeSpan> elapsed)
    {
        double total = masses.Total, product = total * total, linear = 0, entropy = 0, divergence = 0;
        double[] meanCosts = new double[_a.Length], leastCosts = new double[_a.Length], columns = new double[_b.Length];
        FirstPass(meanCosts, leastCosts, columns);
        ExtendToEmptyColumns();
        bool reaches = true;
        for (int i = 0; i < _a.Length; i++)
        {
            bool reached = _a[i] > 0 && double.IsFinite(f[i]);
            _rows[i] = reached ? _a[i] : 0;
            if (_a[i] > 0)
                reaches &= reached;
            if (!reached)
                continue;
            linear += _a[i] * meanCosts[i];
            divergence += _a[i] * f[i];
            entropy += _a[i] * Math.Log(_a[i]);
        }

        for (int j = 0; j < _b.Length; j++)
        {
            if (columns[j] <= 0)
                continue;
            divergence += columns[j] * g[j];
            entropy += columns[j] * Math.Log(_b[j]);
        }

        // Of p log(p / ab) the logarithm is (f + g − C)/ε: sums over entries are sums over the marginals and the linear cost.
        double mass = _rows.Sum();
        divergence = (divergence - linear) / epsilon;
        entropy = mass - entropy - divergence;
        double dual = DualSum.Of(_a, f) + DualSum.Of(_b, g) - (epsilon * (mass - product));
        (double upper, double roundedDivergence) = reaches ? Rounded(columns) : (double.PositiveInfinity, double.PositiveInfinity);
        return new()
        {
            Plan = new EntropicPlan<T>(costs, masses, f, g, epsilon, context),
            LinearCost = linear,
            KlValue = linear + (epsilon * (divergence - mass + product)),
            EntropicValue = linear - (epsilon * entropy),
            DualValue = dual,
            // Never negative but for the rounding of these sums.
            Gap = double.IsFinite(upper) ? Math.Max(0, upper + (epsilon * (roundedDivergence - total + product)) - dual) : double.PositiveInfinity,
            LowerBound = DualSum.Of(_a, leastCosts) + DualSum.Of(_b, g),
            UpperBound = upper,
            MarginalError = (Distance(_rows, _a) + Distance(columns, _b)) / total,
            MassDefect = masses.Defect,
            SourcePotentials = Tensor.From(Array.ConvertAll(f, T.CreateTruncating)),
            TargetPotentials = Tensor.From(Array.ConvertAll(g, T.CreateTruncating)),
            Status = reaches ? status : Status.Infeasible,
            Iterations = iterations,
            Elapsed = elapsed(),
        };
    }

    /// <summary>The potentials of the sources given those of the targets, and with them the rows of the plan; least costs less g; column sums.</summary>
    private void FirstPass(double[] meanCosts, double[] leastCosts, double[] columns)
    {
        double[] heights = new double[_b.Length], counted = new double[_b.Length];
        for (int j = 0; j < _b.Length; j++)
            (heights[j], counted[j]) = _b[j] > 0 ? ((g[j] / epsilon) + Math.Log(_b[j]), g[j]) : (double.NegativeInfinity, double.NegativeInfinity);
        if (costs is not IStructuredCost<T> structured)
        {
            RowStatistics.Run(costs, heights, epsilon, f, meanCosts, _a, columns, counted, leastCosts, default, default, context);
            return;
        }

        structured.SoftMinimum(heights, epsilon, transposed: false, f, context);
        structured.MeanCosts(heights, epsilon, meanCosts, context);
        structured.LeastCosts(counted, leastCosts, context);
        double[] minima = SoftMinimaOfColumns();
        for (int j = 0; j < columns.Length; j++)
            columns[j] = _b[j] == 0 ? 0 : _b[j] * Math.Exp((g[j] - minima[j]) / epsilon);
    }

    /// <summary>Gives the targets without mass their potential, the soft minimum over the sources.</summary>
    private void ExtendToEmptyColumns()
    {
        if (!_b.Contains(0))
            return;
        double[] minima = SoftMinimaOfColumns();
        for (int j = 0; j < _b.Length; j++)
        {
            if (_b[j] == 0)
                g[j] = minima[j];
        }
    }

    private double[] SoftMinimaOfColumns()
    {
        double[] heights = new double[_a.Length], minima = new double[_b.Length];
        for (int i = 0; i < _a.Length; i++)
            heights[i] = _a[i] > 0 && double.IsFinite(f[i]) ? (f[i] / epsilon) + Math.Log(_a[i]) : double.NegativeInfinity;
        Gibbs.SoftMinimum(costs, heights, epsilon, transposed: true, minima, context);
        return minima;
    }

    /// <summary>Linear cost of the rounded plan, and a bound of its <c>Σ p log(p/(a b))</c>.</summary>
    private (double Cost, double Divergence) Rounded(double[] columns)
    {
        int n = _a.Length, m = _b.Length;
        double[] heights = new double[m], deficits = new double[m], minima = new double[n], meanCosts = new double[n], fillCosts = new double[n];
        double missing = 0, divergence = 0, cost = 0;
        for (int j = 0; j < m; j++)
        {
            heights[j] = double.NegativeInfinity;
            if (_b[j] == 0)
                continue;
            double scale = columns[j] > _b[j] ? _b[j] / columns[j] : 1, kept = columns[j] * scale;
            heights[j] = (g[j] / epsilon) + Math.Log(_b[j] * scale);
            deficits[j] = Math.Max(0, _b[j] - kept);
            missing += deficits[j];
            divergence += kept * ((g[j] / epsilon) + Math.Log(scale));
        }

        if (costs is IStructuredCost<T> structured)
        {
            structured.SoftMinimum(heights, epsilon, transposed: false, minima, context);
            structured.MeanCosts(heights, epsilon, meanCosts, context);
            structured.CostProduct(deficits, fillCosts, context);
        }
        else
        {
            RowStatistics.Run(costs, heights, epsilon, minima, meanCosts, default, default, default, default, deficits, fillCosts, context);
        }

        double filled = 0, logarithms = 0;
        for (int i = 0; i < n; i++)
        {
            if (_a[i] == 0)
                continue;
            double kept = _a[i] * Math.Min(1, Math.Exp((f[i] - minima[i]) / epsilon)), deficit = _a[i] - kept;
            cost += kept * meanCosts[i];
            divergence += kept * (f[i] - meanCosts[i]) / epsilon;
            if (deficit > 0 && missing > 0)
            {
                cost += deficit / missing * fillCosts[i];
                filled += deficit;
                logarithms += deficit * Math.Log(deficit / _a[i]);
            }
        }

        for (int j = 0; j < m; j++)
        {
            if (deficits[j] > 0)
                logarithms += deficits[j] * Math.Log(deficits[j] / _b[j]);
        }

        double total = masses.Total, share = Math.Min(1, missing / total);
        if (missing > 0)
        {
            divergence += logarithms - (missing * Math.Log(missing)) - (missing * Math.Log(share));
            if (share < 1)
                divergence -= (total - missing) * Math.Log(1 - share);
        }

        return (cost, divergence);
    }

    private static double Distance(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Abs(x[i] - y[i]);
        return sum;
    }
}
