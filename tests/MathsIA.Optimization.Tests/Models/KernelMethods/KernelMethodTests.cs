using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleKernelMethodTests : KernelMethodTests<double>
{
    protected override double Accuracy => 1e-9;
}

public sealed class SingleKernelMethodTests : KernelMethodTests<float>
{
    protected override double Accuracy => 2e-3;
}

/// <summary>Kernels, kernel ridge, kernel logistic, the perceptron, regression on principal components.</summary>
public abstract class KernelMethodTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected abstract double Accuracy { get; }

    [Fact]
    public void Kernels_are_their_formulas()
    {
        Tensor<T> x = Draw.Normal<T>(1, 4, 3), y = Draw.Normal<T>(2, 5, 3);
        foreach ((IKernelFunction kernel, Func<double, double, double> value) in new (IKernelFunction, Func<double, double, double>)[]
        {
            (new LinearKernel(), (dot, _) => dot),
            (new GaussianKernel { Width = 0.7 }, (_, square) => Math.Exp(-square / (2 * 0.49))),
            (new LaplacianKernel { Width = 1.3 }, (_, square) => Math.Exp(-Math.Sqrt(square) / 1.3)),
            (new PolynomialKernel { Degree = 3, Constant = 0.5 }, (dot, _) => Math.Pow(dot + 0.5, 3)),
        })
        {
            Tensor<T> k = kernel.Matrix(x, y), self = kernel.Matrix(x, x);
            for (int i = 0; i < 4; i++)
            {
                for (int j = 0; j < 5; j++)
                {
                    double dot = 0, square = 0;
                    for (int d = 0; d < 3; d++)
                    {
                        double a = double.CreateChecked(x[i, d]), b = double.CreateChecked(y[j, d]);
                        dot += a * b;
                        square += (a - b) * (a - b);
                    }

                    Assert.Equal(value(dot, square), double.CreateChecked(k[i, j]), Accuracy);
                }

                Assert.True(kernel is LinearKernel or PolynomialKernel || self[i, i] == T.One);
            }

            Assert.Throws<ShapeMismatchException>("y", () => kernel.Matrix(x, Tensor.Zeros<T>(2, 2)));
        }
    }

    [Fact]
    public void The_linear_kernel_is_ridge()
    {
        Tensor<T> x = Draw.Normal<T>(3, 20, 5), y = Draw.Normal<T>(4, 20), points = Draw.Normal<T>(5, 7, 5);
        KernelModel<T> model = KernelRidge.Fit(x, y, new LinearKernel(), 0.8);
        Close(points.MatMul(Ridge.Solve(x, y, 0.8)), model.Predict(points));
        Assert.InRange(double.CreateChecked(model.Residual), 0, Accuracy);
    }

    [Fact]
    public void A_narrow_kernel_with_a_small_weight_interpolates()
    {
        Tensor<T> x = Draw.Normal<T>(6, 15, 2), y = Draw.Normal<T>(7, 15);
        KernelModel<T> model = KernelRidge.Fit(x, y, new GaussianKernel { Width = 0.05 }, 1e-6);
        Assert.InRange(double.CreateChecked((model.Predict(x) - y).Abs().Max()), 0, 1e-4);
    }

    [Fact]
    public void Kernel_logistic_meets_its_condition_and_agrees_with_a_linear_model()
    {
        Tensor<T> x = Draw.Normal<T>(8, 30, 3), y = Draw.Signs<T>(9, 30);
        foreach (IKernelFunction kernel in new IKernelFunction[] { new LinearKernel(), new GaussianKernel(), new PolynomialKernel() })
        {
            KernelModel<T> model = KernelLogistic.Fit(x, y, kernel, 0.3);
            Assert.Equal(Status.Converged, model.Status);
            Tensor<T> f = model.Predict(x);
            for (int i = 0; i < 30; i++)
                Assert.Equal(double.CreateChecked(y[i]) / (1 + Math.Exp(double.CreateChecked(y[i] * f[i]))), 0.3 * double.CreateChecked(model.Coefficients[i]), Accuracy);
        }

        // f = ⟨x, w⟩ with λ/2 ‖w‖²: the elastic net without its absolute part, of the mean loss.
        SparseLinearModel<T> linear = SparseLogistic.Fit(x, y, 0.3 / 30, 0, new() { HasIntercept = false, Tolerance = 1e-14 });
        Close(linear.Decision(x), KernelLogistic.Fit(x, y, new LinearKernel(), 0.3).Predict(x));
    }

    [Fact]
    public void A_perceptron_separates_what_can_be_separated_within_its_bound()
    {
        Tensor<T> x = Draw.Normal<T>(10, 60, 2), y = Tensor.Zeros<T>(60);
        for (int i = 0; i < 60; i++)
        {
            double side = double.CreateChecked(x[i, 0] + x[i, 1]) + 0.2;
            y[i] = side > 0 ? T.One : -T.One;
            // Away from the border, for a margin.
            x[i, 0] += y[i] * T.CreateChecked(0.3);
            x[i, 1] += y[i] * T.CreateChecked(0.3);
        }

        PerceptronModel<T> model = Perceptron.Fit(x, y);
        Assert.Equal(Status.Converged, model.Status);
        Assert.Equal(0, model.Errors);
        Assert.Equal(y.ToArray(), model.Predict(x).ToArray());
        double radius = 0, margin = double.PositiveInfinity, norm = Math.Sqrt(2.04);
        for (int i = 0; i < 60; i++)
        {
            double a = double.CreateChecked(x[i, 0]), b = double.CreateChecked(x[i, 1]);
            radius = Math.Max(radius, (a * a) + (b * b) + 1);
            margin = Math.Min(margin, double.CreateChecked(y[i]) * (a + b + 0.2) / norm);
        }

        Assert.InRange(model.Mistakes, 1, (int)(radius / (margin * margin)));
    }

    [Fact]
    public void A_perceptron_that_cannot_separate_keeps_its_best_point()
    {
        Tensor<T> x = Tensor.From(Array.ConvertAll<double, T>([0, 0, 1, 1, 0, 1, 1, 0], T.CreateChecked), 4, 2);
        PerceptronModel<T> model = Perceptron.Fit(x, Tensor.From(Array.ConvertAll<double, T>([1, 1, -1, -1], T.CreateChecked)), new() { MaxPasses = 50 });
        Assert.Equal(Status.IterationLimit, model.Status);
        Assert.InRange(model.Errors, 1, 2);
    }

    [Fact]
    public void Principal_components_cut_where_ridge_shrinks()
    {
        Tensor<T> x = Draw.Normal<T>(11, 30, 6), y = Draw.Normal<T>(12, 30);
        SparseLinearModel<T> all = PrincipalComponentRegression.Fit(x, y, 6);
        Tensor<T> away = y - all.Predict(x);
        Assert.InRange(double.CreateChecked((x - x.Mean(0)).Transpose().MatMul(away).Abs().Max()), 0, Accuracy * 100);
        double before = double.PositiveInfinity;
        for (int k = 1; k <= 6; k++)
        {
            double loss = double.CreateChecked(PrincipalComponentRegression.Fit(x, y, k).Loss);
            Assert.True(loss <= before + Accuracy);
            before = loss;
        }
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<T> x = Draw.Normal<T>(13, 6, 2), y = Draw.Signs<T>(14, 6);
        Assert.Throws<ArgumentNullException>("samples", () => KernelRidge.Fit<T>(null!, y, new LinearKernel(), 1));
        Assert.Throws<ArgumentNullException>("kernel", () => KernelRidge.Fit(x, y, null!, 1));
        Assert.Throws<ShapeMismatchException>("targets", () => KernelRidge.Fit(x, Tensor.Zeros<T>(5), new LinearKernel(), 1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => KernelRidge.Fit(x, y, new LinearKernel(), 0));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => KernelRidge.Fit(Tensor.Full([6, 2], T.NaN), y, new LinearKernel(), 1));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => KernelLogistic.Fit(x, y * T.CreateChecked(2), new LinearKernel(), 1));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => Perceptron.Fit(x, y * T.CreateChecked(2)));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new PerceptronOptions { MaxPasses = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("components", () => PrincipalComponentRegression.Fit(x, y, 3));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new GaussianKernel { Width = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new PolynomialKernel { Degree = 0 });
        Assert.Throws<ShapeMismatchException>("points", () => KernelRidge.Fit(x, y, new LinearKernel(), 1).Predict(Tensor.Zeros<T>(2, 3)));
    }

    private void Close(Tensor<T> expected, Tensor<T> actual) => Assert.InRange(double.CreateChecked((expected - actual).Abs().Max()), 0, Accuracy * 10);
}
