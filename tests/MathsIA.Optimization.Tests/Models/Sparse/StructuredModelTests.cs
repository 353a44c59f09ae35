using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleStructuredModelTests : StructuredModelTests<double>
{
    protected override double Accuracy => 1e-7;

    protected override double Exactness => 1e-10;
}

public sealed class SingleStructuredModelTests : StructuredModelTests<float>
{
    protected override double Accuracy => 2e-3;

    protected override double Exactness => 2e-3;
}

/// <summary>Graphical Lasso, simplex-constrained trend filtering and the over-parameterized Lasso.</summary>
public abstract class StructuredModelTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected abstract double Accuracy { get; }

    private static double Rounding => typeof(T) == typeof(float) ? 1e-6 : 1e-15;

    /// <summary>How nearly conditions of optimality are met where the last digits are asked for.</summary>
    protected abstract double Exactness { get; }

    [Theory, InlineData(1, 0.1), InlineData(6, 0.05), InlineData(12, 0.2), InlineData(12, 0.01)]
    public void A_sparse_precision_meets_its_conditions(int p, double lambda)
    {
        Tensor<T> x = Draw.Normal<T>(41, 40, p), s = x.Transpose().MatMul(x) / T.CreateChecked(40);
        s = (s + s.Transpose()) * T.CreateChecked(0.5);
        GraphicalLassoModel<T> model = GraphicalLasso.Fit(s, lambda, new() { Tolerance = 0, MaxIterations = 300 });
        Tensor<T> inverse = Matrix.Inverse(model.Precision);
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j < p; j++)
            {
                double away = double.CreateChecked(inverse[i, j] - s[i, j]), theta = double.CreateChecked(model.Precision[i, j]), limit = i == j ? 0 : lambda;
                Assert.Equal(theta, double.CreateChecked(model.Precision[j, i]));
                Assert.InRange(theta == 0 ? Math.Abs(away) - limit : Math.Abs(away - (limit * Math.Sign(theta))), double.NegativeInfinity, Exactness);
            }
        }

        Assert.InRange(double.CreateChecked(model.Gap), 0, Exactness * Exactness * p);
        Assert.Equal(Status.Converged, GraphicalLasso.Fit(s, lambda, new() { Tolerance = Exactness * Exactness }).Status);
        Assert.True(lambda < 0.15 || p < 12 || model.Precision.ToArray().Count(value => value == T.Zero) > 20);
    }

    [Fact]
    public void A_very_large_weight_leaves_the_diagonal()
    {
        Tensor<T> x = Draw.Normal<T>(42, 30, 5), s = x.Transpose().MatMul(x) / T.CreateChecked(30);
        GraphicalLassoModel<T> model = GraphicalLasso.Fit(s, 100), all = GraphicalLasso.Fit(s, 100, new() { PenalizesDiagonal = true });
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(1 / double.CreateChecked(s[i, i]), double.CreateChecked(model.Precision[i, i]), Accuracy);
            Assert.Equal(1 / (double.CreateChecked(s[i, i]) + 100), double.CreateChecked(all.Precision[i, i]), Accuracy);
        }

        Assert.Equal(Status.Converged, model.Status);
    }

    [Theory, InlineData(TrendPenalty.Entries), InlineData(TrendPenalty.Rows)]
    public void Mixtures_that_jump_are_found_with_a_certificate(TrendPenalty penalty)
    {
        Tensor<T> signals = Draw.Normal<T>(43, 60, 3), y = Tensor.Zeros<T>(60);
        for (int i = 0; i < 60; i++)
            y[i] = i < 30 ? signals[i, 0] : (signals[i, 1] + signals[i, 2]) * T.CreateChecked(0.5);
        double tolerance = typeof(T) == typeof(float) ? 1e-3 : 1e-6;
        SimplexTrendFilterModel<T> model = SimplexTrendFilter.Fit(signals, y, 0.5, new() { Penalty = penalty, Tolerance = tolerance }), smooth = SimplexTrendFilter.Fit(signals, y, 50, new() { Penalty = penalty, Tolerance = tolerance });
        Assert.Equal(Status.Converged, model.Status);
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(1, double.CreateChecked(model.Weights[i, 0] + model.Weights[i, 1] + model.Weights[i, 2]), 1e-5);
            Assert.True(model.Weights[i, ..].Min() >= T.Zero);
        }

        Assert.True(double.CreateChecked(model.Weights[10, 0]) > 0.8 && double.CreateChecked(model.Weights[50, 0]) < 0.2);
        // A strong penalty leaves one mixture for all times.
        Assert.InRange(double.CreateChecked((smooth.Weights[5, ..] - smooth.Weights[55, ..]).Abs().Max()), 0, 0.05);
        Assert.InRange(double.CreateChecked(model.Gap), 0, tolerance * double.CreateChecked(Vectors.Dot(y, y)));
        Assert.True(Jumps(smooth) <= Jumps(model) + 0.05);

        static double Jumps(SimplexTrendFilterModel<T> m) => Enumerable.Range(0, 59).Sum(i => double.CreateChecked((m.Weights[i + 1, ..] - m.Weights[i, ..]).Abs().Sum()));
    }

    /// <summary>The conditions by plain loops in double precision, with the dual point that came back.</summary>
    [Theory, InlineData(TrendPenalty.Entries, 30, 4, 0.5), InlineData(TrendPenalty.Rows, 30, 4, 0.5), InlineData(TrendPenalty.Entries, 12, 6, 0.05), InlineData(TrendPenalty.Rows, 12, 6, 2), InlineData(TrendPenalty.Entries, 1, 5, 1), InlineData(TrendPenalty.Rows, 7, 1, 1)]
    public void Mixtures_meet_their_conditions_with_the_dual_point_that_comes_back(TrendPenalty penalty, int n, int m, double lambda)
    {
        Tensor<T> signals = Draw.Normal<T>(50, n, m), y = Draw.Normal<T>(51, n);
        SimplexTrendFilterModel<T> model = SimplexTrendFilter.Fit(signals, y, lambda, new() { Penalty = penalty, Tolerance = Exactness * Exactness, MaxIterations = 20_000 });
        Assert.InRange(double.CreateChecked(model.Gap), 0, Exactness * double.CreateChecked(Vectors.Dot(y, y)));
        Assert.InRange(double.CreateChecked(model.Violation), 0, Exactness);
        Assert.Equal(new Shape(n - 1, m), model.Dual.Shape);
        for (int i = 0; i < n; i++)
        {
            double rest = double.CreateChecked(y[i]) - Enumerable.Range(0, m).Sum(j => double.CreateChecked(signals[i, j] * model.Weights[i, j]));
            double[] slopes = [.. Enumerable.Range(0, m).Select(j => U(i - 1, j) - U(i, j) - (2 * rest * double.CreateChecked(signals[i, j])))];
            for (int j = 0; j < m; j++)
                Assert.InRange(W(i, j) > 0 ? slopes[j] - slopes.Min() : 0, 0, Exactness);
            if (i == n - 1)
                break;
            double[] jump = [.. Enumerable.Range(0, m).Select(j => W(i + 1, j) - W(i, j))];
            double[] u = [.. Enumerable.Range(0, m).Select(j => U(i, j))];
            if (penalty == TrendPenalty.Entries)
            {
                for (int j = 0; j < m; j++)
                    Condition([jump[j]], [u[j]], lambda);
            }
            else
            {
                Condition(jump, u, lambda);
            }
        }

        double U(int i, int j) => i >= 0 && i < n - 1 ? double.CreateChecked(model.Dual[i, j]) : 0;
        double W(int i, int j) => double.CreateChecked(model.Weights[i, j]);

        // The dual rows are in the ball, and on its border in the direction of the jump wherever there is one.
        void Condition(double[] jump, double[] u, double limit)
        {
            double size = Math.Sqrt(jump.Sum(v => v * v)), norm = Math.Sqrt(u.Sum(v => v * v));
            Assert.InRange(norm, 0, limit * (1 + Rounding));
            if (size > Exactness)
                Assert.InRange(jump.Zip(u).Max(pair => Math.Abs(pair.Second - (limit * pair.First / size))), 0, Exactness * Math.Max(1, limit / size));
        }
    }

    [Fact]
    public void A_trend_that_is_cancelled_comes_back_with_its_certificate()
    {
        Tensor<T> signals = Draw.Normal<T>(50, 30, 4), y = Draw.Normal<T>(51, 30);
        using var source = new CancellationTokenSource();
        source.Cancel();
        SimplexTrendFilterModel<T> model = SimplexTrendFilter.Fit(signals, y, 0.5, cancellationToken: source.Token), exact = SimplexTrendFilter.Fit(signals, y, 0.5);
        Assert.Equal((Status.Cancelled, 0), (model.Status, model.Iterations));
        Assert.True(model.Gap >= model.Objective - exact.Objective && model.Violation > exact.Violation);
    }

    [Theory, InlineData(10, 20), InlineData(25, 8)]
    public void The_smooth_form_meets_the_conditions_of_the_lasso(int n, int p)
    {
        Tensor<T> a = Draw.Normal<T>(52, n, p), y = Draw.Normal<T>(53, n), at = a.Transpose();
        double weight = 0.3 * double.CreateChecked(at.MatMul(y).Abs().Max());
        var f = new HadamardLasso<T>(a, y, weight);
        Solution<T> descent = Minimize.Run(f, new Lbfgs(), Draw.Normal<T>(54, p), new() { MaxIterations = 3000, Tolerance = Exactness / 100 });
        Tensor<T> x = f.Coefficients(descent.Value), c = at.MatMul(y - a.MatMul(x));
        int support = 0;
        for (int j = 0; j < p; j++)
        {
            double value = double.CreateChecked(x[j]), correlation = double.CreateChecked(c[j]);
            bool isZero = Math.Abs(value) < Exactness;
            support += isZero ? 0 : 1;
            Assert.InRange(isZero ? Math.Abs(correlation) - weight : Math.Abs(correlation - (weight * Math.Sign(value))), double.NegativeInfinity, Exactness * weight);
        }

        Assert.InRange(support, 1, p - 1);
    }

    [Fact]
    public void The_smooth_form_has_the_objective_and_the_solution_of_the_lasso()
    {
        Tensor<T> a = Draw.Normal<T>(44, 10, 20), y = Draw.Normal<T>(45, 10);
        double weight = 0.5 * double.CreateChecked(a.Transpose().MatMul(y).Abs().Max());
        var f = new HadamardLasso<T>(a, y, weight);
        Tensor<T> v = Draw.Normal<T>(46, 20), u = Draw.Unit<T>(47, 20);
        Assert.InRange(double.CreateChecked(FiniteDifferences.GradientError(f, v, u)), 0, typeof(T) == typeof(float) ? 5e-3 : 1e-8);
        Solution<T> descent = Minimize.Run(f, new GradientDescent { Step = new ArmijoStep() }, v, new() { MaxIterations = 3000, Tolerance = 1e-9 });
        SparseLinearModel<T> lasso = Lasso.Fit(a, y, weight / 10, new() { HasIntercept = false, Tolerance = 1e-12 });
        double objective = double.CreateChecked(lasso.Objective) * 10;
        Assert.Equal(objective, double.CreateChecked(descent.Objective) * weight, Accuracy * 100);
        Assert.InRange(double.CreateChecked((f.Coefficients(descent.Value) - lasso.Coefficients).Abs().Max()), 0, Accuracy * 1e3);
        Assert.InRange(double.CreateChecked(f.Gap(descent.Value)), 0, Accuracy * 1e3);
        Assert.True(double.CreateChecked(f.Gap(v)) > 1e-3);
        v.AsSpan()[3] = T.NaN;
        Assert.True(T.IsNaN(f.Value(v)) && T.IsNaN(f.Gap(v)));
        Assert.Equal(Status.NonFinite, Minimize.Run(f, new GradientDescent { Step = new ArmijoStep() }, v).Status);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<T> x = Draw.Normal<T>(48, 6, 3), y = Draw.Normal<T>(49, 6), s = x.Transpose().MatMul(x);
        Assert.Throws<ArgumentNullException>("covariance", () => GraphicalLasso.Fit<T>(null!, 1));
        Assert.Throws<ShapeMismatchException>("covariance", () => GraphicalLasso.Fit(x, 1));
        Assert.Throws<ArgumentException>("covariance", () => GraphicalLasso.Fit(-s, 1));
        Assert.Throws<ArgumentException>("covariance", () => GraphicalLasso.Fit(Tensor.From([T.One, T.One, T.Zero, T.One], 2, 2), 1));
        Assert.Throws<ArgumentOutOfRangeException>("covariance", () => GraphicalLasso.Fit(Tensor.Full([2, 2], T.NaN), 1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => GraphicalLasso.Fit(s, 0));
        Assert.Throws<ArgumentNullException>("signals", () => SimplexTrendFilter.Fit<T>(null!, y, 1));
        Assert.Throws<ShapeMismatchException>("targets", () => SimplexTrendFilter.Fit(x, Tensor.Zeros<T>(5), 1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => SimplexTrendFilter.Fit(x, y, -1));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new SimplexTrendFilterOptions { Penalty = (TrendPenalty)5 });
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => new HadamardLasso<T>(x, y, 0));
        Assert.Throws<ShapeMismatchException>("targets", () => new HadamardLasso<T>(x, Tensor.Zeros<T>(5), 1));
        Assert.Throws<ShapeMismatchException>("v", () => new HadamardLasso<T>(x, y, 1).Coefficients(Tensor.Zeros<T>(5)));
    }
}
