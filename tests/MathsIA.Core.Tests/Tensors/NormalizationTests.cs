using System.Numerics;

namespace MathsIA.Tests;

public abstract class NormalizationTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected abstract double Tolerance { get; }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Agrees_with_the_naive_twin(int n)
    {
        if (n == 0)
            return;
        Tensor<T> x = Tensor.From(TestNumbers.Uniform<T>(3 * n, -3, 7), 3, n);
        Tensor<T> scale = Tensor.From(TestNumbers.Uniform<T>(n, 0.5, 2, 2)), shift = Tensor.From(TestNumbers.Uniform<T>(n, -1, 1, 3));
        Tensor<T> layer = x.LayerNormalize(scale, shift), onlyScale = x.LayerNormalize(scale), onlyShift = x.LayerNormalize(shift: shift), plain = x.LayerNormalize(), rms = x.RmsNormalize(scale, 1e-3), rmsPlain = x.RmsNormalize();
        for (int i = 0; i < 3; i++)
        {
            double[] row = [.. x[(AxisSlice)i].ToArray().Select(v => double.CreateTruncating(v))];
            double mean = row.Average(), root = Math.Sqrt(ReferenceReductions.Variance(row, 0) + 1e-5), square = row.Average(v => v * v);
            for (int j = 0; j < n; j++)
            {
                double s = double.CreateTruncating(scale[j]), t = double.CreateTruncating(shift[j]), y = (row[j] - mean) / root;
                Assert.Equal(y, double.CreateTruncating(plain[i, j]), Tolerance);
                Assert.Equal(y * s + t, double.CreateTruncating(layer[i, j]), Tolerance);
                Assert.Equal(y * s, double.CreateTruncating(onlyScale[i, j]), Tolerance);
                Assert.Equal(y + t, double.CreateTruncating(onlyShift[i, j]), Tolerance);
                Assert.Equal(row[j] / Math.Sqrt(square + 1e-3) * s, double.CreateTruncating(rms[i, j]), Tolerance);
                Assert.Equal(row[j] / Math.Sqrt(square + 1e-5), double.CreateTruncating(rmsPlain[i, j]), Tolerance);
            }
        }
    }

    [Fact]
    public void Any_magnitude_is_right()
    {
        T big = T.MaxValue / T.CreateChecked(1.5), small = T.CreateChecked(typeof(T) == typeof(float) ? 1e-30 : 1e-250);
        Close([1, -1], Tensor.From([big, -big]).LayerNormalize());
        Close([1, -1], Tensor.From([small, -small]).LayerNormalize(epsilon: 0));
        Close([0, 0], Tensor.From([small, -small]).LayerNormalize());
        Close([1, 1], Tensor.From([big, big]).RmsNormalize());
        Close([0, 0, 0], Tensor.From([big, big, big]).LayerNormalize());
        double third = Math.Sqrt(1.5);
        Close([-third, 0, third], Tensor.From([T.CreateChecked(999_999), T.CreateChecked(1_000_000), T.CreateChecked(1_000_001)]).LayerNormalize(epsilon: 0));
    }

    [Fact]
    public void Layouts_threads_and_places_do_not_change_a_bit()
    {
        T[] numbers = TestNumbers.Uniform<T>(6 * 7 * 40, -3, 5);
        foreach (Tensor<T> x in TestNumbers.Layouts(numbers, 6, 7, 40))
            Assert.Equal(x.Clone().LayerNormalize().ToArray(), x.LayerNormalize().ToArray());
        Tensor<T> large = Tensor.From(TestNumbers.Uniform<T>(90 * 1100, -5, 5), 90, 1100);
        Tensor<T> scale = Tensor.From(TestNumbers.Uniform<T>(2200, 0, 1), 1100, 2)[AxisSlice.All, 1];
        T[] expected = large.LayerNormalize(scale, null, 1e-5, ComputeContext.SingleThread).ToArray();
        foreach (int threads in new[] { 2, 3, 7 })
            Assert.Equal(expected, large.LayerNormalize(scale, null, 1e-5, new ComputeContext { DegreeOfParallelism = threads }).ToArray());
        large.LayerNormalize(scale, null, 1e-5, large);
        Assert.Equal(expected, large.ToArray());
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Tensor<T> x = Tensor.Ones<T>(3, 4);
        Assert.Throws<ArgumentNullException>("x", () => Tensor.LayerNormalize<T>(null!));
        Assert.Throws<ArgumentOutOfRangeException>("x", () => Tensor.Scalar(T.One).LayerNormalize());
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => x.LayerNormalize(epsilon: -1));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => x.RmsNormalize(epsilon: double.NaN));
        Assert.Throws<ShapeMismatchException>("scale", () => x.LayerNormalize(Tensor.Ones<T>(3)));
        Assert.Throws<ShapeMismatchException>("shift", () => x.LayerNormalize(shift: Tensor.Ones<T>(1, 4)));
        Assert.Throws<ShapeMismatchException>("scale", () => x.RmsNormalize(Tensor.Ones<T>(5)));
        Assert.Throws<ShapeMismatchException>("destination", () => x.LayerNormalize(null, null, 0, Tensor.Ones<T>(4, 3)));
        Assert.Throws<ArgumentException>("destination", () => x.RmsNormalize(x[(AxisSlice)0], 0, x));
        Assert.Throws<ArgumentNullException>("destination", () => x.RmsNormalize(null, 0, null!, null));
        Assert.Equal([3, 0], Tensor.Zeros<T>(3, 0).LayerNormalize().Shape);
    }

    private void Close(double[] expected, Tensor<T> actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], double.CreateTruncating(actual[i]), Tolerance);
    }
}

public sealed class SingleNormalizationTests : NormalizationTests<float>
{
    protected override double Tolerance => 3e-6;
}

public sealed class DoubleNormalizationTests : NormalizationTests<double>
{
    protected override double Tolerance => 1e-13;
}
