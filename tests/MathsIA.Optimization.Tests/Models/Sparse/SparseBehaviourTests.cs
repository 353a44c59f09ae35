using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

/// <summary>Statuses, progress, selection of a model, and what is refused.</summary>
public sealed class SparseBehaviourTests
{
    private static readonly SparseProblem<double> Data = new(31, 60, 40);

    [Fact]
    public void Cross_validation_gives_the_same_bits_for_any_number_of_threads()
    {
        foreach (bool sparse in new[] { false, true })
        {
            CrossValidationResult<double> one = Lasso.CrossValidate(Data.As(sparse), Data.Targets, new PathGrid { Count = 20 }, new() { Folds = 5, Seed = 3 }, context: ComputeContext.SingleThread);
            CrossValidationResult<double> many = Lasso.CrossValidate(Data.As(sparse), Data.Targets, new PathGrid { Count = 20 }, new() { Folds = 5, Seed = 3 }, context: new() { DegreeOfParallelism = 4 });
            Assert.Equal(one.MeanLosses, many.MeanLosses);
            Assert.Equal(one.StandardErrors, many.StandardErrors);
            Assert.True(one.OneStandardErrorIndex <= one.BestIndex);
            Assert.Equal(one.MeanLosses.Min(), one.MeanLosses[one.BestIndex]);
            Assert.Equal(one.Path[one.BestIndex].Coefficients.ToArray(), many.Best.Coefficients.ToArray());
            Assert.True(one.OneStandardError.Support.Length <= one.Best.Support.Length);
        }
    }

    [Fact]
    public void Cross_validation_holds_the_loss_of_folds_left_out()
    {
        // As many folds as samples: each loss is that of a fit without the sample.
        var small = new SparseProblem<double>(32, 12, 4);
        var options = new SparseOptions { Tolerance = 1e-14 };
        CrossValidationResult<double> result = Lasso.CrossValidate(small.Dense, small.Targets, new PathGrid { Lambdas = [0.3, 0.1] }, new() { Folds = 12 }, options);
        for (int k = 0; k < 2; k++)
        {
            double sum = 0;
            for (int i = 0; i < 12; i++)
            {
                int[] rest = [.. Enumerable.Range(0, 12).Where(other => other != i)];
                SparseLinearModel<double> model = Lasso.Fit(small.Dense.Take(Tensor.From(rest), 0), small.Targets.Take(Tensor.From(rest), 0), result.Path.Lambdas[k], options);
                double away = small.Targets[i] - model.Predict(small.Dense)[i];
                sum += away * away / 12;
            }

            Assert.Equal(sum, result.MeanLosses[k], 1e-6);
        }
    }

    [Fact]
    public void Every_model_that_is_fitted_along_a_path_can_be_cross_validated()
    {
        var folds = new CrossValidationOptions { Folds = 3 };
        var grid = new PathGrid { Count = 5, Ratio = 0.1 };
        foreach (CrossValidationResult<double> result in new[]
        {
            ElasticNet.CrossValidate(Data.Dense, Data.Targets, grid, 0.5, folds),
            SparseLogistic.CrossValidate(Data.Dense, Data.Labels, grid, 1, folds),
            SparsePoisson.CrossValidate(Data.Dense, Data.Counts, grid, 1, folds),
            McpRegression.CrossValidate(Data.Dense, Data.Targets, grid, 3, folds),
            ScadRegression.CrossValidate(Data.Dense, Data.Targets, grid, 3.7, folds),
            GroupLasso.CrossValidate(Data.Dense, Data.Targets, [.. Enumerable.Range(0, 40).Select(j => j / 4)], grid, folds),
            AdaptiveLasso.CrossValidate(Data.Dense, Data.Targets, grid, new() { Rounds = 2 }, folds),
        })
        {
            Assert.Equal(5, result.MeanLosses.Count);
            Assert.All(result.MeanLosses, loss => Assert.True(double.IsFinite(loss)));
            Assert.True(result.MeanLosses[result.BestIndex] < result.MeanLosses[0]);
        }
    }

