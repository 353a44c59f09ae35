namespace MathsIA.OptimalTransport.Tests;

public class SoftOrderTests
{
    private static readonly Tensor<double> Values = Tensor.From([0.3, -1.2, 2.5, 0.9, -0.4, 1.7, -2.0]);

    [Fact]
    public void As_epsilon_falls_they_become_the_hard_ones()
    {
        var soft = new SoftOrder { Epsilon = 1e-3, MaxIterations = 200_000 };
        double[] sorted = Values.ToArray();
        Array.Sort(sorted);
        Assert.Equal(sorted, soft.Sort(Values).Values.ToArray(), (p, q) => Math.Abs(p - q) < 1e-6);
        Assert.Equal([3, 1, 6, 4, 2, 5, 0], soft.Rank(Values).Values.ToArray(), (p, q) => Math.Abs(p - q) < 1e-6);
        // As epsilon grows, everything goes to the middle.
        var blurred = new SoftOrder { Epsilon = 1e4 };
        Assert.All(blurred.Sort(Values).Values.ToArray(), value => Assert.Equal(sorted.Average(), value, 1e-3));
        Assert.All(blurred.Rank(Values).Values.ToArray(), rank => Assert.Equal(3, rank, 1e-3));
    }

    [Fact]
    public void Sums_are_kept_order_does_not_matter_and_units_do_not()
    {
        var soft = new SoftOrder { Epsilon = 0.3 };
        SoftOrderResult<double> sorted = soft.Sort(Values), ranks = soft.Rank(Values);
        Assert.Equal(Values.Sum(), sorted.Values.Sum(), 1e-8);
        Assert.Equal(21, ranks.Values.Sum(), 1e-7);
        Assert.Equal(ranks.Values.ToArray(), soft.Rank((Values * 3) + 5).Values.ToArray(), (p, q) => Math.Abs(p - q) < 1e-7);
        Assert.Equal(((sorted.Values * 3) + 5).ToArray(), soft.Sort((Values * 3) + 5).Values.ToArray(), (p, q) => Math.Abs(p - q) < 1e-7);
        double[] values = sorted.Values.ToArray();
        Assert.True(values.Zip(values.Skip(1)).All(pair => pair.First <= pair.Second + 1e-9));
        Assert.Equal(values, soft.Sort(Tensor.From([.. Values.ToArray().Reverse()])).Values.ToArray(), (p, q) => Math.Abs(p - q) < 1e-7);
    }

    [Theory]
    [InlineData(true, null), InlineData(false, null), InlineData(true, 3), InlineData(false, 4), InlineData(true, 10)]
    public void Derivatives_are_those_of_finite_differences(bool sort, int? targets)
    {
        var soft = new SoftOrder { Epsilon = 0.2, Tolerance = 1e-13 };
        SoftOrderResult<double> Of(Tensor<double> x) => sort ? soft.Sort(x, targets) : soft.Rank(x, targets);
        SoftOrderResult<double> result = Of(Values);
        Tensor<double> cotangent = Tensor.From(Problems.Uniform(result.Values.Length, 3)), gradient = result.Pullback(cotangent);
        for (int i = 0; i < Values.Length; i++)
        {
            Tensor<double> up = Values.Clone(), down = Values.Clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double expected = ((Of(up).Values - Of(down).Values) * cotangent).Sum() / 2e-5;
            Assert.Equal(expected, gradient[i], 1e-6 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Special_cases_and_bad_input()
    {
        var soft = new SoftOrder();
        Assert.Equal(4, soft.Sort(Tensor.From([4.0])).Values[0], 1e-12);
        Assert.Equal(0, soft.Rank(Tensor.From([4.0])).Values[0], 1e-12);
        Assert.All(soft.Sort(Tensor.From([2.0, 2, 2])).Values.ToArray(), value => Assert.Equal(2, value, 1e-9));
        Assert.All(soft.Rank(Tensor.From([2f, 2, 2])).Values.ToArray(), value => Assert.Equal(1f, value, 1e-5f));
        Assert.Throws<ArgumentNullException>("values", () => soft.Sort<double>(null!));
        Assert.Throws<ShapeMismatchException>(() => soft.Rank(Tensor.Zeros<double>(0)));
        Assert.Throws<ArgumentOutOfRangeException>("values", () => soft.Rank(Tensor.From([double.NaN])));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => soft.Rank(Values, 1));
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new SoftOrder { Epsilon = 0 });
    }
}
