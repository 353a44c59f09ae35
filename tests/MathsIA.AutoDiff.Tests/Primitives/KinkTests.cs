using static MathsIA.AutoDiff.Differentiate;

namespace MathsIA.AutoDiff.Tests;

/// <summary>The documented choices where there is no derivative, or several.</summary>
public sealed class KinkTests
{
    private static double[] At(Func<Variable<double>, Variable<double>> f, params double[] x) => Gradient<double>(y => f(y).Sum(), Tensor.From(x)).Value.ToArray();

    [Fact]
    public void Kinks_of_functions_of_one_number()
    {
        Assert.Equal([0], At(x => x.Abs(), 0));
        Assert.Equal([0, 1], At(x => x.Relu(), 0, 1));
        Assert.Equal([1, 1, 0, 1], At(x => x.Clamp(-1.0, 1.0), -1, 1, 2, 0));
        Assert.Equal([0], At(x => x.Pow(0.0), 0));
        Assert.Equal([1, 0], At(x => x.Sqrt(), 0.25, double.PositiveInfinity));
        Assert.Equal([double.PositiveInfinity], At(x => x.Sqrt(), 0));
    }

    [Fact]
    public void Ties_are_shared()
    {
        Assert.Equal([0.5, 0, 0.5], At(x => x.Max(), 3, 1, 3));
        Assert.Equal([0, 1, 0], At(x => x.Min(), 3, 1, 3));
        Assert.Equal([0.5, 1], At(x => x.Maximum(Tensor.From([2.0, 1])), 2, 2));
        Assert.Equal([0.5, 0], At(x => x.Minimum(Tensor.From([2.0, 1])), 2, 2));
        Assert.Equal([1], At(x => x.Maximum(x), 2));
        Assert.Equal([0.5, -0.5], At(x => x.Norm(double.PositiveInfinity), 2, -2));
    }

    [Fact]
    public void Norms_and_products_at_zero()
    {
        Assert.Equal([0, 0], At(x => x.Norm(), 0, 0));
        Assert.Equal([0, 1], At(x => x.Norm(1), 0, 2));
        Assert.Equal([0, 0], At(x => x.Hypot(x), 0, 0));
        Assert.Equal([0, 6, 0], At(x => x.Product(), 2, 0, 3));
        Assert.Equal([0, 0, 0], At(x => x.Product(), 0, 0, 3));
    }

    [Fact]
    public void Branches_not_taken_give_nothing()
    {
        Assert.Equal([0.5, 0], At(x => x.Greater(0.0).Where(x.OneWhereZero().Log(), 0.0), 2, 0));
        Assert.Equal([0, 1], At(x => x.LogSumExp(), double.NegativeInfinity, 1));
        Assert.Equal([0, 0], At(x => x.LogSumExp(), double.NegativeInfinity, double.NegativeInfinity));
        Assert.Equal([1, 0], At(x => x.Softmax().Select(0, 0) * 0.0 + x.Select(0, 0), 1000, -1000));
    }
}