    [Fact]
    public void Offsets_are_part_of_the_predictor_in_fits_predictions_and_folds()
    {
        // Counts over unequal exposures: with their logarithms known, the rates are those of equal ones.
        double[] exposures = [.. Enumerable.Range(0, 60).Select(i => 0.5 + (i % 5))];
        Tensor<double> logs = Tensor.From(exposures).Log();
        var options = new SparseOptions { Tolerance = 1e-12, Offsets = [.. logs.ToArray()] };
        SparseLinearModel<double> model = SparsePoisson.Fit(Data.Dense, Data.Counts, 0.05, 1, options);
        Assert.Equal(Data.Counts.Sum(), model.Predict(Data.Dense, logs).Sum(), 1e-6);
        Assert.Equal(model.Predict(Data.Dense).ToArray().Zip(exposures, (rate, exposure) => rate * exposure), model.Predict(Data.Dense, logs).ToArray(), (left, right) => Math.Abs(left - right) < 1e-9);
        // Squares: an offset is taken off the targets.
        SparseLinearModel<double> shifted = Lasso.Fit(Data.Dense, Data.Targets - logs, 0.05, options with { Offsets = null }), offset = Lasso.Fit(Data.Dense, Data.Targets, 0.05, options);
        Assert.Equal(shifted.Coefficients.ToArray(), offset.Coefficients.ToArray());
        Assert.Equal(shifted.Loss, offset.Loss);
        var grid = new PathGrid { Lambdas = [0.2, 0.05] };
        CrossValidationResult<double> folds = Lasso.CrossValidate(Data.Dense, Data.Targets, grid, new() { Folds = 5 }, options);
        Assert.Equal(Lasso.CrossValidate(Data.Dense, Data.Targets - logs, grid, new() { Folds = 5 }, options with { Offsets = null }).MeanLosses, folds.MeanLosses, (left, right) => Math.Abs(left - right) < 1e-9);
        Assert.Throws<ShapeMismatchException>("Offsets", () => SparsePoisson.Fit(Data.Dense, Data.Counts, 1, 1, new() { Offsets = [1] }));
        Assert.Throws<ArgumentOutOfRangeException>("Offsets", () => SparsePoisson.Fit(Data.Dense, Data.Counts, 1, 1, new() { Offsets = [.. Enumerable.Repeat(double.NaN, 60)] }));
        Assert.Throws<ArgumentException>("options", () => MultiTaskLasso.Fit(Data.Dense, Tensor.Zeros<double>(60, 2), 1, options));
        Assert.Throws<ShapeMismatchException>("offsets", () => model.Predict(Data.Dense, Tensor.Zeros<double>(3)));
    }

