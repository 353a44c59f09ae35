using System.Globalization;
using MathsIA.Data;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>One photograph in the colours of another.</summary>
internal sealed class Palettes(Page page, LectureRun run)
{
    private const string File = "Palettes.cs", Topic = "Colours";

    public void Write()
    {
        run.Report("colours from one photograph to another");
        #region colours
        Tensor<double> coffee = Load("coffee-small.png"), cat = Load("chelsea-small.png");
        Tensor<double> pixels = coffee.Reshape(-1, 3), palette = cat.Reshape(-1, 3);

        var affine = new ColourTransfer();
        var entropic = new ColourTransfer { Estimator = new EntropicMapEstimator { Epsilon = 0.003 }, Samples = run.Choose(1500, 150) };
        Tensor<double> byAffine = affine.Transfer(pixels, palette), byPlan = entropic.Transfer(pixels, palette), back = entropic.Transfer(palette, pixels);
        #endregion
        #region colourclouds
        Chart Picture(string title, Tensor<double> image, Tensor<double> like) => new Chart { Title = title, Bare = true, Square = true }.Photograph(image.Reshape(like.Shape));
        Chart Colours(string title, Tensor<double> image)
        {
            var chart = new Chart { Title = title, X = "red", Y = "blue", Height = 300 }.Limits(0, 1, 0, 1);
            foreach (int i in Draw(image.Shape[0], 700))
                chart.ColouredPoints([image[i, 0]], [image[i, 2]], [0], new ClassMap([new ScottPlot.Color(Level(image[i, 0]), Level(image[i, 1]), Level(image[i, 2]))]), 5);
            return chart;
        }

        Chart[] pictures = [Picture("The photograph", pixels, coffee), Picture("The palette", palette, cat), Picture("By the affine map", byAffine, coffee), Picture("By the entropic map", byPlan, coffee)];
        Chart[] clouds = [Colours("Colours of the photograph", pixels), Colours("Colours of the palette", palette), Colours("After the affine map", byAffine), Colours("After the entropic map", byPlan)];

        // How far the colours are from those wanted: exact, between samples.
        double Distance(Tensor<double> image) => new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(Sample(image), Sample(palette))).LinearCost;
        double[] distances = [Distance(pixels), Distance(byAffine), Distance(byPlan)];
        #endregion
        page.Section("One photograph in the colours of another")
            .Text("The colours of a photograph are a cloud of points in a cube. A transport map takes one cloud to the other and keeps, as far as it can, near colours near. Between normal distributions the map is known in closed form and affine; the entropic map, fitted to a sample of the pixels, follows the clouds' own shapes and applies to all pixels.")
            .Figure(File, "colours", "A cup of coffee in the colours of a cat. The affine map has the right mean and spread; the entropic map has the right colours.", pictures)
            .Figure(File, "colourclouds", $"Red against blue, for some of the pixels. Squared distance to the colours wanted: {Number(distances[0])} before, {Number(distances[1])} after the affine map, {Number(distances[2])} after the entropic one.", clouds)
            .Figure(File, "colours", "And the cat in the colours of the coffee.", Picture("The cat", palette, cat), Picture("In other colours", back, cat));
        page.Headline(Topic, "squared distance of colours: before, affine map, entropic map", string.Join(", ", distances.Select(Number)));
    }

    private static Tensor<double> Load(string name) => Png.ReadAs<double>(Path.Combine(AppContext.BaseDirectory, "data", name));

    private static int[] Draw(int population, int count) => new Philox(6).Choice(population, count).ToArray();

    private static Tensor<double> Sample(Tensor<double> pixels) => Tensor.FromRows(Draw(pixels.Shape[0], 300).Select(i => new[] { pixels[i, 0], pixels[i, 1], pixels[i, 2] }));

    private static byte Level(double value) => (byte)Math.Round(255 * Math.Clamp(value, 0, 1));

    private static string Number(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);
}
