using MathsIA.LinearAlgebra;
using MathsIA.Operators;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

/// <summary>Two routes to one answer.</summary>
public sealed class SparseEquivalenceTests
{
    private static readonly SparseOptions Exact = new() { Tolerance = 1e-18, MaxIterations = 500 };

    public static TheoryData<int, int> Shapes => new() { { 50, 20 }, { 30, 90 } };

    [Theory, MemberData(nameof(Shapes))]
    public void A_sparse_design_gives_what_the_dense_one_gives(int samples, int features)
    {
        var problem = new SparseProblem<double>(1, samples, features, density: 0.3);
        foreach (bool standardize in new[] { false, true })
        {
            SparseOptions options = Exact with { Standardize = standardize };
            Same(Lasso.Fit(problem.Dense, problem.Targets, 0.1, options), Lasso.Fit(problem.Sparse, problem.Targets, 0.1, options));
            Same(SparseLogistic.Fit(problem.Dense, problem.Labels, 0.05, options: options), SparseLogistic.Fit(problem.Sparse, problem.Labels, 0.05, options: options));
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Groups_of_one_feature_are_the_lasso_so_the_residual_gives_what_the_gram_matrix_gives(int samples, int features)
    {
        var problem = new SparseProblem<double>(2, samples, features);
        foreach (bool sparse in new[] { false, true })
        {
            SparseLinearModel<double> lasso = Lasso.Fit(problem.As(sparse), problem.Targets, 0.2, Exact);
            Same(lasso, GroupLasso.Fit(problem.As(sparse), problem.Targets, [.. Enumerable.Range(0, features)], 0.2, Exact));
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void One_task_is_the_lasso(int samples, int features)
    {
        var problem = new SparseProblem<double>(3, samples, features);
        SparseLinearModel<double> lasso = Lasso.Fit(problem.Dense, problem.Targets, 0.2, Exact);
        SparseMultiModel<double> task = MultiTaskLasso.Fit(problem.Dense, problem.Targets.Reshape(samples, 1), 0.2, Exact);
        Close(lasso.Coefficients, task.Coefficients.Reshape(features), 1e-8);
        Assert.Equal(lasso.Intercept, task.Intercepts[0], 1e-8);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_path_holds_the_single_fits(int samples, int features)
    {
        var problem = new SparseProblem<double>(4, samples, features);
        SparsePath<double> path = Lasso.Path(problem.Dense, problem.Targets, new PathGrid { Count = 12, Ratio = 0.01 }, Exact);
        Assert.Equal(12, path.Models.Count);
        Assert.Empty(path[0].Support.ToArray());
        foreach (SparseLinearModel<double> model in path.Models)
            Same(Lasso.Fit(problem.Dense, problem.Targets, model.Lambda, Exact), model);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void The_homotopy_passes_through_the_fits_of_coordinate_descent(int samples, int features)
    {
        var problem = new SparseProblem<double>(5, samples, features);
        LarsPath<double> lars = Lars.Path(problem.Dense, problem.Targets, new() { SmallestLambda = 0.02 });
        Assert.Equal(Status.Converged, lars.Status);
        Assert.Equal(Lasso.Path(problem.Dense, problem.Targets, new PathGrid { Count = 1 }).LargestLambda, lars.Knots[0], 1e-12);
        for (int k = 1; k < lars.Knots.Count; k++)
        {
            Assert.True(lars.Knots[k] < lars.Knots[k - 1]);
            SparseLinearModel<double> fit = Lasso.Fit(problem.Dense, problem.Targets, lars.Knots[k], Exact);
            Close(fit.Coefficients, lars.Coefficients[k, ..].Clone(), 1e-7);
            Assert.Equal(fit.Intercept, lars.Intercepts[k], 1e-7);
            double between = 0.3 * lars.Knots[k] + (0.7 * lars.Knots[k - 1]);
            Close(Lasso.Fit(problem.Dense, problem.Targets, between, Exact).Coefficients, lars.At(between), 1e-7);
        }

        Close(Lars.Path(problem.Sparse, problem.Targets, new() { SmallestLambda = 0.05 }).At(0.1), lars.At(0.1), 1e-9);
    }

    [Theory, InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public void The_homotopy_keeps_signs_and_scales_columns_as_coordinate_descent_does(bool positive, bool standardize)
    {
        var problem = new SparseProblem<double>(8, 50, 20);
        Tensor<double> design = problem.Dense * Tensor.From(Enumerable.Range(0, 20).Select(j => 0.3 + (j % 4)).ToArray());
        LarsPath<double> lars = Lars.Path(design, problem.Targets, new() { SmallestLambda = 0.01, Positive = positive, Standardize = standardize });
        Assert.Equal(Status.Converged, lars.Status);
        Assert.True(lars.Knots.Count > 5);
        SparseOptions options = Exact with { Positive = positive, Standardize = standardize };
        for (int k = 1; k < lars.Knots.Count; k++)
        {
            double between = 0.4 * lars.Knots[k] + (0.6 * lars.Knots[k - 1]);
            Close(Lasso.Fit(design, problem.Targets, between, options).Coefficients, lars.At(between), 1e-7);
        }

        Assert.True(!positive || lars.Coefficients.Min() >= 0);
    }

    [Fact]
    public void The_path_of_reweighted_fits_goes_through_them()
    {
        var problem = new SparseProblem<double>(9, 40, 30);
        var rounds = new Reweighting { Rounds = 3, Epsilon = 0.05, Power = 2 };
        double[] given = [.. Enumerable.Range(0, 30).Select(j => j == 4 ? double.PositiveInfinity : 1 + (j % 2))];
        foreach (SparseOptions options in new[] { Exact, Exact with { FeatureWeights = given } })
        {
            SparsePath<double> path = AdaptiveLasso.Path(problem.Dense, problem.Targets, new PathGrid { Count = 6, Ratio = 0.05 }, rounds, options);
            Assert.Equal(Lasso.Path(problem.Dense, problem.Targets, new PathGrid { Count = 1 }, options).LargestLambda, path.LargestLambda, 1e-12);
            foreach (SparseLinearModel<double> model in path.Models)
                Close(AdaptiveLasso.Fit(problem.Dense, problem.Targets, model.Lambda, rounds, options).Coefficients, model.Coefficients, 1e-7);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_gap_of_a_concave_penalty_is_that_of_the_weighted_Lasso_that_touches_it(bool clipped)
    {
        var problem = new SparseProblem<double>(10, 40, 60);
        const double Lambda = 0.1, Gamma = 3.7;
        foreach (int epochs in new[] { 1, 2, 5, 100_000 })
        {
            SparseOptions options = Exact with { MaxEpochs = epochs, MaxIterations = epochs == 1 ? 1 : 200, Standardize = true };
            SparseLinearModel<double> model = clipped ? ScadRegression.Fit(problem.Dense, problem.Targets, Lambda, Gamma, options) : McpRegression.Fit(problem.Dense, problem.Targets, Lambda, Gamma, options);
            double[] scales = [.. Enumerable.Range(0, 60).Select(j => Math.Sqrt(problem.Dense[.., j].Variance()))];
            double[] sizes = [.. model.Coefficients.ToArray().Select((w, j) => Math.Abs(w) * scales[j])];
            double[] slopes = [.. sizes.Select(a => clipped ? (a <= Lambda ? Lambda : Math.Max(0, (Gamma * Lambda) - a) / (Gamma - 1)) : Math.Max(0, Lambda - (a / Gamma)))];
            // The majorant's least value, by a solver that knows nothing of the penalty.
            SparseLinearModel<double> touching = Lasso.Fit(problem.Dense, problem.Targets, Lambda, Exact with { Standardize = true, FeatureWeights = [.. slopes.Select(u => u / Lambda)] });
            double here = model.Loss + slopes.Zip(sizes, (u, a) => u * a).Sum();
            Assert.InRange(model.Gap!.Value, here - touching.Objective - 1e-12, double.MaxValue);
            Assert.True(epochs > 5 ? model.Gap < 1e-9 : model.Gap > here - touching.Objective - 1e-12);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Knots_and_reweighted_fits_meet_their_conditions_to_ten_digits(int samples, int features)
    {
        var problem = new SparseProblem<double>(19, samples, features);
        LarsPath<double> lars = Lars.Path(problem.Dense, problem.Targets, new() { SmallestLambda = 0.05 });
        for (int k = 0; k < lars.Knots.Count; k++)
            Meets(lars.Coefficients[k, ..].Clone(), lars.Intercepts[k], lars.Knots[k], _ => 1);
        SparseOptions exact = Exact with { Tolerance = 0 };
        SparseLinearModel<double> plain = AdaptiveLasso.Fit(problem.Dense, problem.Targets, 0.05, new() { Rounds = 1 }, exact), adaptive = AdaptiveLasso.Fit(problem.Dense, problem.Targets, 0.05, new() { Rounds = 2, Epsilon = 0.1 }, exact);
        Tensor<double> before = plain.Coefficients;
        Meets(adaptive.Coefficients, adaptive.Intercept, 0.05, j => 1 / (Math.Abs(before[j]) + 0.1));

        void Meets(Tensor<double> w, double intercept, double lambda, Func<int, double> weight)
        {
            double[] rest = [.. (problem.Targets - problem.Dense.MatMul(w) - intercept).ToArray()], c = problem.Correlations(rest);
            for (int j = 0; j < features; j++)
                Assert.InRange(w[j] == 0 ? Math.Abs(c[j]) - (lambda * weight(j)) : Math.Abs(c[j] - (Math.Sign(w[j]) * lambda * weight(j))), double.NegativeInfinity, 1e-10);
        }
    }

    [Fact]
    public void The_homotopy_to_zero_ends_at_least_squares()
    {
        var problem = new SparseProblem<double>(6, 40, 8);
        LarsPath<double> lars = Lars.Path(problem.Dense, problem.Targets, new() { RemovesFeatures = false });
        Assert.Equal(Status.Converged, lars.Status);
        SparseLinearModel<double> exact = PrincipalComponentRegression.Fit(problem.Dense, problem.Targets, 8);
        Close(exact.Coefficients, lars.Coefficients[lars.Knots.Count - 1, ..].Clone(), 1e-9);
        // Duplicates: the first enters, the second stays out.
        Tensor<double> doubled = Tensor.Concatenate(1, problem.Dense, problem.Dense);
        LarsPath<double> twice = Lars.Path(doubled, problem.Targets, new() { SmallestLambda = 0.01 });
        Assert.True(twice.Coefficients[.., 8..].Abs().Max() == 0);
    }

    [Fact]
    public void Feature_weights_are_a_rescaling_of_columns()
    {
        var problem = new SparseProblem<double>(7, 40, 15);
        double[] weights = [.. Enumerable.Range(0, 15).Select(j => 0.4 + (j % 5 * 0.5))];
        Tensor<double> factors = Tensor.From(weights);
        SparseLinearModel<double> weighted = Lasso.Fit(problem.Dense, problem.Targets, 0.1, Exact with { FeatureWeights = weights });
        SparseLinearModel<double> scaled = Lasso.Fit(problem.Dense / factors, problem.Targets, 0.1, Exact);
        Close(weighted.Coefficients, scaled.Coefficients / factors, 1e-8);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_feature_without_a_penalty_is_regressed_out(bool sparse)
    {
        // Frisch, Waugh and Lovell: what the free columns explain is taken from the targets and from the other columns, and the rest is a Lasso.
        var problem = new SparseProblem<double>(17, 40, 700, density: sparse ? 0.3 : 1);
        double[] weights = [.. Enumerable.Range(0, 700).Select(j => j is 3 or 5 ? 0.0 : 1)];
        int[] rest = [.. Enumerable.Range(0, 700).Where(j => weights[j] > 0)];
        Tensor<double> free = problem.Dense.Take(Tensor.From([3, 5]), 1), penalized = problem.Dense.Take(Tensor.From(rest), 1), y = problem.Targets.Reshape(40, 1);
        SparsePath<double> reduced = Lasso.Path(Without(penalized), Without(y).Reshape(40), new PathGrid { Count = 5, Ratio = 0.05 }, Exact with { HasIntercept = false });
        SparsePath<double> path = Lasso.Path(problem.As(sparse), problem.Targets, new PathGrid { Count = 5, Ratio = 0.05 }, Exact with { FeatureWeights = weights });
        Assert.Equal(reduced.LargestLambda, path.LargestLambda, 1e-8);
        Assert.Equal([3, 5], path[0].Support.ToArray());
        for (int k = 0; k < 5; k++)
        {
            Close(reduced[k].Coefficients, path[k].Coefficients.Take(Tensor.From(rest), 0), 1e-7);
            Assert.Equal(reduced[k].Objective, path[k].Objective, 1e-8);
            Assert.InRange(path[k].Gap!.Value, 0, 1e-12);
        }

        Tensor<double> Without(Tensor<double> columns)
        {
            Tensor<double> basis = Centred(free), left = Centred(columns), gram = basis.Transpose().MatMul(basis);
            return left - basis.MatMul(Matrix.Solve(gram, basis.Transpose().MatMul(left)));
        }

        static Tensor<double> Centred(Tensor<double> x) => x - x.Mean(0);
    }

    [Fact]
    public void A_penalty_on_nothing_is_least_squares()
    {
        var problem = new SparseProblem<double>(18, 40, 8);
        SparseLinearModel<double> exact = PrincipalComponentRegression.Fit(problem.Dense, problem.Targets, 8), free = Lasso.Fit(problem.Dense, problem.Targets, 1, Exact with { FeatureWeights = new double[8] });
        Close(exact.Coefficients, free.Coefficients, 1e-9);
        Assert.InRange(free.Gap!.Value, 0, 1e-14);
    }

    [Fact]
    public void An_infinite_weight_excludes_a_feature()
    {
        var problem = new SparseProblem<double>(8, 40, 6);
        double[] weights = [1, double.PositiveInfinity, 1, 1, double.PositiveInfinity, 1];
        foreach (double ratio in new[] { 1, 0.5, 0 })
        {
            SparseLinearModel<double> model = ElasticNet.Fit(problem.Dense, problem.Targets, 0.1, ratio, Exact with { FeatureWeights = weights });
            Tensor<double> rest = problem.Dense.Take(Tensor.From([0, 2, 3, 5]), 1), w = model.Coefficients;
            SparseLinearModel<double> without = ElasticNet.Fit(rest, problem.Targets, 0.1, ratio, Exact);
            Assert.Equal([0, 0], [w[1], w[4]]);
            Close(without.Coefficients, Tensor.From([w[0], w[2], w[3], w[5]]), 1e-8);
        }
    }

    [Fact]
    public void Sample_weights_are_repetitions()
    {
        var problem = new SparseProblem<double>(9, 20, 6);
        double[] weights = [.. Enumerable.Range(0, 20).Select(i => (double)(i % 4))];
        int[] rows = [.. Enumerable.Range(0, 20).SelectMany(i => Enumerable.Repeat(i, i % 4))];
        Tensor<double> repeated = problem.Dense.Take(Tensor.From(rows), 0);
        SparseOptions weighted = Exact with { SampleWeights = weights };
        foreach (bool sparse in new[] { false, true })
        {
            Same(Lasso.Fit(repeated, problem.Targets.Take(Tensor.From(rows), 0), 0.1, Exact), Lasso.Fit(problem.As(sparse), problem.Targets, 0.1, weighted));
            Same(SparseLogistic.Fit(repeated, problem.Labels.Take(Tensor.From(rows), 0), 0.02, options: Exact), SparseLogistic.Fit(problem.As(sparse), problem.Labels, 0.02, options: weighted));
            Same(SparsePoisson.Fit(repeated, problem.Counts.Take(Tensor.From(rows), 0), 0.05, options: Exact), SparsePoisson.Fit(problem.As(sparse), problem.Counts, 0.05, options: weighted));
        }
    }

    [Fact]
    public void Standardizing_is_scaling_the_columns_by_hand()
    {
        var problem = new SparseProblem<double>(10, 40, 12);
        Tensor<double> deviation = Tensor.From([.. Enumerable.Range(0, 12).Select(j =>
        {
            Tensor<double> column = problem.Dense[.., j].Clone();
            Tensor<double> away = column - column.Mean();
            return Math.Sqrt((away * away).Mean());
        })]);
        SparseLinearModel<double> model = Lasso.Fit(problem.Dense, problem.Targets, 0.1, Exact with { Standardize = true });
        Close(Lasso.Fit(problem.Dense / deviation, problem.Targets, 0.1, Exact).Coefficients / deviation, model.Coefficients, 1e-8);
    }

    [Fact]
    public void A_very_large_shape_of_a_concave_penalty_is_the_lasso()
    {
        var problem = new SparseProblem<double>(11, 40, 12);
        SparseLinearModel<double> lasso = Lasso.Fit(problem.Dense, problem.Targets, 0.3, Exact);
        Close(lasso.Coefficients, McpRegression.Fit(problem.Dense, problem.Targets, 0.3, 1e12, Exact).Coefficients, 1e-8);
        Close(lasso.Coefficients, ScadRegression.Fit(problem.Dense, problem.Targets, 0.3, 1e12, Exact).Coefficients, 1e-8);
    }

    [Fact]
    public void Zero_and_constant_columns_stay_out_and_duplicates_share_one_prediction()
    {
        var problem = new SparseProblem<double>(12, 30, 6);
        Tensor<double> extended = Tensor.Concatenate(1, problem.Dense, Tensor.Zeros<double>(30, 1), Tensor.Full<double>([30, 1], 3.7), problem.Dense);
        foreach (Design<double> design in new Design<double>[] { extended, CscMatrix<double>.FromDense(extended) })
        {
            SparseLinearModel<double> model = Lasso.Fit(design, problem.Targets, 0.2, Exact), plain = Lasso.Fit(problem.Dense, problem.Targets, 0.2, Exact);
            Tensor<double> w = model.Coefficients;
            Assert.Equal([0, 0], [w[6], w[7]]);
            Close(plain.Coefficients, w[..6] + w[8..], 1e-8);
            Assert.Equal(plain.Objective, model.Objective, 1e-10);
        }
    }

    [Fact]
    public void At_the_largest_weight_every_coefficient_is_exactly_zero()
    {
        var problem = new SparseProblem<double>(13, 30, 50);
        foreach (double factor in new[] { 1, 1.5, 1e6 })
        {
            double largest = Lasso.Path(problem.Dense, problem.Targets, new PathGrid { Count = 1 }).LargestLambda;
            SparseLinearModel<double> model = Lasso.Fit(problem.Dense, problem.Targets, largest * factor);
            Assert.Empty(model.Support.ToArray());
            Assert.Equal(Status.Converged, model.Status);
            Assert.Equal(problem.Targets.Mean(), model.Intercept, 1e-12);
            Assert.NotEmpty(Lasso.Fit(problem.Dense, problem.Targets, largest * 0.999, Exact).Support.ToArray());
        }
    }

    [Fact]
    public void The_gap_bounds_the_distance_to_the_smallest_objective()
    {
        var problem = new SparseProblem<double>(14, 40, 120);
        double[] free = [.. Enumerable.Range(0, 120).Select(j => j == 7 ? 0.0 : 1)];
        int[] groups = [.. Enumerable.Range(0, 120).Select(j => j % 30)];
        Bounds(options => Lasso.Fit(problem.Dense, problem.Targets, 0.1, options));
        Bounds(options => ElasticNet.Fit(problem.Dense, problem.Targets, 0.1, 0.3, options));
        Bounds(options => SparseLogistic.Fit(problem.Dense, problem.Labels, 0.02, options: options));
        Bounds(options => SparsePoisson.Fit(problem.Dense, problem.Counts, 0.05, options: options));
        Bounds(options => Lasso.Fit(problem.Dense, problem.Targets, 0.1, options with { Positive = true }));
        Bounds(options => Lasso.Fit(problem.Dense, problem.Targets, 0.1, options with { FeatureWeights = free }));
        Bounds(options => SparseLogistic.Fit(problem.Dense, problem.Labels, 0.05, options: options with { FeatureWeights = free }));
        Bounds(options => SparsePoisson.Fit(problem.Dense, problem.Counts, 0.1, options: options with { FeatureWeights = free }));
        Bounds(options => GroupLasso.Fit(problem.Dense, problem.Targets, groups, 0.1, options));
        MultiBounds(options => MultiTaskLasso.Fit(problem.Dense, problem.Outputs, 0.3, options));
        MultiBounds(options => SparseMultinomial.Fit<double>(problem.Dense, problem.Classes, 3, 0.05, options: options));
        MultiBounds(options => SparseMultinomial.Fit<double>(problem.Dense, problem.Classes, 3, 0.05, grouped: true, options with { FeatureWeights = free }));

        static void Bounds(Func<SparseOptions, SparseLinearModel<double>> fit) =>
            Check(fit(Exact).Objective, tolerance => fit(new SparseOptions { Tolerance = tolerance }) is var model ? (model.Status, model.Objective, model.Gap!.Value) : default);

        static void MultiBounds(Func<SparseOptions, SparseMultiModel<double>> fit) =>
            Check(fit(Exact with { MaxIterations = 3000 }).Objective, tolerance => fit(new SparseOptions { Tolerance = tolerance, MaxIterations = 3000 }) is var model ? (model.Status, model.Objective, model.Gap) : default);

        static void Check(double smallest, Func<double, (Status Status, double Objective, double Gap)> fit)
        {
            foreach (double tolerance in new[] { 1e-1, 1e-2, 1e-3, 1e-5, 1e-8 })
            {
                (Status status, double objective, double gap) = fit(tolerance);
                Assert.Equal(Status.Converged, status);
                Assert.InRange(objective - smallest, -1e-13, gap + 1e-13);
            }
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_large_design_is_fitted_as_well_as_a_small_one(bool sparse)
    {
        // Enough features for bounds in place of correlations, and a path for their anchors.
        var problem = new SparseProblem<double>(15, 60, 1500, density: sparse ? 0.2 : 1);
        SparsePath<double> path = Lasso.Path(problem.As(sparse), problem.Targets, new PathGrid { Count = 40, Ratio = 0.02 }, new SparseOptions { Tolerance = 1e-12 });
        foreach (SparseLinearModel<double> model in path.Models)
        {
            double[] eta = problem.Predictor(model), residual = [.. eta.Select((e, i) => problem.Targets[i] - e)], c = problem.Correlations(residual);
            Tensor<double> w = model.Coefficients;
            Assert.Equal(Status.Converged, model.Status);
            for (int j = 0; j < 1500; j++)
                Assert.InRange(w[j] == 0 ? Math.Abs(c[j]) - model.Lambda : Math.Abs(c[j] - (Math.Sign(w[j]) * model.Lambda)), double.NegativeInfinity, 3e-6);
        }
    }

    [Fact]
    public void Reweighting_lowers_the_concave_objective_that_it_majorizes()
    {
        var problem = new SparseProblem<double>(16, 40, 60);
        double before = double.PositiveInfinity;
        for (int rounds = 1; rounds <= 5; rounds++)
        {
            SparseLinearModel<double> model = AdaptiveLasso.Fit(problem.Dense, problem.Targets, 0.05, new() { Rounds = rounds, Epsilon = 0.1 }, Exact);
            double objective = model.Loss + (0.05 * model.Coefficients.ToArray().Sum(w => Math.Log(Math.Abs(w) + 0.1)));
            Assert.True(objective <= before + 1e-10);
            before = objective;
        }

        Same(Lasso.Fit(problem.Dense, problem.Targets, 0.05, Exact), AdaptiveLasso.Fit(problem.Dense, problem.Targets, 0.05, new() { Rounds = 1 }, Exact));
    }

    private static void Same(SparseLinearModel<double> expected, SparseLinearModel<double> actual)
    {
        Close(expected.Coefficients, actual.Coefficients, 1e-7);
        Assert.Equal(expected.Intercept, actual.Intercept, 1e-7);
        Assert.Equal(expected.Objective, actual.Objective, 1e-10);
    }

    private static void Close(Tensor<double> expected, Tensor<double> actual, double tolerance) =>
        Assert.InRange((expected - actual).Abs().Max(), 0, tolerance);
}
