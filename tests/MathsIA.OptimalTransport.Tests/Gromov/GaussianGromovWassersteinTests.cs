namespace MathsIA.OptimalTransport.Tests;

public class GaussianGromovWassersteinTests
{
    [Fact]
    public void In_one_dimension_both_bounds_are_the_value_of_the_linear_map()
    {
        // E|(x − x′)² − (y − y′)²|² = (s² − t²)² E z⁴ with z of variance 2: 12 (s² − t²)².
        GaussianGromovBounds bounds = GaussianGromovWasserstein.Bounds(Tensor.From([2.0]).Reshape(1, 1), Tensor.From([5.0]).Reshape(1, 1));
        Assert.Equal(108, bounds.Lower, 1e-12);
        Assert.Equal(108, bounds.Upper, 1e-12);
    }

    [Fact]
    public void Rotations_do_not_matter_and_the_bounds_are_in_order()
    {
        Tensor<double> x = Problems.Matrix(5, 3, 1), y = Problems.Matrix(6, 2, 2), c = x.Transpose().MatMul(x), d = y.Transpose().MatMul(y);
        GaussianGromovBounds bounds = GaussianGromovWasserstein.Bounds(c, d);
        Assert.InRange(bounds.Lower, 0, bounds.Upper);
        Assert.True(bounds.Lower < bounds.Upper);
        Tensor<double> turn = Tensor.From([0, 1.0, 0, 0, 0, 1, 1, 0, 0]).Reshape(3, 3);
        GaussianGromovBounds turned = GaussianGromovWasserstein.Bounds(turn.MatMul(c).MatMul(turn.Transpose()), d);
        Assert.Equal(bounds.Upper, turned.Upper, 1e-10);
        Assert.Equal(0, GaussianGromovWasserstein.Bounds(c, turn.MatMul(c).MatMul(turn.Transpose())).Upper, 1e-10);
    }

    [Fact]
    public void Samples_of_one_distribution_and_its_linear_image_come_to_the_upper_bound()
    {
        // Quantiles of the normal distribution, matched in order: the value of the discrete problem approaches the bound.
        const int N = 60;
        double[] z = [.. Enumerable.Range(0, N).Select(i => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i + 0.5) / N))];
        double variance = z.Sum(v => v * v) / N;
        double[] c = [.. from p in z from q in z select Math.Pow(p - q, 2)], d = [.. c.Select(v => 4 * v)];
        double value = new GromovWasserstein { Bounds = GromovBoundKinds.First }.Solve(Tensor.From(c, N, N), Tensor.From(d, N, N)).Value;
        double fourth = c.Sum(v => v * v) / (N * N);
        Assert.Equal(9 * fourth, value, 1e-9 * value);
        Assert.InRange(value / variance / variance, 0.85 * 108, 1.02 * 108);
    }

    [Fact]
    public void Bad_input_is_named() => Assert.Throws<ShapeMismatchException>(() => GaussianGromovWasserstein.Bounds(Tensor.From([1.0]), Tensor.From([1.0]).Reshape(1, 1)));
}
