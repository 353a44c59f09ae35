using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleRidgeTests : RidgeTests<double>
{
    protected override double Accuracy => 1e-11;
}

public sealed class SingleRidgeTests : RidgeTests<float>
{
    protected override double Accuracy => 1e-3;
}

public abstract class RidgeTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 20, 5 }, { 5, 20 }, { 12, 12 }, { 1, 4 }, { 4, 1 } };

    protected abstract double Accuracy { get; }

    [Theory, MemberData(nameof(Sizes))]
    public void Meets_its_optimality_condition_in_both_forms(int samples, int features)
    {
        Tensor<T> a = Draw.Normal<T>(1, samples, features), y = Draw.Normal<T>(2, samples);
        var f = new RidgeRegularized<T>(new LeastSquares<T>(a, y), 0.7);
        foreach (RidgeForm form in Enum.GetValues<RidgeForm>())
        {
            Tensor<T> x = Ridge.Solve(a, y, 0.7, form), gradient = Tensor.Zeros<T>(features);
            f.Gradient(x, gradient);
            Assert.InRange(double.CreateChecked(Vectors.Norm(gradient)), 0, Accuracy * 10);
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_path_holds_the_single_solutions(int samples, int features)
    {
        Tensor<T> a = Draw.Normal<T>(3, samples, features), y = Draw.Normal<T>(4, samples);
        RidgePath<T> path = Ridge.Path(a, y, [10, 0.5, 2]);
        Assert.Equal([10, 0.5, 2], path.Lambdas);
        for (int k = 0; k < 3; k++)
        {
            Tensor<T> single = Ridge.Solve(a, y, path.Lambdas[k]);
            for (int j = 0; j < features; j++)
                Assert.Equal(double.CreateChecked(single[j]), double.CreateChecked(path.Coefficients[k, j]), Accuracy);
            // The trace of A (AᵀA + λ)⁻¹ Aᵀ, column by column.
            double trace = 0;
            for (int i = 0; i < samples; i++)
            {
                Tensor<T> unit = Tensor.Zeros<T>(samples);
                unit[i] = T.One;
                trace += double.CreateChecked(Vectors.Dot(Ridge.Solve(a, unit, path.Lambdas[k]), a[i, ..].Contiguous()));
            }

            Assert.Equal(trace, path.DegreesOfFreedom[k], Accuracy * 20);
        }
    }

    [Fact]
    public void Agrees_with_descent()
    {
        Tensor<T> a = Draw.Normal<T>(5, 30, 6), y = Draw.Normal<T>(6, 30);
        Solution<T> descent = Minimize.Run(new RidgeRegularized<T>(new LeastSquares<T>(a, y), 3), new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, Tensor.Zeros<T>(6), new() { Tolerance = Accuracy });
        Tensor<T> exact = Ridge.Solve(a, y, 3);
        for (int j = 0; j < 6; j++)
            Assert.Equal(double.CreateChecked(exact[j]), double.CreateChecked(descent.Value[j]), Accuracy);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_model_meets_the_conditions_of_its_intercept_and_coefficients(int samples, int features)
    {
        Tensor<T> a = Draw.Normal<T>(7, samples, features) + T.CreateChecked(2), y = Draw.Normal<T>(8, samples) - T.One;
        foreach (RidgeForm form in Enum.GetValues<RidgeForm>())
        {
            RidgeModel<T> model = Ridge.Fit(a, y, 0.7, new() { Form = form });
            Tensor<T> residual = y - model.Predict(a);
            double sum = 0, objective = 0.7 * double.CreateChecked(Vectors.Dot(model.Coefficients, model.Coefficients));
            for (int i = 0; i < samples; i++)
            {
                sum += double.CreateChecked(residual[i]);
                objective += double.CreateChecked(residual[i] * residual[i]);
            }

            Assert.Equal(0, sum, Accuracy * 10);
            Assert.Equal(objective, double.CreateChecked(model.Objective), Accuracy * 10 * (1 + objective));
            for (int j = 0; j < features; j++)
            {
                double slope = -0.7 * double.CreateChecked(model.Coefficients[j]);
                for (int i = 0; i < samples; i++)
                    slope += double.CreateChecked(a[i, j] * residual[i]);
                Assert.Equal(0, slope, Accuracy * 30);
            }

            Assert.InRange(double.CreateChecked(model.Gap), 0, Accuracy);
        }
    }

    [Fact]
    public void The_gap_of_a_model_is_the_distance_to_a_dual_value_and_bounds_what_others_reach()
    {
        Tensor<T> a = Draw.Normal<T>(9, 15, 4), y = Draw.Normal<T>(10, 15);
        RidgeModel<T> model = Ridge.Fit(a, y, 2, new() { HasIntercept = false });
        Assert.Equal(T.Zero, model.Intercept);
        Tensor<T> exact = Ridge.Solve(a, y, 2), residual = y - model.Predict(a), adjoint = a.Transpose().MatMul(residual);
        for (int j = 0; j < 4; j++)
            Assert.Equal(double.CreateChecked(exact[j]), double.CreateChecked(model.Coefficients[j]), Accuracy);
        // The dual value at 2 r, by its formula.
        T dual = T.CreateChecked(2) * Vectors.Dot(residual, y) - Vectors.Dot(residual, residual) - (Vectors.Dot(adjoint, adjoint) / T.CreateChecked(2));
        Assert.Equal(double.CreateChecked(dual), double.CreateChecked(model.Objective - model.Gap), Accuracy * 30);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new RidgeOptions { Form = (RidgeForm)7 });
        Tensor<T> a = Draw.Normal<T>(1, 4, 2), y = Draw.Normal<T>(2, 4);
        Assert.Throws<ArgumentNullException>("design", () => Ridge.Solve<T>(null!, y, 1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => Ridge.Fit(a, y, -1));
        Assert.Throws<ShapeMismatchException>("targets", () => Ridge.Fit(a, Tensor.Zeros<T>(3), 1));
        Assert.Throws<ShapeMismatchException>("design", () => Ridge.Fit(a, y, 1).Predict(Tensor.Zeros<T>(2, 7)));
        Assert.Throws<ShapeMismatchException>("targets", () => Ridge.Solve(a, Tensor.Zeros<T>(3), 1));
        Assert.Throws<ShapeMismatchException>("design", () => Ridge.Solve(Tensor.Zeros<T>(4, 0), y, 1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => Ridge.Solve(a, y, 0));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => Ridge.Solve(a, y, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("form", () => Ridge.Solve(a, y, 1, (RidgeForm)7));
        Assert.Throws<ArgumentOutOfRangeException>("lambdas", () => Ridge.Path(a, y, [1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => Ridge.Solve(a, Tensor.Full([4], T.NaN), 1));
        Assert.Empty(Ridge.Path(a, y, []).Lambdas);
    }
}
