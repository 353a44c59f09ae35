using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

/// <summary>Random vectors: multivariate normal, sphere.</summary>
public sealed class VectorTests
{
    [Fact]
    public void Multivariate_normal_has_its_mean_and_covariance()
    {
        const int n = 50_000;
        double[,] factor = { { 2, 0, 0 }, { -1, 0.5, 0 }, { 0.3, 1, 1.5 } };
        double[] mean = [1, -2, 0.5];
        Tensor<double> x = new MultivariateNormal<double>(Tensor.From(mean), Tensor.From(factor)).Sample(new Philox(1), n);
        for (int i = 0; i < 3; i++)
        {
            double[] column = x[.., i].ToArray();
            double variance = Covariance(i, i);
            Statistics.AssertDistributed(column, v => NormalDistribution.Cdf((v - mean[i]) / Math.Sqrt(variance)));
            for (int j = 0; j < i; j++)
            {
                double[] other = x[.., j].ToArray();
                double measured = column.Zip(other, (a, b) => (a - mean[i]) * (b - mean[j])).Average();
                double error = Math.Sqrt((variance * Covariance(j, j) + Covariance(i, j) * Covariance(i, j)) / n);
                Assert.InRange((measured - Covariance(i, j)) / error, -4, 4);
            }
        }

        double Covariance(int i, int j) => Enumerable.Range(0, 3).Sum(k => factor[i, k] * factor[j, k]);
    }

    [Fact]
    public void A_covariance_gives_the_vectors_of_its_Cholesky_factor()
    {
        Tensor<double> factor = Tensor.From(new double[,] { { 2, 0 }, { -1, 0.5 } }), covariance = Tensor.From(new double[,] { { 4, -2 }, { -2, 1.25 } });
        Tensor<double> mean = Tensor.From([3.0, 4]);
        double[] expected = new MultivariateNormal<double>(mean, factor).Sample(new Philox(7), 10).ToArray();
        double[] actual = MultivariateNormal<double>.FromCovariance(mean, covariance).Sample(new Philox(7), 10).ToArray();
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
        // The plain product, vector by vector.
        double[] noise = new Philox(7).Normal<double>(10, 2).ToArray();
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(3 + 2 * noise[2 * i], expected[2 * i], 1e-14);
            Assert.Equal(4 - noise[2 * i] + 0.5 * noise[2 * i + 1], expected[2 * i + 1], 1e-14);
        }
    }

    [Fact]
    public void Many_wide_vectors_are_those_of_the_same_stream()
    {
        const int d = 40, n = 7000;
        Tensor<float> factor = new Philox(8).Normal<float>(d, d);
        Tensor<float> x = new MultivariateNormal<float>(Tensor.Zeros<float>(d), factor).Sample(new Philox(9), n);
        float[] noise = new Philox(9).Normal<float>(n, d).ToArray();
        foreach (int i in (int[])[0, 1, 6552, 6553, 6554, n - 1])
        {
            for (int j = 0; j < d; j++)
                Assert.Equal(Enumerable.Range(0, d).Sum(k => (double)factor[j, k] * noise[i * d + k]), x[i, j], 1e-4);
        }
    }

    [Fact]
    public void A_thin_factor_stays_on_its_subspace()
    {
        Tensor<float> factor = Tensor.From(new float[,] { { 1 }, { 2 } });
        Tensor<float> x = new MultivariateNormal<float>(Tensor.Zeros<float>(2), factor).Sample(new Philox(2), 100);
        for (int i = 0; i < 100; i++)
            Assert.Equal(2 * x[i, 0], x[i, 1]);
        Assert.Equal([0, 2], new MultivariateNormal<float>(Tensor.Zeros<float>(2), factor).Sample(new Philox(2), 0).Shape.ToArray());
    }

    [Fact]
    public void Sphere_vectors_are_of_length_one_and_point_everywhere()
    {
        const int n = 40_000;
        Tensor<double> x = new Philox(3).Sphere<double>(n, 3);
        for (int i = 0; i < n; i++)
            Assert.Equal(1, x[i, 0] * x[i, 0] + x[i, 1] * x[i, 1] + x[i, 2] * x[i, 2], 1e-14);
        // Archimedes: each coordinate of a point on the sphere in three dimensions is uniform.
        for (int j = 0; j < 3; j++)
            Statistics.AssertDistributed(x[.., j].ToArray(), v => (v + 1) / 2);
        Statistics.AssertDistributed(Enumerable.Range(0, n).Select(i => Math.Atan2(x[i, 1], x[i, 0])), v => (v + Math.PI) / (2 * Math.PI));
        Assert.All(new Philox(4).Sphere<float>(100, 1).ToArray(), v => Assert.Equal(1, Math.Abs(v)));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ShapeMismatchException>("factor", () => new MultivariateNormal<float>(Tensor.Zeros<float>(2), Tensor.Zeros<float>(3, 3)));
        Assert.Throws<ShapeMismatchException>("covariance", () => MultivariateNormal<float>.FromCovariance(Tensor.Zeros<float>(2), Tensor.Zeros<float>(2, 3)));
        Assert.Throws<NotPositiveDefiniteException>(() => MultivariateNormal<float>.FromCovariance(Tensor.Zeros<float>(2), Tensor.Zeros<float>(2, 2)));
        Assert.Throws<ArgumentException>("mean", () => new MultivariateNormal<float>(Tensor.From([float.NaN]), Tensor.Zeros<float>(1, 1)));
        Assert.Throws<ArgumentNullException>("random", () => new MultivariateNormal<float>(Tensor.Zeros<float>(1), Tensor.Zeros<float>(1, 1)).Sample(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => new Philox(1).Sphere<float>(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new Philox(1).Sphere<float>(-1, 2));
    }
}
