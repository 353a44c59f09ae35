using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleLossTests : LossTests<double>
{
    protected override double Accuracy => 1e-8;
}

public sealed class SingleLossTests : LossTests<float>
{
    protected override double Accuracy => 5e-3;
}

/// <summary>What every loss promises: derivatives that are the derivatives, constants that bound, terms that add up.</summary>
public abstract class LossTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<string> Names => [.. Problem<T>.Losses];

    protected abstract double Accuracy { get; }

    [Theory, MemberData(nameof(Names))]
    public void Gradient_agrees_with_differences_of_the_value(string name)
    {
        Problem<T> p = Problem<T>.Create(name);
        for (int seed = 30; seed < 40; seed++)
            Assert.InRange(double.CreateChecked(FiniteDifferences.GradientError(p.Function, p.Start, Draw.Unit<T>(seed, p.Start.Shape.ToArray()))), 0, Accuracy);
    }

    [Theory, MemberData(nameof(Names))]
    public void Hessian_agrees_with_differences_of_the_gradient(string name)
    {
        Problem<T> p = Problem<T>.Create(name);
        for (int seed = 30; seed < 40; seed++)
            Assert.InRange(double.CreateChecked(FiniteDifferences.HessianError((ITwiceDifferentiable<T>)p.Function, p.Start, Draw.Unit<T>(seed, p.Start.Shape.ToArray()))), 0, Accuracy);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_whole_hessian_is_that_of_the_products(string name)
    {
        Problem<T> p = Problem<T>.Create(name);
        var f = (IHessian<T>)p.Function;
        int n = p.Start.Length;
        Tensor<T> hessian = Tensor.Zeros<T>(n, n), v = Draw.Unit<T>(31, p.Start.Shape.ToArray()), product = Tensor.Zeros<T>(p.Start.Shape);
        f.Hessian(p.Start, hessian);
        f.HessianVector(p.Start, v, product);
        Tensor<T> expected = hessian.MatMul(v.Reshape(n));
        double scale = 1 + double.CreateChecked(Vectors.Norm(product));
        for (int i = 0; i < n; i++)
        {
            Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(product.AsSpan()[i]), 1e3 * double.CreateChecked(Vectors.Epsilon<T>()) * scale);
            for (int j = 0; j < i; j++)
                Assert.Equal(double.CreateChecked(hessian[i, j]), double.CreateChecked(hessian[j, i]), 1e3 * double.CreateChecked(Vectors.Epsilon<T>()) * scale);
        }

        Assert.Throws<ShapeMismatchException>("destination", () => f.Hessian(p.Start, Tensor.Zeros<T>(n, n + 1)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Terms_average_to_the_whole(string name)
    {
        Problem<T> p = Problem<T>.Create(name);
        Tensor<T> whole = Tensor.Zeros<T>(p.Start.Shape), batch = Tensor.Zeros<T>(p.Start.Shape);
        p.Function.Gradient(p.Start, whole);
        p.Function.Gradient(p.Start, [.. Enumerable.Range(0, p.Function.Count).Reverse()], batch);
        Vectors.AddScaled(batch, -T.One, whole, batch);
        Assert.True(Vectors.Norm(batch) <= T.CreateChecked(50) * (T.BitIncrement(T.One) - T.One) * Vectors.Norm(whole));
    }

    [Theory, MemberData(nameof(Names))]
    public void Constants_bound_the_gradient(string name)
    {
        Problem<T> p = Problem<T>.Create(name);
        Tensor<T> g = Tensor.Zeros<T>(p.Start.Shape), h = Tensor.Zeros<T>(p.Start.Shape);
        if (string.Equals(name, "poisson", StringComparison.Ordinal))
        {
            Assert.Null(p.Function.LipschitzConstant);
            Assert.Null(p.Function.TermLipschitzConstant);
            return;
        }

        double l = double.CreateChecked(p.Function.LipschitzConstant!.Value), mu = double.CreateChecked(p.Function.StrongConvexity!.Value), terms = double.CreateChecked(p.Function.TermLipschitzConstant!.Value);
        Assert.True(0 <= mu && mu <= l && l <= terms * (1 + 1e-5));
        for (int seed = 40; seed < 60; seed++)
        {
            Tensor<T> y = Draw.Normal<T>(seed, p.Start.Shape.ToArray());
            p.Function.Gradient(p.Start, g);
            p.Function.Gradient(y, h);
            Vectors.AddScaled(g, -T.One, h, g);
            Vectors.AddScaled(p.Start, -T.One, y, y);
            double distance = double.CreateChecked(Vectors.Norm(y));
            Assert.InRange(double.CreateChecked(Vectors.Norm(g)), 0, l * distance * (1 + 1e-5));
            Assert.True(double.CreateChecked(Vectors.Dot(g, y)) >= mu * distance * distance * (1 - 1e-5));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_wrong_shape_is_refused_by_name(string name)
    {
        Problem<T> p = Problem<T>.Create(name);
        Tensor<T> wrong = Tensor.Zeros<T>(1000);
        Assert.Throws<ShapeMismatchException>("x", () => p.Function.Value(wrong));
        Assert.Throws<ShapeMismatchException>("destination", () => p.Function.Gradient(p.Start, wrong));
        Assert.Throws<ShapeMismatchException>("x", () => Minimize.Run(p.Function, new GradientDescent { Step = new FixedStep(1) }, wrong));
        Assert.Throws<ArgumentException>("terms", () => p.Function.Gradient(p.Start, [], p.Start.Clone()));
        Assert.Throws<ArgumentOutOfRangeException>("terms", () => p.Function.Gradient(p.Start, [p.Function.Count], p.Start.Clone()));
        Assert.Throws<ArgumentOutOfRangeException>("terms", () => p.Function.Gradient(p.Start, [-1], p.Start.Clone()));
    }

    [Fact]
    public void A_strided_design_and_point_give_the_same_as_copies()
    {
        Tensor<T> design = Draw.Normal<T>(70, 5, 12).Transpose(), y = Draw.Normal<T>(71, 12);
        Tensor<T> x = Draw.Normal<T>(72, 5, 2)[AxisSlice.Ellipsis, 1], g = Tensor.Zeros<T>(5), h = Tensor.Zeros<T>(5);
        var strided = new LeastSquares<T>(design, y);
        var copied = new LeastSquares<T>(design.Clone(), y);
        Assert.Equal(copied.ValueAndGradient(x.Clone(), g), strided.ValueAndGradient(x, h));
        Assert.Equal(g.ToArray(), h.ToArray());
    }

    [Fact]
    public void Huge_margins_stay_finite()
    {
        Tensor<T> design = Tensor.From(new[] { T.CreateChecked(1e4), T.CreateChecked(-1e4), T.CreateChecked(1e4) }, 3, 1);
        Tensor<T> x = Tensor.From(new[] { T.CreateChecked(1e3) }), g = Tensor.Zeros<T>(1);
        var logistic = new LogisticLoss<T>(design, Tensor.From(new[] { T.One, T.One, -T.One }));
        double value = double.CreateChecked(logistic.ValueAndGradient(x, g));
        Assert.Equal(1, value / (2e7 / 3), 1e-6);
        Assert.True(T.IsFinite(g[0]));
        Tensor<T> w = Tensor.From(new[] { T.CreateChecked(1e3), T.CreateChecked(-1e3) }, 1, 2), gw = Tensor.Zeros<T>(1, 2);
        double multinomial = double.CreateChecked(new MultinomialLoss<T>(design, Tensor.From([0, 0, 1]), 2).ValueAndGradient(w, gw));
        Assert.Equal(1, multinomial / (4e7 / 3), 1e-6);
        Assert.All(gw.ToArray(), value => Assert.True(T.IsFinite(value)));
    }

    [Fact]
    public void Two_classes_of_the_multinomial_loss_are_the_logistic_loss()
    {
        Tensor<T> design = Draw.Normal<T>(73, 20, 3), signs = Draw.Signs<T>(74, 20), x = Draw.Normal<T>(75, 3);
        Tensor<int> classes = Tensor.From(Array.ConvertAll(signs.ToArray(), sign => sign > T.Zero ? 1 : 0));
        Tensor<T> w = Tensor.Zeros<T>(3, 2);
        for (int i = 0; i < 3; i++)
            w[i, 1] = x[i];
        double expected = double.CreateChecked(new LogisticLoss<T>(design, signs).Value(x));
        Assert.Equal(expected, double.CreateChecked(new MultinomialLoss<T>(design, classes, 2).Value(w)), 1e-6);
    }
}
