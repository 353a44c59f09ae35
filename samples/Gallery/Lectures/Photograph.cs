using System.Globalization;
using MathsIA.Data;
using MathsIA.Operators;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>A photograph denoised, filled in and sharpened by total variation, with the duality gap.</summary>
internal sealed class Photograph(Page page, LectureRun run)
{
    private const string File = "Photograph.cs", Topic = "A photograph by total variation";

    public void Write()
    {
        int size = run.Choose(256, 128), steps = run.Choose(400, 150);
        run.Report("denoising a photograph");
        #region denoising
        Tensor<double> image = Load(size);
        var random = new Philox(5);
        Tensor<double> noisy = image + random.Split("noise").Normal<double>([size, size], 0, 0.08);
        var trace = new MinimizeOptions { MaxIterations = steps, Tolerance = 0 };
        Solution<double> clean = TotalVariation.Denoise(noisy, 0.08, stopping: trace);

        Chart Panel(string title, Tensor<double> picture) => new Chart { Title = title, Bare = true, Square = true, Height = 460 }.Grey(picture);
        var gap = new Chart { Title = "Duality gap of the denoising", X = "iteration k", LogX = true, LogY = true };
        foreach (var (name, method, ink) in new (string, IPrimalDualMethod, Ink)[]
        {
            ("fixed steps", new ChambollePock(), Ink.Orange),
            ("accelerated", new ChambollePock { Steps = PrimalDualSteps.Accelerated }, Ink.Blue),
        })
        {
            var result = TotalVariation.Denoise(noisy, 0.08, new() { Method = method }, trace);
            gap.Line(name, result.Trace.Select(p => (double)p.Iteration), result.Trace.Select(p => p.Gap ?? double.NaN), ink);
        }

        double[] k = [.. Enumerable.Range(10, steps - 9).Select(i => (double)i)];
        double anchor = clean.Trace[10].Gap!.Value;
        gap.Line("slope −2", k, k.Select(i => anchor * 100 / (i * i)), Ink.Gray, dashed: true);
        #endregion
        page.Section("A photograph, by a primal-dual method")
            .Text("The total variation of an image is the sum of the lengths of its gradient over all pixels: small where the image is flat between sharp edges. Removing noise balances it against the distance to what was seen,")
            .Math("\\min_x \\; \\frac{1}{2}\\|x - y\\|^2 + w \\sum_i \\|(\\nabla x)_i\\|.")
            .Text("The method of Chambolle and Pock needs only the gradient, its adjoint and two simple proximal operators, and its dual variable certifies the answer: the objective is within the duality gap of the smallest possible.")
            .Figure(File, "denoising", $"Noise of deviation 0.08 (on a scale from 0 to 1) is removed and the edges stay; what goes with it is fine texture. Peak signal-to-noise ratio {Decibels(noisy, image)} before, {Decibels(clean.Value, image)} after. The accelerated steps use that the data term is strongly convex; their gap falls like $1/k^2$.", Panel("Seen", noisy), Panel("Denoised", clean.Value), Panel("The photograph", image), gap);
        page.Headline(Topic, "denoising: signal-to-noise ratio before and after", $"{Decibels(noisy, image)}, {Decibels(clean.Value, image)}")
            .Headline(Topic, $"denoising: relative gap after {steps} steps", (clean.Gap!.Value / clean.Objective).ToString("0.0e+0", CultureInfo.InvariantCulture));

        run.Report("filling in and sharpening");
        #region inpainting
        Tensor<bool> known = Tensor.Full([size, size], false);
        foreach (int pixel in random.Split("mask").Choice(size * size, (int)(0.3 * size * size)).ToArray())
            known[pixel / size, pixel % size] = true;
        MinimizeOptions seldom = trace with { MeasureEvery = 25 };
        Tensor<double> holes = image * known.To<double>();
        Solution<double> filled = TotalVariation.Inpaint(holes, known, stopping: seldom);
        #endregion
        #region sharpening
        Tensor<double> disc = Tensor.Zeros<double>(7, 7);
        for (int i = 0; i < 49; i++)
            disc[i / 7, i % 7] = Math.Pow(i / 7 - 3, 2) + Math.Pow(i % 7 - 3, 2) <= 10 ? 1.0 / 37 : 0;
        var blur = new ConvolutionOperator<double>(image.Shape, disc);
        Tensor<double> blurred = blur.Apply(image) + random.Split("blur").Normal<double>([size, size], 0, 0.005);
        Solution<double> sharp = TotalVariation.Deconvolve(blur, blurred, 4e-4, stopping: seldom);
        #endregion
        page.Text("The same method fills in what is missing, keeping the known pixels exactly, and undoes a known blur:")
            .Math("\\min_x \\; \\sum_i \\|(\\nabla x)_i\\| \\; \\text{with} \\; x = y \\; \\text{where known},", "\\min_x \\; \\frac{1}{2}\\|K x - y\\|^2 + w \\sum_i \\|(\\nabla x)_i\\|.")
            .Figure(File, "inpainting,sharpening", $"Three of ten pixels are enough for the shapes ({Decibels(filled.Value, image)}). Out of focus, with a little noise: {Decibels(blurred, image)}; sharpened: {Decibels(sharp.Value, image)}.", Panel("Three pixels in ten", holes), Panel("Filled in", filled.Value), Panel("Out of focus", blurred), Panel("Sharpened", sharp.Value));
        page.Headline(Topic, "filling in 70 % of the pixels: signal-to-noise ratio", Decibels(filled.Value, image))
            .Headline(Topic, "sharpening: signal-to-noise ratio before and after", $"{Decibels(blurred, image)}, {Decibels(sharp.Value, image)}");
    }

    /// <summary>The photograph, averaged down to a square of the size asked for.</summary>
    private static Tensor<double> Load(int size)
    {
        Tensor<double> full = Png.ReadAs<double>(Path.Combine(AppContext.BaseDirectory, "data", "camera.png"));
        int cell = full.Shape[0] / size;
        return full.Reshape(size, cell, size, cell).Mean([1, 3]);
    }

    private static string Decibels(Tensor<double> picture, Tensor<double> truth) =>
        (-20 * Math.Log10((picture - truth).Norm() / Math.Sqrt(truth.Length))).ToString("0.0 dB", CultureInfo.InvariantCulture);
}
