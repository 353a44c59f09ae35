using MathsIA.Tests;

namespace MathsIA.Optimization.Tests;

public sealed class VectorsTests
{
    public static TheoryData<int> Sizes => Lengths.Theory;

    [Theory, MemberData(nameof(Sizes))]
    public void Dot_is_the_sum_of_products(int length)
    {
        double[] x = Draw.Normal<double>(1, length).ToArray(), y = Draw.Normal<double>(2, length).ToArray();
        double expected = x.Zip(y, (a, b) => a * b).Sum(), scale = x.Zip(y, (a, b) => Math.Abs(a * b)).Sum();
        Assert.Equal(expected, Vectors.Dot<double>(x, y), length * 1e-16 * scale);
        Assert.Equal(expected, Vectors.Dot<float>([.. x.Select(v => (float)v)], [.. y.Select(v => (float)v)]), (length + 1) * 1e-7 * scale);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Sum_is_the_sum_of_elements(int length)
    {
        double[] x = Draw.Normal<double>(1, length).ToArray();
        double scale = x.Sum(Math.Abs);
        Assert.Equal(x.Sum(), Vectors.Sum<double>(x), length * 1e-16 * scale);
        Assert.Equal(x.Sum(), Vectors.Sum<float>([.. x.Select(v => (float)v)]), (length + 1) * 1e-7 * scale);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void An_update_and_the_product_after_it_are_what_two_passes_give(int length)
    {
        double[] x = Draw.Normal<double>(1, length).ToArray(), y = Draw.Normal<double>(2, length).ToArray(), z = Draw.Normal<double>(3, length).ToArray();
        double[] expected = [.. x.Zip(y, (a, b) => 0.5 * (a + (-1.25 * b)))];
        double product = Vectors.UpdateAndDot(x, -1.25, y, 0.5, z);
        Assert.Equal(expected, x);
        Assert.Equal(Vectors.Dot<double>(expected, z), product, 1e-15 * expected.Zip(z, (a, b) => Math.Abs(a * b)).Sum() * (length + 1));
    }

    [Fact]
    public void Norm_survives_overflow_underflow_and_nothing()
    {
        Assert.Equal(5e200, Vectors.Norm<double>([3e200, 4e200]), 1e186);
        Assert.Equal(5e-200, Vectors.Norm<double>([3e-200, 4e-200]), 1e-214);
        Assert.Equal(0, Vectors.Norm<double>([]));
        Assert.True(double.IsNaN(Vectors.Norm<double>([1, double.NaN])));
        Assert.Equal(double.PositiveInfinity, Vectors.Norm<double>([1, double.NegativeInfinity]));
    }
}
