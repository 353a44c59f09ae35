using MathsIA.Operators;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code that docs/sparse-models.md shows. Each region is shown as it stands; all of it runs.</summary>
internal static class SparseModelSnippets
{
    public static void Fit_example()
    {
        #region sparse_fit
        var random = new Philox(seed: 1);
        Tensor<double> x = random.Normal<double>(100, 500);                       // fewer samples than features
        Tensor<double> y = 2 * x[.., 3] - 1.5 * x[.., 40] + 0.1 * random.Normal<double>(100);

        SparseLinearModel<double> model = Lasso.Fit(x, y, lambda: 0.2);
        Console.WriteLine($"{model.Status}: {model.Support.Length} features, objective within {model.Gap:g2} of the smallest");
        Tensor<double> predictions = model.Predict(x);
        #endregion
        Assert.Equal([3, 40], model.Support.ToArray());
        Assert.Equal(100, predictions.Length);
        #region sparse_free
        var weights = new double[500];
        Array.Fill(weights, 1.0);
        (weights[3], weights[7]) = (0, double.PositiveInfinity);                  // feature 3 is always in, feature 7 never
        var adjusted = Lasso.Fit(x, y, 0.1, new SparseOptions { FeatureWeights = weights });
        #endregion
        Assert.Equal(Status.Converged, adjusted.Status);
        Assert.Contains(3, adjusted.Support.ToArray());
    }

    public static void Path_example()
    {
        var random = new Philox(seed: 2);
        Tensor<double> x = random.Normal<double>(80, 30), y = 2 * x[.., 3] - x[.., 7] + 0.3 * random.Normal<double>(80), outputs = Tensor.Stack(1, y, -y);
        #region sparse_path
        SparsePath<double> path = Lasso.Path(x, y);                               // 100 certified models, each from the one before
        SparseLinearModel<double> chosen = path.Best(InformationCriterion.ExtendedBayes);

        CrossValidationResult<double> folds = Lasso.CrossValidate(x, y, validation: new() { Folds = 5 });
        SparseLinearModel<double> sparser = folds.OneStandardError;               // the sparsest that is about as good
        MultiCrossValidationResult<double> tasks = MultiTaskLasso.CrossValidate(x, outputs);
        LarsPath<double> exact = Lars.Path(x, y, new() { Positive = true });      // every knot of the path
        #endregion
        Assert.Equal(100, path.Models.Count);
        Assert.True(chosen.Support.Length <= 6 && sparser.Support.Length <= folds.Best.Support.Length && exact.Knots.Count > 5 && exact.Coefficients.Min() >= 0);
        Assert.Equal(100, tasks.MeanLosses.Count);
    }

    public static void Models_example()
    {
        var random = new Philox(seed: 3);
        Tensor<double> x = random.Normal<double>(60, 12), y = x[.., 0] + 0.1 * random.Normal<double>(60);
        Tensor<double> labels = y.Sign(), counts = (y.Exp() + 0.5).Floor();
        Tensor<int> classes = Tensor.From(Array.ConvertAll(y.ToArray(), v => v < -0.5 ? 0 : v < 0.5 ? 1 : 2));
        Tensor<double> outputs = random.Normal<double>(60, 3);
        #region sparse_models
        var options = new SparseOptions { Standardize = true, Tolerance = 1e-8 };
        var net = ElasticNet.Fit(x, y, lambda: 0.1, l1Ratio: 0.5, options);
        var positive = Lasso.Fit(x, y, 0.1, options with { Positive = true });
        var adaptive = AdaptiveLasso.Fit(x, y, 0.1, new() { Rounds = 5 });
        var groups = GroupLasso.Fit(x, y, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], 0.1);
        var concave = McpRegression.Fit(x, y, 0.1, gamma: 3, options);           // not convex: a stationary point

        var odds = SparseLogistic.Fit(x, labels, 0.02);                           // labels -1 and 1; Predict gives probabilities
        var rates = SparsePoisson.Fit(x, counts, 0.02);
        var tasks = MultiTaskLasso.Fit(x, outputs, 0.1);                          // one row of coefficients a feature
        var softmax = SparseMultinomial.Fit<double>(x, classes, 3, 0.02, grouped: true);
        #endregion
        Assert.All(new[] { net.Status, positive.Status, adaptive.Status, groups.Status, concave.Status, odds.Status, rates.Status, tasks.Status, softmax.Status }, status => Assert.Equal(Status.Converged, status));
    }

    public static void Offset_example()
    {
        var random = new Philox(seed: 6);
        Tensor<double> x = random.Normal<double>(60, 4), exposure = random.Uniform<double>(60) + 0.5, counts = (4 * exposure).Floor();
        #region sparse_offsets
        var rate = SparsePoisson.Fit(x, counts, 0.02, options: new SparseOptions { Offsets = [.. exposure.Log().ToArray()] });
        Tensor<double> expected = rate.Predict(x, exposure.Log());                // counts over these exposures
        #endregion
        Assert.Equal(counts.Sum(), expected.Sum(), 1e-3);
    }

    public static void Sparse_example()
    {
        Tensor<double> y = new Philox(seed: 4).Normal<double>(4);
        #region sparse_design
        var design = CscMatrix<double>.FromTriplets(4, 3, [0, 1, 3, 2], [0, 0, 1, 2], [1.0, 2.0, 3.0, 4.0]);
        var model = Lasso.Fit(design, y, 0.01, new SparseOptions { Standardize = true });   // centred and scaled, never dense
        #endregion
        Assert.Equal(Status.Converged, model.Status);
    }

    public static void Structured_example()
    {
        var random = new Philox(seed: 5);
        Tensor<double> samples = random.Normal<double>(50, 6), signals = random.Normal<double>(40, 3), mixture = signals[.., 0].Clone();
        Tensor<double> covariance = samples.Transpose().MatMul(samples) / 50;
        Tensor<double> x = random.Normal<double>(20, 5), y = random.Normal<double>(20);
        #region sparse_structured
        GraphicalLassoModel<double> graph = GraphicalLasso.Fit(covariance, lambda: 0.1);
        SimplexTrendFilterModel<double> weights = SimplexTrendFilter.Fit(signals, mixture, lambda: 1, new() { Penalty = TrendPenalty.Rows });
        RidgeModel<double> ridge = Ridge.Fit(x, y, lambda: 0.1);                     // with an intercept, and its gap
        KernelModel<double> kernel = KernelRidge.Fit(x, y, new GaussianKernel { Width = 0.5 }, lambda: 0.1);

        var smooth = new HadamardLasso<double>(x, y, weight: 2);                  // the Lasso as a smooth function
        Solution<double> v = Minimize.Run(smooth, new GradientDescent { Step = new ArmijoStep() }, Tensor.Ones<double>(5));
        Console.WriteLine($"{smooth.Coefficients(v.Value)}, gap {smooth.Gap(v.Value):g2}");
        #endregion
        Assert.Equal(Status.Converged, graph.Status);
        Assert.Equal(Status.Converged, weights.Status);
        Assert.Equal(Status.Converged, kernel.Status);
        Assert.True(smooth.Gap(v.Value) >= 0);
    }
}
