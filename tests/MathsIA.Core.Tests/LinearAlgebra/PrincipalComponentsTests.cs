using System.Numerics;
using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class PrincipalComponentsDoubleTests : PrincipalComponentsTests<double>;

public sealed class PrincipalComponentsSingleTests : PrincipalComponentsTests<float>;

public abstract class PrincipalComponentsTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Theory, InlineData(50, 6), InlineData(6, 50), InlineData(2, 1), InlineData(30, 30)]
    public void Coordinates_are_uncorrelated_with_the_stated_variances(int n, int d)
    {
        Tensor<T> x = Data(n, d);
        var pca = PrincipalComponents<T>.Fit(x);
        int k = Math.Min(n, d);
        double scale = double.CreateTruncating(pca.TotalVariance), bound = 10 * Bound<T>(Math.Max(n, d)), sum = 0;
        Assert.Equal(new Shape(k, d), pca.Components.Shape);
        Assert.Equal(n, pca.SampleCount);
        Orthonormal(pca.Components.Transpose(), bound, "components");
        double[,] covariance = Covariance(pca.Transform(x));
        for (int i = 0; i < k; i++)
        {
            sum += double.CreateTruncating(pca.ExplainedVarianceRatio[i]);
            for (int j = 0; j < k; j++)
                Assert.Equal(i == j ? double.CreateTruncating(pca.ExplainedVariance[i]) : 0, covariance[i, j], bound * scale);
        }

        Assert.Equal(1, sum, bound);
        Assert.Equal(Trace(Covariance(x)), scale, bound * scale);
        Near(ToDouble(x), ToDouble(pca.InverseTransform(pca.Transform(x))), bound, Norm(x), "inverse");
    }

    [Theory, InlineData(60, 8), InlineData(20, 20)]
    public void Components_are_the_eigenvectors_of_the_covariance_with_their_largest_entry_positive(int n, int d)
    {
        Tensor<T> x = Data(n, d);
        var pca = PrincipalComponents<T>.Fit(x);
        double[,] covariance = Covariance(x), rows = ToDouble(pca.Components);
        (double[] values, _) = ReferenceSpectra.Eigen(covariance);
        double norm = Norm(covariance), bound = 10 * Bound<T>(Math.Max(n, d)) * norm;
        for (int i = 0; i < Math.Min(n - 1, d); i++)
        {
            double variance = double.CreateTruncating(pca.ExplainedVariance[i]);
            Assert.Equal(values[d - 1 - i], variance, bound);
            double largest = 0;
            for (int j = 0; j < d; j++)
            {
                largest = Math.Abs(rows[i, j]) > Math.Abs(largest) ? rows[i, j] : largest;
                double product = 0;
                for (int l = 0; l < d; l++)
                    product += covariance[j, l] * rows[i, l];
                Assert.Equal(variance * rows[i, j], product, bound);
            }

            Assert.True(largest > 0);
        }
    }

    [Fact]
    public void Whitened_coordinates_have_unit_covariance_and_come_back()
    {
        Tensor<T> x = Data(80, 7);
        var pca = PrincipalComponents<T>.Fit(x, new() { Whiten = true });
        Tensor<T> white = pca.Transform(x);
        Near(ToDouble(Tensor.Eye<T>(7)), Covariance(white), 100 * Bound<T>(80), 1, "white");
        Near(ToDouble(x), ToDouble(pca.InverseTransform(white)), 10 * Bound<T>(80), Norm(x), "back");
        Assert.True(pca.IsWhitened);
    }

    [Fact]
    public void A_direction_without_variance_gives_zeros_and_no_NaN()
    {
        Tensor<T> constant = Tensor.Full([5, 3], T.CreateTruncating(0.1));
        var pca = PrincipalComponents<T>.Fit(constant, new() { Whiten = true });
        Assert.Equal(T.Zero, pca.TotalVariance);
        foreach (T value in pca.Transform(constant).AsSpan())
            Assert.Equal(T.Zero, value);
        foreach (T value in pca.ExplainedVarianceRatio.AsSpan())
            Assert.Equal(T.Zero, value);
        Near(ToDouble(constant), ToDouble(pca.InverseTransform(pca.Transform(constant))), Bound<T>(5), 1, "back");

        Tensor<T> line = Tensor.Zeros<T>(10, 2);
        for (int i = 0; i < 10; i++)
            line[i, 0] = line[i, 1] = T.CreateTruncating(i);
        Tensor<T> white = PrincipalComponents<T>.Fit(line, new() { Whiten = true }).Transform(line);
        for (int i = 0; i < 10; i++)
            Assert.Equal(T.Zero, white[i, 1]);
    }

    [Fact]
    public void The_methods_agree()
    {
        Tensor<T> x = Data(90, 12);
        var exact = PrincipalComponents<T>.Fit(x, new() { Components = 3 });
        foreach (PrincipalComponentsOptions options in new PrincipalComponentsOptions[]
        {
            new() { Components = 3, Method = PrincipalComponentsMethod.Covariance },
            new() { Components = 3, Method = PrincipalComponentsMethod.Randomized, Random = new Philox(2), Randomized = new() { PowerIterations = 8 } },
        })
        {
            var other = PrincipalComponents<T>.Fit(x, options);
            Near(ToDouble(exact.Components), ToDouble(other.Components), 1000 * Bound<T>(12), 1, $"{options.Method}");
            Near(ToDouble(exact.ExplainedVariance), ToDouble(other.ExplainedVariance), 100 * Bound<T>(12), Norm(exact.ExplainedVariance), $"{options.Method}");
            Near(ToDouble(exact.ExplainedVarianceRatio), ToDouble(other.ExplainedVarianceRatio), 100 * Bound<T>(12), 1, $"{options.Method}");
        }
    }

    [Fact]
    public void Components_can_be_chosen_by_the_variance_they_explain()
    {
        Tensor<T> x = Data(70, 9);
        var all = PrincipalComponents<T>.Fit(x);
        foreach (double wanted in new[] { 0.2, 0.8, 0.99, 1.0 })
        {
            int count = PrincipalComponents<T>.Fit(x, new() { ExplainedVariance = wanted }).SingularValues.Length;
            double before = 0;
            for (int i = 0; i + 1 < count; i++)
                before += double.CreateTruncating(all.ExplainedVarianceRatio[i]);
            Assert.True(before < wanted);
            Assert.True(count == 9 || before + double.CreateTruncating(all.ExplainedVarianceRatio[count - 1]) >= wanted - 1e-6);
        }

        Assert.Equal(2, PrincipalComponents<T>.Fit(x, new() { ExplainedVariance = 1, Components = 2 }).SingularValues.Length);
    }

    [Fact]
    public void One_sample_strides_and_destinations()
    {
        Tensor<T> x = Data(40, 5), strided = Tensor.Zeros<T>(5, 40);
        for (int i = 0; i < 40; i++)
        {
            for (int j = 0; j < 5; j++)
                strided[j, i] = x[i, j];
        }

        var pca = PrincipalComponents<T>.Fit(x);
        Assert.True(SameBits(pca.Components, PrincipalComponents<T>.Fit(strided.Transpose()).Components));
        Tensor<T> all = pca.Transform(x), one = pca.Transform(x[3, ..]);
        Assert.Equal(new Shape(5), one.Shape);
        Near(ToDouble(all[3, ..]), ToDouble(one), Bound<T>(5), Norm(all), "one sample");
        Tensor<T> copy = x.Clone();
        Assert.Same(copy, pca.Transform(copy, copy));
        Assert.True(SameBits(all, copy));
        pca.InverseTransform(copy, copy);
        Near(ToDouble(x), ToDouble(copy), Bound<T>(40), Norm(x), "in place");
        SameForAnyThreads(context => PrincipalComponents<T>.Fit(x, context: context).Components);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Tensor<T> x = Data(6, 3);
        Assert.Throws<ArgumentNullException>("samples", () => PrincipalComponents<T>.Fit(null!));
        Assert.Throws<ShapeMismatchException>("samples", () => PrincipalComponents<T>.Fit(Tensor.Zeros<T>(1, 3)));
        Assert.Throws<ShapeMismatchException>("samples", () => PrincipalComponents<T>.Fit(Tensor.Zeros<T>(3, 0)));
        Assert.Throws<ShapeMismatchException>("samples", () => PrincipalComponents<T>.Fit(Tensor.Zeros<T>(3)));
        Assert.Throws<ArgumentException>("samples", () => PrincipalComponents<T>.Fit(Tensor.Full([3, 2], T.PositiveInfinity)));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => PrincipalComponents<T>.Fit(x, new() { Components = 4 }));
        Assert.Throws<ArgumentException>("options", () => PrincipalComponents<T>.Fit(x, new() { Components = 1, Method = PrincipalComponentsMethod.Randomized }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrincipalComponentsOptions { Components = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrincipalComponentsOptions { ExplainedVariance = double.NaN });
        var pca = PrincipalComponents<T>.Fit(x);
        Assert.Throws<ShapeMismatchException>("samples", () => pca.Transform(Tensor.Zeros<T>(2, 4)));
        Assert.Throws<ShapeMismatchException>("coordinates", () => pca.InverseTransform(Tensor.Zeros<T>(2, 4)));
        Assert.Throws<ShapeMismatchException>("destination", () => pca.Transform(x, Tensor.Zeros<T>(2, 3)));
    }

    /// <summary>Samples far from the origin whose features have different scales and are correlated.</summary>
    private static Tensor<T> Data(int n, int d)
    {
        double[,] mixed = Multiply(Uniform<T>(n, d, 6), Uniform<T>(d, d, 7));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < d; j++)
                mixed[i, j] = mixed[i, j] / (j + 1) + j;
        }

        return From<T>(mixed);
    }

    private static double[,] Covariance(Tensor<T> samples)
    {
        double[,] x = ToDouble(samples);
        int n = x.GetLength(0), d = x.GetLength(1);
        for (int j = 0; j < d; j++)
        {
            double mean = 0;
            for (int i = 0; i < n; i++)
                mean += x[i, j] / n;
            for (int i = 0; i < n; i++)
                x[i, j] -= mean;
        }

        var result = new double[d, d];
        for (int p = 0; p < d; p++)
        {
            for (int q = 0; q < d; q++)
            {
                for (int i = 0; i < n; i++)
                    result[p, q] += x[i, p] * x[i, q] / (n - 1);
            }
        }

        return result;
    }

    private static double Trace(double[,] a)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
            sum += a[i, i];
        return sum;
    }
}