    [Fact]
    public void Models_with_several_outputs_are_judged_by_samples_left_out()
    {
        var small = new SparseProblem<double>(33, 12, 4);
        Tensor<double> outputs = Tensor.Stack(1, small.Targets, -2 * small.Targets + small.Dense[.., 0]);
        Tensor<int> classes = Tensor.From(Enumerable.Range(0, 12).Select(i => i % 3).ToArray());
        var options = new SparseOptions { Tolerance = 1e-14 };
        var grid = new PathGrid { Lambdas = [0.3, 0.1] };
        var folds = new CrossValidationOptions { Folds = 12 };
        MultiCrossValidationResult<double> tasks = MultiTaskLasso.CrossValidate(small.Dense, outputs, grid, folds, options);
        MultiCrossValidationResult<double> multinomial = SparseMultinomial.CrossValidate<double>(small.Dense, classes, 3, new PathGrid { Lambdas = [0.05, 0.02] }, false, folds, options);
        for (int k = 0; k < 2; k++)
        {
            double squares = 0, deviance = 0;
            for (int i = 0; i < 12; i++)
            {
                int[] rest = [.. Enumerable.Range(0, 12).Where(other => other != i)];
                Tensor<double> kept = small.Dense.Take(rest, 0);
                Tensor<double> away = (outputs - MultiTaskLasso.Fit(kept, outputs.Take(rest, 0), tasks.Path.Lambdas[k], options).Predict(small.Dense))[i, ..];
                squares += away.Square().Sum() / 12;
                deviance -= 2 * Math.Log(SparseMultinomial.Fit<double>(kept, classes.Take(rest, 0), 3, multinomial.Path.Lambdas[k], false, options).Predict(small.Dense)[i, classes[i]]) / 12;
            }

            Assert.Equal(squares, tasks.MeanLosses[k], 1e-6);
            Assert.Equal(deviance, multinomial.MeanLosses[k], 1e-6);
        }

        Assert.Equal(tasks.MeanLosses.Min(), tasks.MeanLosses[tasks.BestIndex]);
        Assert.True(tasks.OneStandardError.Support.Count <= tasks.Best.Support.Count);
        MultiCrossValidationResult<double> again = MultiTaskLasso.CrossValidate(small.Dense, outputs, grid, folds, options, ComputeContext.SingleThread);
        Assert.Equal(tasks.MeanLosses, again.MeanLosses);
        Assert.Equal(tasks.StandardErrors, again.StandardErrors);
        Assert.Equal(multinomial.MeanLosses, SparseMultinomial.CrossValidate<double>(small.Dense, classes, 3, new PathGrid { Lambdas = [0.05, 0.02] }, false, folds, options, ComputeContext.SingleThread).MeanLosses);
    }

