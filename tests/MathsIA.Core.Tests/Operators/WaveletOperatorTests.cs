using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

public sealed class WaveletOperatorTests
{
    public static TheoryData<WaveletFamily, int[], int> Cases => new()
    {
        { WaveletFamily.Haar, [2], 1 }, { WaveletFamily.Haar, [64], 6 }, { WaveletFamily.Haar, [6, 20], 1 },
        { WaveletFamily.Daubechies4, [2], 1 }, { WaveletFamily.Daubechies4, [64], 6 }, { WaveletFamily.Daubechies4, [8, 64], 3 },
        { WaveletFamily.Daubechies8, [4], 2 }, { WaveletFamily.Daubechies8, [96], 5 }, { WaveletFamily.Daubechies8, [32, 16], 4 },
        { WaveletFamily.Daubechies8, [8, 8, 40], 2 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Reconstructs_perfectly(WaveletFamily family, int[] lengths, int levels)
    {
        Tensor<double> x = OperatorRows<double>.Random(lengths);
        var op = new WaveletOperator<double>(lengths, family, levels);
        double[] back = op.ApplyAdjoint(op.Apply(x)).ToArray(), forth = op.Apply(op.ApplyAdjoint(x)).ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(x.AsSpan()[i], back[i], 1e-14);
            Assert.Equal(x.AsSpan()[i], forth[i], 1e-14);
        }
    }

    [Theory]
    [InlineData(WaveletFamily.Haar, 1)]
    [InlineData(WaveletFamily.Daubechies4, 2)]
    [InlineData(WaveletFamily.Daubechies8, 4)]
    public void Details_of_polynomials_vanish_up_to_the_number_of_moments(WaveletFamily family, int moments)
    {
        const int n = 64;
        var op = new WaveletOperator<double>([n], family, 1);
        for (int degree = 0; degree <= moments; degree++)
        {
            double[] powers = new double[n];
            for (int i = 0; i < n; i++)
                powers[i] = Math.Pow(i / (double)n, degree);
            Tensor<double> y = op.Apply(Tensor.From(powers));
            double largest = 0;
            // Details whose filter does not wrap round the border.
            for (int k = 0; k <= (n - 2 * moments) / 2; k++)
                largest = Math.Max(largest, Math.Abs(y[n / 2 + k]));
            if (degree < moments)
                Assert.InRange(largest, 0, 1e-13);
            else
                Assert.True(largest > 1e-9, $"degree {degree} should not vanish");
        }
    }

    [Fact]
    public void Haar_gives_sums_and_differences_in_Mallats_layout()
    {
        Tensor<double> y = new WaveletOperator<double>([4], WaveletFamily.Haar, 2).Apply(Tensor.From([1.0, 3, 10, 4]));
        double r = Math.Sqrt(2);
        double[] expected = [9, -5, (1 - 3) / r, (10 - 4) / r];
        for (int i = 0; i < 4; i++)
            Assert.Equal(expected[i], y[i], 1e-14);
    }

    [Fact]
    public void Two_dimensions_are_the_rows_then_the_columns_of_one_level()
    {
        Tensor<double> x = OperatorRows<double>.Random(8, 12);
        Tensor<double> both = new WaveletOperator<double>([8, 12], WaveletFamily.Daubechies4, 1).Apply(x), rows = Tensor.Zeros<double>(8, 12);
        for (int i = 0; i < 8; i++)
            new WaveletOperator<double>([12], WaveletFamily.Daubechies4, 1).Apply(x[i, ..]).CopyTo(rows[i, ..]);
        for (int j = 0; j < 12; j++)
        {
            Tensor<double> column = new WaveletOperator<double>([8], WaveletFamily.Daubechies4, 1).Apply(rows[.., j]);
            for (int i = 0; i < 8; i++)
                Assert.Equal(column[i], both[i, j], 1e-14);
        }
    }

    [Fact]
    public void Takes_as_many_levels_as_fit_by_default() => Assert.Equal(3, new WaveletOperator<float>([8, 24], WaveletFamily.Haar).Levels);

    [Fact]
    public void Refuses_what_does_not_halve()
    {
        Assert.Equal("levels", Assert.Throws<ArgumentOutOfRangeException>(() => new WaveletOperator<double>([12], WaveletFamily.Haar, 3)).ParamName);
        Assert.Equal("levels", Assert.Throws<ArgumentOutOfRangeException>(() => new WaveletOperator<double>([7], WaveletFamily.Haar)).ParamName);
        Assert.Equal("levels", Assert.Throws<ArgumentOutOfRangeException>(() => new WaveletOperator<double>([8], WaveletFamily.Haar, 0)).ParamName);
        Assert.Equal("family", Assert.Throws<ArgumentOutOfRangeException>(() => new WaveletOperator<double>([8], (WaveletFamily)9)).ParamName);
        Assert.Equal("shape", Assert.Throws<ShapeMismatchException>(() => new WaveletOperator<double>([2, 2, 2, 2], WaveletFamily.Haar)).ParamName);
    }
}
