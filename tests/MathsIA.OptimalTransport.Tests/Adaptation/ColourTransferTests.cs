namespace MathsIA.OptimalTransport.Tests;

public class ColourTransferTests
{
    [Fact]
    public void Colours_take_on_the_statistics_of_the_palette_and_stay_in_range()
    {
        Tensor<double> image = (Problems.Matrix(3000, 3, 1) * 0.3) + 0.1, palette = (Problems.Matrix(2500, 3, 2) * 0.2) + 0.6;
        foreach (ColourTransfer transfer in new[] { new ColourTransfer(), new ColourTransfer { Estimator = new BarycentricMapEstimator(), Samples = 300 } })
        {
            Tensor<double> result = transfer.Transfer(image, palette);
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(0.7, result.Mean(0)[k], 0.02);
                Assert.Equal(0.2 / Math.Sqrt(12), Math.Sqrt(Enumerable.Range(0, 3000).Sum(i => Math.Pow(result[i, k] - 0.7, 2)) / 3000), 0.02);
            }

            Assert.All(result.ToArray(), channel => Assert.InRange(channel, 0, 1));
            Assert.Equal(result.ToArray(), transfer.Transfer(image, palette).ToArray());
        }
    }

    [Fact]
    public void Colours_that_leave_the_range_are_clamped_and_bad_input_is_named()
    {
        Tensor<double> image = Problems.Matrix(50, 3, 1), palette = Problems.Matrix(50, 3, 2) + 0.7;
        Assert.Equal(1, new ColourTransfer().Transfer(image, palette).Max());
        Assert.True(new ColourTransfer { Range = (0, 255) }.Transfer(image, palette).Max() > 1);
        Assert.Throws<ArgumentNullException>("palette", () => new ColourTransfer().Fit(image, null!));
        Assert.Throws<ShapeMismatchException>(() => new ColourTransfer().Fit(image, Problems.Matrix(5, 4, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("Samples", () => new ColourTransfer { Samples = 0 });
    }
}