    [Fact]
    public void Information_criteria_of_several_outputs_count_coefficients()
    {
        Tensor<double> outputs = Tensor.Stack(1, Data.Targets, Data.Dense[.., 1] - Data.Targets);
        SparseMultiPath<double> path = MultiTaskLasso.Path(Data.Dense, outputs, new PathGrid { Count = 12, Ratio = 0.1 });
        Assert.Equal(12, path.Models.Count);
        Assert.Equal(path.LargestLambda, path.Lambdas[0]);
        Assert.Empty(path[0].Support);
        SparseMultiModel<double> model = path[8];
        double rss = (outputs - model.Predict(Data.Dense)).Square().Sum();
        Assert.Equal(rss / (2 * 60), model.Loss, 1e-10);
        int d = model.Coefficients.ToArray().Count(w => w != 0);
        Assert.Equal(2 * model.Support.Count, d);
        Assert.Equal((120 * Math.Log(rss / 120)) + (2 * d), path.Criterion(InformationCriterion.Akaike)[8], 1e-8);
        Assert.Equal((120 * Math.Log(rss / 120)) + (Math.Log(60) * d), path.Criterion(InformationCriterion.Bayes)[8], 1e-8);
        IReadOnlyList<double> extended = path.Criterion(InformationCriterion.ExtendedBayes);
        Assert.Equal((120 * Math.Log(rss / 120)) + ((Math.Log(60) + (2 * Math.Log(80))) * d), extended[8], 1e-8);
        Assert.Equal(extended.Min(), extended[path.Models.ToList().IndexOf(path.Best(InformationCriterion.ExtendedBayes))]);
        SparseMultiModel<double> softmax = SparseMultinomial.Path<double>(Data.Dense, Data.Classes, 3, new PathGrid { Count = 4, Ratio = 0.3 })[3];
        Tensor<double> odds = softmax.Predict(Data.Dense);
        Assert.Equal(-Enumerable.Range(0, 60).Average(i => Math.Log(odds[i, Data.Classes[i]])), softmax.Loss, 1e-10);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => path[12]);
        Assert.Throws<ArgumentOutOfRangeException>("criterion", () => path.Criterion((InformationCriterion)9));
    }

    [Fact]
    public void Information_criteria_are_what_they_are_defined_to_be()
    {
        SparsePath<double> path = Lasso.Path(Data.Dense, Data.Targets, new PathGrid { Count = 15, Ratio = 0.05 });
        double[] eta = Data.Predictor(path[7]);
        double rss = eta.Select((e, i) => (Data.Targets[i] - e) * (Data.Targets[i] - e)).Sum();
        int d = path[7].Support.Length;
        Assert.Equal((60 * Math.Log(rss / 60)) + (2 * d), path.Criterion(InformationCriterion.Akaike)[7], 1e-8);
        Assert.Equal((60 * Math.Log(rss / 60)) + (d * Math.Log(60)), path.Criterion(InformationCriterion.Bayes)[7], 1e-8);
        Assert.Equal((60 * Math.Log(rss / 60)) + (d * (Math.Log(60) + (2 * Math.Log(40)))), path.Criterion(InformationCriterion.ExtendedBayes)[7], 1e-8);
        Assert.Equal(path.Criterion(InformationCriterion.Bayes).Min(), path.Criterion(InformationCriterion.Bayes)[path.Models.ToList().IndexOf(path.Best(InformationCriterion.Bayes))]);
    }

    [Fact]
    public void A_cancelled_fit_returns_its_point_with_its_certificate()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        SparseLinearModel<double> model = Lasso.Fit(Data.Dense, Data.Targets, 0.01, cancellationToken: source.Token);
        Assert.Equal(Status.Cancelled, model.Status);
        Assert.InRange(model.Gap!.Value, 1e-6, double.MaxValue);
        Assert.Single(Lasso.Path(Data.Dense, Data.Targets, cancellationToken: source.Token).Models);
    }

    [Fact]
    public void Limits_end_a_fit_with_their_status_and_progress_reports_the_certificates()
    {
        var points = new List<TracePoint>();
        SparseLinearModel<double> model = Lasso.Fit(Data.Dense, Data.Targets, 0.001, new SparseOptions { MaxIterations = 1, Tolerance = 1e-14, Progress = new Inline(points.Add) });
        Assert.Equal(Status.IterationLimit, model.Status);
        Assert.Equal(2, points.Count);
        Assert.All(points, point => Assert.True(point.Gap >= 0));
        Assert.True(points[1].Objective < points[0].Objective);
        Assert.Equal(Status.TimeLimit, Lasso.Fit(Data.Dense, Data.Targets, 0.001, new SparseOptions { TimeLimit = TimeSpan.Zero }).Status);
        Assert.Equal(Status.IterationLimit, Lasso.Fit(Data.Dense, Data.Targets, 0.001, new SparseOptions { MaxEpochs = 1, Tolerance = 1e-14 }).Status);
    }

    [Fact]
    public void Predictions_follow_the_link()
    {
        SparseLinearModel<double> logistic = SparseLogistic.Fit(Data.Dense, Data.Labels, 0.05), poisson = SparsePoisson.Fit(Data.Dense, Data.Counts, 0.05);
        Tensor<double> eta = logistic.Decision(Data.Sparse), p = logistic.Predict(Data.Dense), rate = poisson.Predict(Data.Dense);
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(1 / (1 + Math.Exp(-eta[i])), p[i], 1e-12);
            Assert.Equal(Math.Exp(poisson.Decision(Data.Dense)[i]), rate[i], 1e-12);
        }

        Assert.Throws<ShapeMismatchException>("design", () => logistic.Predict(Tensor.Zeros<double>(3, 5)));
    }

    [Fact]
    public unsafe void Epochs_allocate_nothing()
    {
        Tensor<double> b = Draw.Normal<double>(51, 40, 30), g = b.Transpose().MatMul(b);
        using var gram = new GramModel<double>();
        gram.Reserve(30);
        gram.Cover(30);
        int[] members = [.. Enumerable.Range(0, 30)];
        long allocated = long.MaxValue;
        for (int run = 0; run < 3; run++)
        {
            for (int i = 0; i < 30; i++)
            {
                for (int j = 0; j < 30; j++)
                    gram.Matrix[(i * gram.Stride) + j] = g[i, j];
                (gram.Coefficients[i], gram.Slopes[i]) = (0, Math.Sin(i));
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            int epochs = gram.Descend(members, new L1Penalty<double>(0.1), 1, 1e-14, 1000, default);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(epochs, 10, 1000);
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_strided_design_is_read_as_it_is_seen()
    {
        Tensor<double> columns = Data.Dense.Transpose().Clone().Transpose(), wide = Tensor.Zeros<double>(60, 80);
        Data.Dense.CopyTo(wide[.., ..40]);
        double[] expected = Lasso.Fit(Data.Dense, Data.Targets, 0.1).Coefficients.ToArray();
        Assert.Equal(expected, Lasso.Fit(columns, Data.Targets, 0.1).Coefficients.ToArray());
        Assert.Equal(expected, Lasso.Fit(wide[.., ..40], Data.Targets, 0.1).Coefficients.ToArray());
    }

    [Theory, InlineData(45, 600), InlineData(700, 70), InlineData(5, 1)]
    public void A_design_in_rows_is_prepared_as_one_in_columns(int samples, int features)
    {
        Tensor<double> rows = Draw.Normal<double>(71, samples, features), columns = rows.Transpose().Clone().Transpose();
        using var expected = new PreparedDesign<double>(columns, null, center: true, scale: true, "Test", null);
        using var actual = new PreparedDesign<double>(rows, null, center: true, scale: true, "Test", ComputeContext.SingleThread);
        Assert.Equal(expected.SquaredNorms, actual.SquaredNorms);
        Assert.Equal(expected.Means, actual.Means);
        Assert.Equal(expected.Scales, actual.Scales);
        Tensor<double> y = Draw.Normal<double>(72, samples);
        var options = new SparseOptions { Standardize = true };
        Assert.Equal(Lasso.Fit(columns, y, 0.05, options).Coefficients.ToArray(), Lasso.Fit(rows, y, 0.05, options).Coefficients.ToArray());
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<double> x = Data.Dense, y = Data.Targets;
        Assert.Throws<ArgumentNullException>("design", () => Lasso.Fit((Tensor<double>)null!, y, 1));
        Assert.Throws<ArgumentNullException>("targets", () => Lasso.Fit<double>(x, null!, 1));
        Assert.Throws<ShapeMismatchException>("design", () => Lasso.Fit(Tensor.Zeros<double>(3), y, 1));
        Assert.Throws<ShapeMismatchException>("design", () => Lasso.Fit(Tensor.Zeros<double>(60, 0), y, 1));
        Assert.Throws<ShapeMismatchException>("design", () => Lasso.Fit(CscMatrix<double>.FromDense(Tensor.Zeros<double>(0, 3)), Tensor.Zeros<double>(0), 1));
        Assert.Throws<ShapeMismatchException>("targets", () => Lasso.Fit(x, Tensor.Zeros<double>(59), 1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => Lasso.Fit(x, y, 0));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => Lasso.Fit(x, y, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => Lasso.Fit(x, Tensor.Full<double>([60], double.NaN), 1));
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity, 1e200 })
        {
            Tensor<double> spoiled = x.Clone();
            spoiled[5, 3] = bad;
            Assert.Throws<ArgumentOutOfRangeException>("design", () => Lasso.Fit(spoiled, y, 1));
            Assert.Throws<ArgumentOutOfRangeException>("design", () => Lasso.Fit(CscMatrix<double>.FromDense(spoiled), y, 1));
        }

        Assert.Throws<ArgumentOutOfRangeException>("l1Ratio", () => ElasticNet.Fit(x, y, 1, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => McpRegression.Fit(x, y, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => ScadRegression.Fit(x, y, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => SparseLogistic.Fit(x, y, 1));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => SparsePoisson.Fit(x, -Data.Counts - 1, 1));
        Assert.Throws<ShapeMismatchException>("SampleWeights", () => Lasso.Fit(x, y, 1, new() { SampleWeights = [1] }));
        Assert.Throws<ArgumentOutOfRangeException>("SampleWeights", () => Lasso.Fit(x, y, 1, new() { SampleWeights = [.. Enumerable.Repeat(-1.0, 60)] }));
        Assert.Throws<ArgumentException>("SampleWeights", () => Lasso.Fit(x, y, 1, new() { SampleWeights = new double[60] }));
        Assert.Throws<ArgumentOutOfRangeException>("FeatureWeights", () => Lasso.Fit(x, y, 1, new() { FeatureWeights = [.. Enumerable.Repeat(-1.0, 40)] }));
        Assert.Throws<ArgumentOutOfRangeException>("FeatureWeights", () => Lasso.Fit(x, y, 1, new() { FeatureWeights = [.. Enumerable.Repeat(double.NaN, 40)] }));
        Assert.Throws<ArgumentException>("FeatureWeights", () => Lasso.Fit(x, y, 1, new() { FeatureWeights = new double[40], Positive = true }));
        Assert.Throws<ArgumentException>("grid", () => Lasso.Path(x, y, options: new() { FeatureWeights = new double[40] }));
        Assert.Throws<ArgumentOutOfRangeException>("LowerBounds", () => Lasso.Fit(x, y, 1, new() { LowerBounds = [.. Enumerable.Repeat(1.0, 40)] }));
        Assert.Throws<ArgumentOutOfRangeException>("UpperBounds", () => Lasso.Fit(x, y, 1, new() { UpperBounds = [.. Enumerable.Repeat(double.NaN, 40)] }));
        Assert.Throws<ArgumentException>("options", () => GroupLasso.Fit(x, y, new int[40], 1, new() { Positive = true }));
        Assert.Throws<ArgumentException>("options", () => McpRegression.Fit(x, y, 1, options: new() { FeatureWeights = [.. Enumerable.Repeat(1.0, 40)] }));
        Assert.Throws<ArgumentException>("groups", () => GroupLasso.Fit(x, y, [.. Enumerable.Repeat(1, 40)], 1));
        Assert.Throws<ArgumentOutOfRangeException>("groups", () => GroupLasso.Fit(x, y, [.. Enumerable.Repeat(-1, 40)], 1));
        Assert.Throws<ShapeMismatchException>("groups", () => GroupLasso.Fit(x, y, [0], 1));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => SparseMultinomial.Fit<double>(x, Data.Classes, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => SparseMultinomial.Fit<double>(x, Data.Classes, 2, 1));
        Assert.Throws<ShapeMismatchException>("targets", () => MultiTaskLasso.Fit(x, Tensor.Zeros<double>(5, 2), 1));
        Assert.Throws<ArgumentException>("grid", () => Lasso.Path(x, Tensor.Zeros<double>(60)));
        Assert.Throws<ArgumentException>("grid", () => ElasticNet.Path(x, y, l1Ratio: 0));
        Assert.Throws<ArgumentOutOfRangeException>("grid", () => Lasso.Path(x, y, new() { Lambdas = [1, -1] }));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new PathGrid { Ratio = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new SparseOptions { Tolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new CrossValidationOptions { Folds = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("validation", () => Lasso.CrossValidate(x, y, validation: new() { Folds = 61 }));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new LarsOptions { SmallestLambda = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new LarsOptions { MaxKnots = 0 });
        Assert.Throws<ArgumentException>("options", () => Lars.Path(x, y, new() { Positive = true, RemovesFeatures = false }));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => Lars.Path(x, y, new() { SmallestLambda = 0.5 }).At(0.1));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new Reweighting { Epsilon = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new Reweighting { Rounds = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new Reweighting { Power = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("validation", () => MultiTaskLasso.CrossValidate(x, Tensor.Zeros<double>(60, 2), validation: new() { Folds = 61 }));
        Assert.Throws<ShapeMismatchException>("targets", () => MultiTaskLasso.CrossValidate(x, Tensor.Zeros<double>(5, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => SparseMultinomial.CrossValidate<double>(x, Data.Classes, 2));
        Assert.Throws<MemoryLimitException>(() => Lasso.Fit(x, y, 1, context: new() { MemoryLimit = 1000 }));
    }
}
