using System.Globalization;
using MathsIA.Benchmarks.Peers;
using MathsIA.Optimization;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Lasso paths and single fits against scikit-learn and glmnet, each in a process of its own.</summary>
/// <remarks>One neutral evaluator computes the largest duality gap along each answer, relative to the loss of the model without
/// coefficients. The peer runs at its own tolerance; ours at the gap that the peer really reached, so that both are equally good: they
/// agree when our gap is at most the peer's. The columns have mean zero and no side fits an intercept or scales.</remarks>
internal static class LassoArea
{
    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        foreach ((int n, int p, bool correlated) in new[] { (500, 2000, false), (72, 7129, true), (200, 20000, false) })
        {
            var data = new Lazy<(double[] X, double[] Y)>(() => Draw(n, p, correlated));
            foreach ((LassoPeer peer, double tolerance, string suffix) in new[]
            {
                (LassoPeer.ScikitLearn, 1e-4, "_tol4"), (LassoPeer.ScikitLearn, 1e-6, "_tol6"), (LassoPeer.Glmnet, 1e-7, "_th7"), (LassoPeer.Glmnet, 1e-12, "_th12"),
            })
            {
                yield return Compare($"lasso_path_{n}x{p}{suffix}", peer, tolerance, data, grid: true, options);
            }

            if (p == 20000)
                yield return Compare($"lasso_single_{n}x{p}_tol6", LassoPeer.ScikitLearn, 5e-7, data, grid: false, options);
        }
    }

    private static Comparison Compare(string name, LassoPeer peer, double tolerance, Lazy<(double[] X, double[] Y)> data, bool grid, CompareOptions options)
    {
        Tensor<double>? x = null, y = null;
        double[] weights = [];
        double theirGap = 0, ourGap = 0;
        SparsePath<double>? path = null;
        var model = new SparseOptions { HasIntercept = false };

        void Prepare()
        {
            if (x is not null)
                return;
            y = Tensor.From(data.Value.Y);
            x = Tensor.From(data.Value.X, y.Length, data.Value.X.Length / y.Length);
            double largest = Lasso.Path(x, y, new PathGrid { Count = 1 }, model, options.Context).LargestLambda;
            weights = grid ? [.. Enumerable.Range(0, 100).Select(k => largest * Math.Pow(1e-2, k / 99.0))] : [largest / 20];
        }

        double Theirs()
        {
            Prepare();
            int rounds = tolerance < 1e-5 && peer == LassoPeer.ScikitLearn ? 1 : 3;
            if (peer.Fit(data.Value.X, data.Value.Y, weights, tolerance, rounds) is not { } fit)
                return double.PositiveInfinity;
            theirGap = Gap(data.Value.X, data.Value.Y, weights, fit.Coefficients);
            model = model with { Tolerance = 0.9 * theirGap };
            return fit.Seconds;
        }

        return new(name, peer.Name, () =>
        {
            Prepare();
            path = Lasso.Path(x!, y!, new PathGrid { Lambdas = weights }, model, options.Context);
        }, null, () =>
        {
            path = Lasso.Path(x!, y!, new PathGrid { Lambdas = weights }, model, options.Context);
            ourGap = Gap(data.Value.X, data.Value.Y, weights, path.Coefficients.ToArray());
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: gap {ourGap:g3} here, {theirGap:g3} by {peer.Name}; {path.Models.Sum(m => m.Iterations)} working sets, {path.Models.Sum(m => m.Epochs)} epochs, {path.Models[^1].Support.Length} coefficients"));
            return ourGap <= theirGap * 1.01;
        }, Theirs);
    }

    private static (double[] X, double[] Y) Draw(int n, int p, bool correlated)
    {
        var random = new MathsIA.RandomNumbers.Philox(20 + n);
        Tensor<double> x = random.Normal<double>(n, p);
        if (correlated)
            x = x + (0.7 * random.Normal<double>(n, 6).MatMul(random.Normal<double>(6, p)));
        x = x - x.Mean(0);
        Tensor<double> truth = Tensor.Zeros<double>(p);
        for (int k = 0; k < 20; k++)
            truth[k * (p / 20)] = random.NextNormal<double>() + (k % 2 == 0 ? 1 : -1);
        Tensor<double> signal = x.MatMul(truth);
        Tensor<double> y = signal + (0.3 * signal.StandardDeviation() * random.Normal<double>(n));
        return (x.ToArray(), (y - y.Mean()).ToArray());
    }

    /// <summary>The largest relative duality gap along a path, by plain loops over the coefficients that are not zero.</summary>
    private static double Gap(double[] x, double[] y, double[] weights, double[] coefficients)
    {
        int n = y.Length, p = x.Length / n;
        double zero = y.Sum(v => v * v) / 2, worst = 0;
        var residual = new double[n];
        var c = new double[p];
        for (int k = 0; k < weights.Length; k++)
        {
            ReadOnlySpan<double> w = coefficients.AsSpan(k * p, p);
            y.CopyTo(residual, 0);
            double norm = 0, fit = 0, dual = 0;
            for (int j = 0; j < p; j++)
            {
                if (w[j] == 0)
                    continue;
                norm += Math.Abs(w[j]);
                for (int i = 0; i < n; i++)
                    residual[i] -= x[(i * p) + j] * w[j];
            }

            Array.Clear(c);
            for (int i = 0; i < n; i++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x.AsSpan(i * p, p), residual[i], c, c);
            double scale = Math.Min(1, n * weights[k] / c.Max(Math.Abs));
            for (int i = 0; i < n; i++)
            {
                fit += residual[i] * residual[i] / 2;
                dual += (scale * residual[i] * y[i]) - (scale * scale * residual[i] * residual[i] / 2);
            }

            worst = Math.Max(worst, (fit + (n * weights[k] * norm) - dual) / zero);
        }

        return worst;
    }
}
