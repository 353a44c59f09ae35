using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleSparseModelContractTests : SparseModelContractTests<double>
{
    protected override double Accuracy => 1e-10;
}

public sealed class SingleSparseModelContractTests : SparseModelContractTests<float>
{
    protected override double Accuracy => 2e-4;
}

/// <summary>What every sparse model of single coefficients owes: the conditions of its own problem, dense or sparse, with more samples than
/// features or fewer, checked by plain loops in double precision.</summary>
public abstract class SparseModelContractTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Row[] Rows =
    [
        new("lasso", Lasso.Fit, Loss.Squares, 1),
        new("elastic net", (x, y, l, o, c, t) => ElasticNet.Fit(x, y, l, 0.6, o, c, t), Loss.Squares, 0.6),
        new("ridge", (x, y, l, o, c, t) => ElasticNet.Fit(x, y, l, 0, o, c, t), Loss.Squares, 0),
        new("positive", Lasso.Fit, Loss.Squares, 1) { Change = (o, _, _) => o with { Positive = true } },
        new("box", Lasso.Fit, Loss.Squares, 1) { Change = (o, _, p) => o with { LowerBounds = Same(p, -0.4), UpperBounds = Same(p, 0.6) } },
        new("weighted", Lasso.Fit, Loss.Squares, 1) { Change = (o, _, p) => o with { FeatureWeights = Uneven(p) } },
        new("free features", Lasso.Fit, Loss.Squares, 1) { Change = (o, _, p) => o with { FeatureWeights = Free(p) } },
        new("free features, sample weights", (x, y, l, o, c, t) => ElasticNet.Fit(x, y, l, 0.4, o, c, t), Loss.Squares, 0.4) { Change = (o, n, p) => o with { FeatureWeights = Free(p), SampleWeights = Uneven(n), HasIntercept = false } },
        new("free in a box", Lasso.Fit, Loss.Squares, 1) { Change = (o, _, p) => o with { FeatureWeights = Free(p), LowerBounds = Same(p, -0.4), UpperBounds = Same(p, 0.6) } },
        new("logistic free features", (x, y, l, o, c, t) => SparseLogistic.Fit(x, y, l, 1, o, c, t), Loss.Logistic, 1) { Change = (o, _, p) => o with { FeatureWeights = Free(p) } },
        new("poisson free features", (x, y, l, o, c, t) => SparsePoisson.Fit(x, y, l, 1, o, c, t), Loss.Poisson, 1) { Change = (o, n, p) => o with { FeatureWeights = Free(p), SampleWeights = Uneven(n) } },
        new("sample weights", Lasso.Fit, Loss.Squares, 1) { Change = (o, n, _) => o with { SampleWeights = Uneven(n) } },
        new("elastic net, everything", (x, y, l, o, c, t) => ElasticNet.Fit(x, y, l, 0.7, o, c, t), Loss.Squares, 0.7)
        {
            Change = (o, n, p) => o with { SampleWeights = Uneven(n), FeatureWeights = Uneven(p), Positive = true, UpperBounds = Same(p, 0.8) },
        },
        new("no intercept", Lasso.Fit, Loss.Squares, 1) { Change = (o, _, _) => o with { HasIntercept = false } },
        new("logistic", (x, y, l, o, c, t) => SparseLogistic.Fit(x, y, l, 1, o, c, t), Loss.Logistic, 1),
        new("logistic elastic net", (x, y, l, o, c, t) => SparseLogistic.Fit(x, y, l, 0.5, o, c, t), Loss.Logistic, 0.5),
        new("logistic weights", (x, y, l, o, c, t) => SparseLogistic.Fit(x, y, l, 1, o, c, t), Loss.Logistic, 1) { Change = (o, n, p) => o with { SampleWeights = Uneven(n), FeatureWeights = Uneven(p) } },
        new("logistic no intercept", (x, y, l, o, c, t) => SparseLogistic.Fit(x, y, l, 1, o, c, t), Loss.Logistic, 1) { Change = (o, _, _) => o with { HasIntercept = false } },
        new("poisson", (x, y, l, o, c, t) => SparsePoisson.Fit(x, y, l, 1, o, c, t), Loss.Poisson, 1),
        new("poisson positive", (x, y, l, o, c, t) => SparsePoisson.Fit(x, y, l, 1, o, c, t), Loss.Poisson, 1) { Change = (o, _, _) => o with { Positive = true } },
        new("offsets", Lasso.Fit, Loss.Squares, 1) { Change = (o, n, _) => o with { Offsets = Uneven(n), SampleWeights = Uneven(n) } },
        new("logistic offsets", (x, y, l, o, c, t) => SparseLogistic.Fit(x, y, l, 1, o, c, t), Loss.Logistic, 1) { Change = (o, n, p) => o with { Offsets = Uneven(n), FeatureWeights = Free(p) } },
        new("poisson offsets", (x, y, l, o, c, t) => SparsePoisson.Fit(x, y, l, 1, o, c, t), Loss.Poisson, 1) { Change = (o, n, _) => o with { Offsets = Uneven(n) } },
        new("mcp, offsets", (x, y, l, o, c, t) => McpRegression.Fit(x, y, l, 3, o, c, t), Loss.Squares, 1) { Slope = (w, l) => Math.Max(0, l - (w / 3)), Change = (o, n, _) => o with { Offsets = Uneven(n) } },
        new("mcp", (x, y, l, o, c, t) => McpRegression.Fit(x, y, l, 3, o, c, t), Loss.Squares, 1) { Slope = (w, l) => Math.Max(0, l - (w / 3)) },
        new("scad", (x, y, l, o, c, t) => ScadRegression.Fit(x, y, l, 3.7, o, c, t), Loss.Squares, 1) { Slope = (w, l) => w <= l ? l : Math.Max(0, ((3.7 * l) - w) / 2.7) },
    ];

    private delegate SparseLinearModel<T> Fit(Design<T> design, Tensor<T> targets, double lambda, SparseOptions? options, ComputeContext? context, CancellationToken token);

    public enum Loss
    {
        Squares,
        Logistic,
        Poisson,
    }

    public static TheoryData<string, bool, int, int> Cases
    {
        get
        {
            var data = new TheoryData<string, bool, int, int>();
            foreach (Row row in Rows)
            {
                foreach (bool sparse in new[] { false, true })
                {
                    foreach ((int n, int p) in new[] { (60, 12), (25, 70), (1, 3), (40, 1) })
                        data.Add(row.Name, sparse, n, p);
                }
            }

            return data;
        }
    }

    protected abstract double Accuracy { get; }

    [Theory, MemberData(nameof(Cases))]
    public void Meets_its_optimality_conditions(string name, bool sparse, int samples, int features)
    {
        Row row = Rows.Single(candidate => candidate.Name == name);
        var problem = new SparseProblem<T>(7, samples, features, density: 0.6);
        Tensor<T> targets = row.Loss switch { Loss.Logistic => problem.Labels, Loss.Poisson => problem.Counts, _ => problem.Targets };
        SparseOptions options = row.Change(new SparseOptions { Tolerance = 0, MaxIterations = 500 }, samples, features);
        foreach (double lambda in new[] { 0.5, 0.05 })
        {
            SparseLinearModel<T> model = row.Fit(problem.As(sparse), targets, lambda, options, null, default);
            Assert.True(model.Status is Status.Converged or Status.Stalled, model.ToString());
            double[] eta = problem.Predictor(model), residual = new double[samples];
            for (int i = 0; i < samples; i++)
            {
                eta[i] += options.Offsets?[i] ?? 0;
                double y = double.CreateChecked(targets[i]);
                residual[i] = row.Loss switch { Loss.Logistic => y / (1 + Math.Exp(y * eta[i])), Loss.Poisson => y - Math.Exp(eta[i]), _ => y - eta[i] };
            }

            double[] c = problem.Correlations(residual, options.SampleWeights);
            Tensor<T> w = model.Coefficients;
            for (int j = 0; j < features; j++)
                Assert.InRange(row.Violation(c[j], double.CreateChecked(w[j]), lambda, options, j), 0, Accuracy);
            if (options.HasIntercept)
                Assert.InRange(Math.Abs(residual.Select((r, i) => r * (options.SampleWeights?[i] ?? 1)).Sum() / samples), 0, Accuracy);
            Assert.InRange(double.CreateChecked(model.Gap!.Value), 0, Accuracy);
        }
    }

    private static double[] Uneven(int count) => [.. Enumerable.Range(0, count).Select(i => 0.5 + (i % 4 * 0.4))];

    /// <summary>Two features without a penalty, if there are as many, and one that is kept out.</summary>
    private static double[] Free(int count) => [.. Enumerable.Range(0, count).Select(j => j == 4 ? double.PositiveInfinity : j is 1 or 6 ? 0 : 1)];

    private static double[] Same(int count, double value) => [.. Enumerable.Repeat(value, count)];

    private sealed record Row(string Name, Fit Fit, Loss Loss, double L1Ratio)
    {
        public Func<SparseOptions, int, int, SparseOptions> Change { get; init; } = (options, _, _) => options;

        public Func<double, double, double>? Slope { get; init; }

        /// <summary>The distance of a correlation from the subdifferential of the penalty and of the indicator of the bounds.</summary>
        public double Violation(double c, double w, double lambda, SparseOptions options, int j)
        {
            double u = options.FeatureWeights?[j] ?? 1, lower = options.Positive ? 0 : options.LowerBounds?[j] ?? double.NegativeInfinity, upper = options.UpperBounds?[j] ?? double.PositiveInfinity;
            if (double.IsInfinity(u))
                return Math.Abs(w);
            double slope = Slope?.Invoke(Math.Abs(w), lambda) ?? (lambda * u * L1Ratio);
            if (w == 0)
                return Math.Max(0, Math.Max(upper > 0 ? c - slope : 0, lower < 0 ? -c - slope : 0));
            double rest = c - (lambda * u * (1 - L1Ratio) * w) - (slope * Math.Sign(w));
            return (w >= upper - 1e-6 && rest > 0) || (w <= lower + 1e-6 && rest < 0) ? 0 : Math.Abs(rest);
        }
    }
}
