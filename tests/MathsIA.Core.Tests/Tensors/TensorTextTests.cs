using System.Globalization;

namespace MathsIA.Tests;

public class TensorTextTests
{
    [Fact]
    public void Columns_are_aligned_with_as_many_decimals_as_needed()
    {
        Assert.Equal("Tensor<float> [2, 3]\n[[ 1.0, -2.5,  3.0],\n [10.0,  0.0,  NaN]]", Tensor.From([1f, -2.5f, 3, 10, 0, float.NaN], 2, 3).ToString());
        Assert.Equal("Tensor<double> [2]\n[0.3333, 2.0000]", Tensor.From([1.0 / 3, 2]).ToString());
        Assert.Equal("Tensor<float> [2]\n[0.1, 0.2]", Tensor.From([0.1f, 0.2f]).ToString());
        Assert.Equal("Tensor<double> [3]\n[1, 2, Infinity]", Tensor.From([1, 2, double.PositiveInfinity]).ToString().Replace("       ", "", StringComparison.Ordinal));
        Assert.Equal("Tensor<int> [2, 2]\n[[  1, -20],\n [300,   4]]", Tensor.From([1, -20, 300, 4], 2, 2).ToString());
        Assert.Equal("Tensor<bool> [2]\n[ true, false]", Tensor.From([true, false]).ToString());
        Assert.Equal("Tensor<Half> [1]\n[0.5]", Tensor.From([(Half)0.5]).ToString());
        Assert.Equal("Tensor<BFloat16> [1]\n[0.5]", Tensor.From([(BFloat16)0.5f]).ToString());
    }

    [Fact]
    public void Extreme_magnitudes_have_exponents()
    {
        Assert.Equal("Tensor<double> [2]\n[1.0000e+10, 1.0000e+00]", Tensor.From([1e10, 1]).ToString());
        Assert.Equal("Tensor<double> [2]\n[1.5000e-07, 0.0000e+00]", Tensor.From([1.5e-7, 0]).ToString());
        Assert.Equal("Tensor<double> [1]\n[2e-07]", Tensor.From([1.5e-7]).ToString(new TensorFormat { Decimals = 0 }));
    }

    [Fact]
    public void Every_rank_has_its_text()
    {
        Assert.Equal("Tensor<int> []\n5", Tensor.Scalar(5).ToString());
        Assert.Equal("Tensor<int> [2, 1, 2]\n[[[0, 1]],\n\n [[2, 3]]]", TensorViewTests.Numbered([2, 1, 2]).ToString());
        Assert.Equal("Tensor<int> [0, 3]\n[]", Tensor.Zeros<int>(0, 3).ToString());
        Assert.Equal("[[0, 2],\n [1, 3]]", TensorViewTests.Numbered([2, 2]).Transpose().ToString(new TensorFormat { Header = false }));
    }

    [Fact]
    public void Long_axes_are_cut_in_the_middle()
    {
        var format = new TensorFormat { Threshold = 10, EdgeLength = 2 };
        Assert.Equal("Tensor<int> [11]\n[ 0,  1, ...,  9, 10]", TensorViewTests.Numbered([11]).ToString(format));
        Assert.Equal("Tensor<int> [10]\n[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", TensorViewTests.Numbered([10]).ToString(format));
        Assert.Equal("Tensor<int> [6, 3]\n[[ 0,  1,  2],\n [ 3,  4,  5],\n ...,\n [12, 13, 14],\n [15, 16, 17]]", TensorViewTests.Numbered([6, 3]).ToString(format));
        // A million elements of a broadcast view are not walked.
        Assert.True(Tensor.Scalar(1).BroadcastTo(1000, 1000, 1000).ToString().Length < 3000);
    }

    [Fact]
    public void The_culture_is_invariant_unless_asked()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("Tensor<double> [1]\n[1.5]", Tensor.From([1.5]).ToString());
            Assert.Equal("Tensor<double> [1]\n[1,50]", Tensor.From([1.5]).ToString("F2", comma));
            Assert.Equal("Tensor<double> [1]\n[1.50]", $"{Tensor.From([1.5]):F2}".Replace(',', '.'));
            Assert.Equal("Tensor<int> [1]\n[FF]", Tensor.From([255]).ToString("X"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new TensorFormat { Decimals = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new TensorFormat { Decimals = 18 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new TensorFormat { Threshold = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new TensorFormat { EdgeLength = 0 });
        Assert.Throws<ArgumentNullException>("format", () => Tensor.Scalar(1).ToString((TensorFormat)null!));
    }
}
