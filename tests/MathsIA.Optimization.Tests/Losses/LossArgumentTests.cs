namespace MathsIA.Optimization.Tests;

public sealed class LossArgumentTests
{
    private static readonly Tensor<double> Design = Draw.Normal<double>(80, 4, 2), Targets = Draw.Normal<double>(81, 4);

    [Fact]
    public void Designs_are_checked()
    {
        Assert.Throws<ArgumentNullException>("design", () => new LeastSquares<double>((Tensor<double>)null!, Targets));
        Assert.Throws<ShapeMismatchException>("design", () => new LeastSquares<double>(Targets, Targets));
        Assert.Throws<ShapeMismatchException>("design", () => new LeastSquares<double>(Tensor.Zeros<double>(0, 2), Tensor.Zeros<double>(0)));
        Assert.Throws<ArgumentOutOfRangeException>("design", () => new LeastSquares<double>(Tensor.Full([4, 2], double.NaN), Targets));
    }

    [Fact]
    public void Targets_and_labels_are_checked()
    {
        Assert.Throws<ArgumentNullException>("targets", () => new LeastSquares<double>(Design, null!));
        Assert.Throws<ShapeMismatchException>("targets", () => new LeastSquares<double>(Design, Tensor.Zeros<double>(5)));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => new LeastSquares<double>(Design, Tensor.Full([4], double.PositiveInfinity)));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => new LogisticLoss<double>(Design, Tensor.From([0.0, 1, 1, -1])));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => new MultinomialLoss<double>(Design, Tensor.From([0, 1, 2, 3]), 3));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => new MultinomialLoss<double>(Design, Tensor.From([0, 0, 0, 0]), 1));
    }

    [Fact]
    public void A_negative_or_absurd_ridge_is_refused()
    {
        var loss = new LeastSquares<double>(Design, Targets);
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => new RidgeRegularized<double>(loss, -1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => new RidgeRegularized<double>(loss, double.NaN));
        Assert.Throws<ArgumentNullException>("loss", () => new RidgeRegularized<double>(null!, 1));
    }

    [Fact]
    public void A_quadratic_asks_for_a_symmetric_matrix()
    {
        Assert.Throws<ArgumentException>("matrix", () => new Quadratic<double>(Tensor.From([1.0, 2, 3, 4], 2, 2), Tensor.Zeros<double>(2)));
        Assert.Throws<ShapeMismatchException>("matrix", () => new Quadratic<double>(Tensor.Zeros<double>(2, 3), Tensor.Zeros<double>(2)));
        Assert.Throws<ShapeMismatchException>("linear", () => new Quadratic<double>(Tensor.Eye<double>(2), Tensor.Zeros<double>(3)));
    }

    [Fact]
    public void A_quadratic_knows_its_curvature()
    {
        var convex = new Quadratic<double>(Tensor.From([2.0, 0, 0, 5], 2, 2), Tensor.Zeros<double>(2));
        Assert.Equal(5, convex.LipschitzConstant!.Value, 1e-12);
        Assert.Equal(2, convex.StrongConvexity!.Value, 1e-12);
        var saddle = new Quadratic<double>(Tensor.From([2.0, 0, 0, -5], 2, 2), Tensor.Zeros<double>(2));
        Assert.Equal(5, saddle.LipschitzConstant!.Value, 1e-12);
        Assert.Null(saddle.StrongConvexity);
        Assert.InRange(FiniteDifferences.GradientError(saddle, Draw.Normal<double>(1, 2), Draw.Unit<double>(2, 2)), 0, 1e-9);
        Assert.InRange(FiniteDifferences.HessianError(saddle, Draw.Normal<double>(1, 2), Draw.Unit<double>(2, 2)), 0, 1e-9);
    }

    [Fact]
    public void The_checker_sees_a_wrong_gradient()
    {
        Tensor<double> x = Draw.Normal<double>(1, 2), u = Draw.Unit<double>(2, 2);
        Assert.InRange(FiniteDifferences.GradientError(new WrongGradient(), x, u), 0.01, 2);
        Assert.Throws<ArgumentNullException>("function", () => FiniteDifferences.GradientError<double>(null!, x, u));
        Assert.Throws<ShapeMismatchException>("direction", () => FiniteDifferences.GradientError(new WrongGradient(), x, Draw.Unit<double>(2, 3)));
    }

    private sealed class WrongGradient : ISmoothFunction<double>
    {
        public double? LipschitzConstant => null;

        public double? StrongConvexity => null;

        public double Value(Tensor<double> x) => Vectors.Dot(x, x);

        public void Gradient(Tensor<double> x, Tensor<double> destination) => x.CopyTo(destination);

        public double ValueAndGradient(Tensor<double> x, Tensor<double> destination)
        {
            Gradient(x, destination);
            return Value(x);
        }
    }
}
