using MathsIA.Operators;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class TotalVariationTests
{
    [Fact]
    public void Denoising_a_signal_is_the_taut_string()
    {
        double[] steps = [.. Enumerable.Range(0, 200).Select(i => (i / 40 % 2) + (0.1 * new Philox(i).NextNormal<double>()))];
        Tensor<double> y = Tensor.From(steps), exact = Tensor.Zeros<double>(200);
        new TotalVariation1D<double>(0.5).Prox(y.AsSpan(), 1, exact.AsSpan());
        Solution<double> s = TotalVariation.Denoise(y, 0.5, stopping: new() { MaxIterations = 20_000, GapTolerance = 1e-8 });
        Assert.Equal(Status.Converged, s.Status);
        // ½‖x − x*‖² ≤ gap, by strong convexity.
        Assert.InRange((s.Value - exact).Norm(), 0, Math.Sqrt(2 * s.Gap!.Value) + 1e-12);
        Assert.InRange(s.Gap.Value, 0, 1e-8);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Denoising_an_image_is_certified_and_feasible_in_the_dual(bool anisotropic)
    {
        Tensor<double> y = Draw.Normal<double>(3, 16, 21);
        var options = new TotalVariationOptions { IsAnisotropic = anisotropic };
        Solution<double> s = TotalVariation.Denoise(y, 0.4, options, new() { MaxIterations = 5000, GapTolerance = 1e-4 });
        Assert.Equal(Status.Converged, s.Status);
        double objective = (0.5 * Math.Pow((s.Value - y).Norm(), 2)) + (0.4 * TotalVariation.Value(s.Value, options));
        Assert.Equal(objective, s.Objective, 1e-9);
        // The certificate, computed afresh: the dual value is ½‖y‖² − ½‖y − D*u‖².
        Tensor<double> u = s.Dual!, pulled = new GradientOperator<double>(y.Shape).ApplyAdjoint(u);
        double dual = (0.5 * Math.Pow(y.Norm(), 2)) - (0.5 * Math.Pow((y - pulled).Norm(), 2));
        Assert.Equal(objective - dual, s.Gap!.Value, 1e-9);
        for (int i = 0; i < 16; i++)
        {
            for (int j = 0; j < 21; j++)
            {
                double size = anisotropic ? Math.Max(Math.Abs(u[0, i, j]), Math.Abs(u[1, i, j])) : Math.Sqrt((u[0, i, j] * u[0, i, j]) + (u[1, i, j] * u[1, i, j]));
                Assert.InRange(size, 0, 0.4 + 1e-12);
            }
        }

        // Gaps are bounds all along the way.
        Assert.All(s.Trace, point => Assert.True(point.Gap >= point.Objective - objective - 1e-9));
        // Means are kept.
        Assert.Equal(y.Mean(), s.Value.Mean(), 1e-6);
    }

    [Fact]
    public void Extreme_weights_keep_everything_or_only_the_mean()
    {
        Tensor<double> y = Draw.Normal<double>(4, 10, 12);
        Assert.InRange((TotalVariation.Denoise(y, 0).Value - y).Norm(), 0, 1e-9);
        Tensor<double> flat = TotalVariation.Denoise(y, 100, stopping: new() { MaxIterations = 20_000, GapTolerance = 1e-8 }).Value;
        Assert.All(flat.ToArray(), value => Assert.Equal(y.Mean(), value, 1e-3));
    }

    [Fact]
    public void The_variation_of_a_disc_of_pixels_is_what_its_edges_say()
    {
        Tensor<double> square = Tensor.Zeros<double>(10, 10);
        square[3..7, 2..8].Fill(2);
        Assert.Equal(2 * 20, TotalVariation.Value(square, new() { IsAnisotropic = true }), 1e-12);
        // At one corner both differences meet in one pixel.
        Assert.Equal((2 * 18) + (2 * Math.Sqrt(2)), TotalVariation.Value(square), 1e-12);
        Assert.Equal(0, TotalVariation.Value(Tensor.Ones<double>(4, 5, 6)));
    }

    [Fact]
    public void Inpainting_keeps_what_is_known_and_fills_a_flat_hole_exactly()
    {
        Tensor<double> image = Tensor.Zeros<double>(20, 20);
        image[.., 10..].Fill(1);
        Tensor<bool> known = Tensor.Full([20, 20], true);
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < 20; j++)
                known[i, j] = (i + (3 * j)) % 4 != 0;
        }

        Tensor<double> damaged = image.Clone();
        for (int i = 0; i < 400; i++)
        {
            if (!known[i / 20, i % 20])
                damaged[i / 20, i % 20] = double.NaN;
        }

        Solution<double> s = TotalVariation.Inpaint(damaged, known, stopping: new() { MaxIterations = 20_000, GapTolerance = 1e-6 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Gap!.Value, 0, 1e-6);
        Assert.Equal(20, s.Objective, 1e-3);
        for (int i = 0; i < 400; i++)
        {
            if (known[i / 20, i % 20])
                Assert.Equal(image[i / 20, i % 20], s.Value[i / 20, i % 20]);
            Assert.InRange(s.Value[i / 20, i % 20], 0, 1);
        }
    }

    [Fact]
    public void Deconvolution_sharpens_what_a_blur_took_and_is_certified()
    {
        Tensor<double> image = Tensor.Full([24, 24], 0.2);
        image[6..18, 8..16].Fill(0.9);
        var blur = new ConvolutionOperator<double>(image.Shape, Tensor.Full([5, 5], 1 / 25.0));
        Tensor<double> data = blur.Apply(image) + (Draw.Normal<double>(5, 24, 24) * 0.005);
        Solution<double> s = TotalVariation.Deconvolve(blur, data, 0.002, stopping: new() { MaxIterations = 20_000, GapTolerance = 1e-4 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Gap!.Value, 0, 1e-4);
        Assert.InRange((s.Value - image).Norm(), 0, 0.5 * (data - image).Norm());
        Assert.All(s.Value.ToArray(), value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<double> image = Tensor.Ones<double>(4, 4);
        Tensor<bool> known = Tensor.Full([4, 4], true);
        var blur = new ConvolutionOperator<double>(image.Shape, Tensor.Ones<double>(1, 1));
        Assert.Throws<ArgumentNullException>("image", () => TotalVariation.Denoise<double>(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => TotalVariation.Denoise(image, -1));
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => TotalVariation.Denoise(image, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("image", () => TotalVariation.Denoise(image * double.NaN, 1));
        Assert.Throws<ShapeMismatchException>("image", () => TotalVariation.Denoise(Tensor.Zeros<double>(0, 3), 1));
        Assert.Throws<ShapeMismatchException>("image", () => TotalVariation.Value(Tensor.Zeros<double>(1, 1, 1, 1)));
        Assert.Throws<ShapeMismatchException>("known", () => TotalVariation.Inpaint(image, Tensor.Full([4, 3], true)));
        Assert.Throws<ArgumentException>("known", () => TotalVariation.Inpaint(image, Tensor.Full([4, 4], false)));
        Assert.Throws<ArgumentOutOfRangeException>("image", () => TotalVariation.Inpaint(image * double.NaN, known));
        Assert.Throws<ArgumentNullException>("operator", () => TotalVariation.Deconvolve(null!, image, 1));
        Assert.Throws<ShapeMismatchException>("data", () => TotalVariation.Deconvolve(blur, Tensor.Ones<double>(3, 3), 1));
        Assert.Throws<ArgumentOutOfRangeException>("data", () => TotalVariation.Deconvolve(blur, image * double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("upper", () => TotalVariation.Deconvolve(blur, image, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new TotalVariationOptions { Boundary = (GridBoundary)5 });
    }
}
