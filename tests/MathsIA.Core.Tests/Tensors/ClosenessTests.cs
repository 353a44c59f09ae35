namespace MathsIA.Tests;

public class ClosenessTests
{
    [Fact]
    public void Equal_elements_need_equal_shapes()
    {
        Tensor<double> x = Tensor.From([1, double.NaN, -0.0]);
        Assert.True(x.ElementsEqual(Tensor.From([1, double.NaN, 0.0])));
        Assert.False(x.ElementsEqual(x.Reshape(1, 3)));
        Assert.False(x.ElementsEqual(Tensor.From([1, double.NaN, 1])));
        foreach (Tensor<double> view in Layouts.Of(x))
            Assert.True(view.ElementsEqual(x));
        Assert.True(Tensor.Zeros<bool>(0, 3).ElementsEqual(Tensor.Zeros<bool>(0, 3)));
        Assert.Throws<ArgumentNullException>("right", () => x.ElementsEqual(null!));
    }

    [Theory]
    [InlineData(1.0, 1.0, true)]
    [InlineData(1.0 + 0.9e-3, 1.0, true)]
    [InlineData(1.0 + 1.2e-3, 1.0, false)]
    [InlineData(-1.0, 1.0, false)]
    [InlineData(0.9e-4, 0.0, true)]
    [InlineData(1.1e-4, 0.0, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, false)]
    [InlineData(1e308, double.PositiveInfinity, false)]
    [InlineData(double.PositiveInfinity, 1e308, false)]
    [InlineData(double.NaN, 1.0, false)]
    [InlineData(1.0, double.NaN, false)]
    [InlineData(double.NaN, double.NaN, false)]
    public void Closeness_is_relative_and_absolute(double actual, double expected, bool close)
    {
        Assert.Equal(close, Tensor.Scalar(actual).AllClose(Tensor.Scalar(expected), 1e-3, 1e-4));
        Assert.Equal(close, Tensor.From([1.0, actual]).AllClose(Tensor.From([1.0, expected]), 1e-3, 1e-4));
    }

    [Fact]
    public void Options_of_closeness()
    {
        Tensor<float> x = Tensor.From([1f, float.NaN]);
        Assert.False(x.AllClose(x));
        Assert.True(x.AllClose(x, equalNaN: true));
        Assert.True(Tensor.Zeros<float>(0).AllClose(Tensor.Zeros<float>(0)));
        Assert.True(Tensor.Ones<float>(2, 3).AllClose(Tensor.Scalar(1f)));
        Assert.True(Tensor.From([3, 4]).AllClose(Tensor.From([3, 5]), 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("relativeTolerance", () => x.AllClose(x, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("absoluteTolerance", () => x.AllClose(x, 0, -1));
        Assert.Throws<ShapeMismatchException>(() => x.AllClose(Tensor.Zeros<float>(3)));
    }

    [Fact]
    public void Reports_where_and_how_much()
    {
        Tensor<double> expected = Tensor.Ones<double>(2, 3), actual = expected.Clone();
        TensorComparison same = actual.Compare(expected);
        Assert.True(same.IsClose);
        Assert.Null(same.First);
        Assert.Equal("All 6 elements of shape [2, 3] are within |actual - expected| <= 1E-08 + 1E-05 |expected|; the largest difference is 0.", same.ToString());

        actual[0, 2] = 1.5;
        actual[1, 1] = -1;
        actual[0, 0] = 1 + 1e-9;
        TensorComparison report = actual.Transpose().Compare(expected.Transpose());
        Assert.Equal(2, report.Mismatches);
        Assert.Equal([1, 1], report.First!.Index);
        Assert.Equal([1, 1], report.Worst!.Index);
        Assert.Equal(2.0, report.LargestAbsoluteDifference);
        Assert.Equal(2.0, report.LargestRelativeDifference);
        report = actual.Compare(expected);
        Assert.Equal([0, 2], report.First!.Index);
        Assert.Equal([1, 1], report.Worst!.Index);
        Assert.Equal("2 of 6 elements of shape [2, 3] (33.3 %) are not within |actual - expected| <= 1E-08 + 1E-05 |expected|.\nFirst at [0, 2]: 1.5 against 1, off by 0.5\nWorst at [1, 1]: -1 against 1, off by 2", report.ToString());
    }

    [Fact]
    public void A_NaN_is_worse_than_any_number()
    {
        TensorComparison report = Tensor.From([5.0, double.NaN, 9]).Compare(Tensor.Zeros<double>(3));
        Assert.Equal([1], report.Worst!.Index);
        Assert.Equal(3, report.Mismatches);
        Assert.True(double.IsNaN(report.LargestAbsoluteDifference));
        Assert.Equal(double.PositiveInfinity, Tensor.From([1.0]).Compare(Tensor.Zeros<double>(1)).LargestRelativeDifference);
    }
}
