using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleOperatorLeastSquaresTests : OperatorLeastSquaresTests<double>
{
    protected override double Accuracy => 1e-8;
}

public sealed class SingleOperatorLeastSquaresTests : OperatorLeastSquaresTests<float>
{
    protected override double Accuracy => 5e-3;
}

public abstract class OperatorLeastSquaresTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected abstract double Accuracy { get; }

    [Fact]
    public void A_dense_operator_gives_the_loss_of_its_matrix()
    {
        Tensor<T> a = Draw.Normal<T>(1, 12, 5), y = Draw.Normal<T>(2, 12), x = Draw.Normal<T>(3, 5), v = Draw.Normal<T>(4, 5);
        var matrix = new LeastSquares<T>(a, y);
        var loss = new OperatorLeastSquares<T>(new DenseOperator<T>(a), y);
        Tensor<T> expected = Tensor.Zeros<T>(5), actual = Tensor.Zeros<T>(5);
        Near(matrix.ValueAndGradient(x, expected), loss.ValueAndGradient(x, actual));
        Near(expected, actual);
        Near(matrix.Value(x), loss.Value(x));
        matrix.HessianVector(x, v, expected);
        loss.HessianVector(x, v, actual);
        Near(expected, actual);
        Assert.True(loss.LipschitzConstant >= matrix.LipschitzConstant);
        Assert.Equal(T.Zero, loss.StrongConvexity);
    }

    [Fact]
    public void Points_may_be_images()
    {
        var gradient = new GradientOperator<T>(new Shape(6, 7));
        var loss = new OperatorLeastSquares<T>(gradient, Draw.Normal<T>(5, [.. gradient.Range.ToArray()]));
        Tensor<T> x = Draw.Normal<T>(6, 6, 7);
        for (int seed = 30; seed < 35; seed++)
        {
            Tensor<T> u = Draw.Unit<T>(seed, 6, 7);
            Assert.InRange(double.CreateChecked(FiniteDifferences.GradientError(loss, x, u)), 0, Accuracy);
            Assert.InRange(double.CreateChecked(FiniteDifferences.HessianError(loss, x, u)), 0, Accuracy);
        }
    }

    [Fact]
    public void Descent_at_the_operators_own_step_reaches_the_normal_equations()
    {
        // A diagonal operator: the minimizer is y / d.
        Tensor<T> d = Tensor.Linspace(T.One, T.One + T.One, 9), y = Draw.Normal<T>(7, 9);
        var loss = new OperatorLeastSquares<T>(new DiagonalOperator<T>(d), y);
        Tensor<T> x = Minimize.Run(loss, new GradientDescent(), Tensor.Zeros<T>(9), new() { MaxIterations = 300, Tolerance = 1e-12 }).Value;
        for (int i = 0; i < 9; i++)
            Assert.Equal(double.CreateChecked(y[i] / d[i]), double.CreateChecked(x[i]), Math.Sqrt(Accuracy) * 0.01);
    }

    [Fact]
    public void Allocates_nothing()
    {
        var loss = new OperatorLeastSquares<T>(new DenseOperator<T>(Draw.Normal<T>(1, 12, 5)), Draw.Normal<T>(2, 12));
        Tensor<T> x = Draw.Normal<T>(3, 5), g = Tensor.Zeros<T>(5);
        loss.ValueAndGradient(x, g);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            loss.ValueAndGradient(x, g);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Unknown_norms_promise_nothing()
    {
        var op = new FunctionOperator<T>(new Shape(3), new Shape(3), (x, destination) => x.CopyTo(destination), (u, destination) => u.CopyTo(destination));
        Assert.Null(new OperatorLeastSquares<T>(op, Tensor.Zeros<T>(3)).LipschitzConstant);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var op = new DenseOperator<T>(Draw.Normal<T>(1, 12, 5));
        Tensor<T> y = Tensor.Zeros<T>(12), x = Tensor.Zeros<T>(5);
        Assert.Throws<ArgumentNullException>("op", () => new OperatorLeastSquares<T>(null!, y));
        Assert.Throws<ArgumentNullException>("targets", () => new OperatorLeastSquares<T>(op, null!));
        Assert.Throws<ShapeMismatchException>("targets", () => new OperatorLeastSquares<T>(op, x));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => new OperatorLeastSquares<T>(op, Tensor.Full([12], T.NaN)));
        var loss = new OperatorLeastSquares<T>(op, y);
        Assert.Throws<ShapeMismatchException>("x", () => loss.Value(y));
        Assert.Throws<ShapeMismatchException>("destination", () => loss.Gradient(x, y));
        Assert.Throws<ShapeMismatchException>("v", () => loss.HessianVector(x, y, x));
        Assert.Throws<ArgumentException>("destination", () => loss.Gradient(x, Tensor.Zeros<T>(5, 2)[.., 0]));
    }

    /// <summary>The two sum in different orders.</summary>
    private static void Near(Tensor<T> expected, Tensor<T> actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Near(expected[i], actual[i]);
    }

    private static void Near(T expected, T actual) =>
        Assert.Equal(double.CreateChecked(expected), double.CreateChecked(actual), 200 * double.CreateChecked(Vectors.Epsilon<T>()) * (1 + Math.Abs(double.CreateChecked(expected))));
}
