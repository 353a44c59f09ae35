using System.Numerics;
using MathsIA.Operators;
using MathsIA.Tests;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleSampleLossTests : SampleLossTests<double>
{
    protected override double Accuracy => 1e-13;
}

public sealed class SingleSampleLossTests : SampleLossTests<float>
{
    protected override double Accuracy => 3e-6;
}

/// <summary>The losses against what books write, and designs against each other, at lengths around every block and tail.</summary>
public abstract class SampleLossTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<int> Sizes => [.. Lengths.AroundEveryTail.Where(length => length > 0), 2500];

    protected abstract double Accuracy { get; }

    [Theory, MemberData(nameof(Sizes))]
    public void Values_slopes_and_curvatures_are_the_formulas(int count)
    {
        Tensor<T> design = Draw.Normal<T>(1, count, 1) * T.CreateChecked(2), y = Draw.Normal<T>(2, count), signs = Draw.Signs<T>(2, count), counts = y.Abs();
        Check(new LeastSquares<T>(design, y) { IsMean = true }, design, y, (z, t) => 0.5 * (z - t) * (z - t), (z, t) => z - t, (_, _) => 1);
        Check(new HuberLoss<T>(design, y, 0.75), design, y, Huber, (z, t) => Math.Clamp(z - t, -0.75, 0.75), (z, t) => Math.Abs(z - t) <= 0.75 ? 1 : 0);
        Check(new SquaredHingeLoss<T>(design, signs), design, signs, (z, t) => 0.5 * Math.Pow(Math.Max(0, 1 - (t * z)), 2), (z, t) => -t * Math.Max(0, 1 - (t * z)), (z, t) => t * z < 1 ? 1 : 0);
        Check(new PoissonLoss<T>(design, counts), design, counts, (z, t) => Math.Exp(z) - (t * z), (z, t) => Math.Exp(z) - t, (z, _) => Math.Exp(z));
    }

    [Theory]
    [InlineData(3, 5, 1)]
    [InlineData(700, 40, 1)]
    [InlineData(3000, 90, 1)]
    [InlineData(2000, 30, 4)]
    public void A_sparse_design_and_any_number_of_threads_give_the_same(int n, int p, int outputs)
    {
        Tensor<T> design = Draw.Normal<T>(1, n, p);
        CsrMatrix<T> sparse = CsrMatrix<T>.FromDense(design);
        LinearModelLoss<T> Make(bool isSparse, ComputeContext context) => outputs == 1
            ? isSparse ? new LogisticLoss<T>(sparse, Draw.Signs<T>(2, n), context) : new LogisticLoss<T>(design, Draw.Signs<T>(2, n), context)
            : isSparse ? new MultinomialLoss<T>(sparse, Draw.Classes(2, n, outputs), outputs, context) : new MultinomialLoss<T>(design, Draw.Classes(2, n, outputs), outputs, context);
        LinearModelLoss<T> one = Make(false, ComputeContext.SingleThread), many = Make(false, new ComputeContext { DegreeOfParallelism = 7 }), other = Make(true, ComputeContext.SingleThread);
        Tensor<T> x = Draw.Normal<T>(3, [.. one.Domain.ToArray()]) * T.CreateChecked(0.1), v = Draw.Normal<T>(4, [.. one.Domain.ToArray()]);
        Tensor<T> a = Tensor.Zeros<T>(one.Domain), b = a.Clone(), c = a.Clone();
        T value = one.ValueAndGradient(x, a);
        Assert.Equal(value, many.ValueAndGradient(x, b));
        Assert.Equal(a.ToArray(), b.ToArray());
        Assert.Equal(double.CreateChecked(value), double.CreateChecked(other.ValueAndGradient(x, c)), 10 * Accuracy);
        Near(a, c);
        one.HessianVector(x, v, a);
        many.HessianVector(x, v, b);
        other.HessianVector(x, v, c);
        Assert.Equal(a.ToArray(), b.ToArray());
        Near(a, c);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<T> design = Draw.Normal<T>(1, 4, 2), y = Draw.Normal<T>(2, 4);
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => new HuberLoss<T>(design, y, 0));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => new HuberLoss<T>(design, y, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => new SquaredHingeLoss<T>(design, y));
        Assert.Throws<ArgumentOutOfRangeException>("counts", () => new PoissonLoss<T>(design, -y.Abs()));
        Assert.Throws<ShapeMismatchException>("counts", () => new PoissonLoss<T>(design, Tensor.Ones<T>(3)));
        Assert.Throws<ArgumentNullException>("design", () => new PoissonLoss<T>((CsrMatrix<T>)null!, y));
        Assert.Throws<ShapeMismatchException>("design", () => new PoissonLoss<T>(CsrMatrix<T>.FromDense(Tensor.Zeros<T>(0, 3)), y));
        Assert.Throws<ArgumentOutOfRangeException>("design", () => new LeastSquares<T>(CsrMatrix<T>.FromDense(Tensor.Full([4, 2], T.NaN)), y));
    }

    private static double Huber(double z, double t) => Math.Abs(z - t) <= 0.75 ? 0.5 * (z - t) * (z - t) : (0.75 * Math.Abs(z - t)) - (0.5 * 0.75 * 0.75);

    private void Check(LinearModelLoss<T> loss, Tensor<T> design, Tensor<T> targets, Func<double, double, double> value, Func<double, double, double> slope, Func<double, double, double> curvature)
    {
        // One feature, and the point 1: the predictions are the design.
        Tensor<T> one = Tensor.Ones<T>(1), g = Tensor.Zeros<T>(1), h = Tensor.Zeros<T>(1, 1);
        (double Z, double T)[] samples = [.. Enumerable.Range(0, targets.Length).Select(i => (double.CreateChecked(design[i, 0]), double.CreateChecked(targets[i])))];
        Near(samples.Average(s => value(s.Z, s.T)), loss.Value(one), samples.Average(s => Math.Abs(value(s.Z, s.T))));
        Near(samples.Average(s => value(s.Z, s.T)), loss.ValueAndGradient(one, g), samples.Average(s => Math.Abs(value(s.Z, s.T))));
        Near(samples.Average(s => slope(s.Z, s.T) * s.Z), g[0], samples.Average(s => Math.Abs(slope(s.Z, s.T) * s.Z)));
        loss.HessianVector(one, one, g);
        Near(samples.Average(s => curvature(s.Z, s.T) * s.Z * s.Z), g[0]);
        loss.Hessian(one, h);
        Near(samples.Average(s => curvature(s.Z, s.T) * s.Z * s.Z), h[0, 0]);
    }

    private void Near(Tensor<T> expected, Tensor<T> actual)
    {
        double scale = double.CreateChecked(Vectors.Norm(expected));
        for (int i = 0; i < expected.Length; i++)
            Near(double.CreateChecked(expected.AsSpan()[i]), actual.AsSpan()[i], 10 * scale);
    }

    private void Near(double expected, T actual, double? scale = null) =>
        Assert.Equal(expected, double.CreateChecked(actual), Accuracy * (1e-6 + (scale ?? Math.Abs(expected))));
}
