using System.Globalization;
using MathsIA.OptimalTransport;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Averages of four shapes, with weights that change from corner to corner.</summary>
internal sealed class ShapeMosaic(Page page, LectureRun run)
{
    private const string File = "ShapeMosaic.cs", Topic = "Barycenters";

    public void Write()
    {
        run.Report("averages of shapes");
        int n = run.Choose(70, 20), side = run.Choose(5, 3);
        #region mosaic
        Tensor<double> shapes = Tensor.Stack(0, Shape(n, Disc), Shape(n, Star), Shape(n, Ring), Shape(n, TwoDiscs));
        GridAxis<double> axis = GridAxis<double>.Regular(n, 1.0 / n);
        var costs = new GridCost<double>(axis, axis);
        var blurred = new EntropicBarycenter { Epsilon = 0.04 * 0.04, Scaling = 1, Tolerance = 1e-4, MaxIterations = run.Choose(200, 30) };
        var debiased = new DebiasedBarycenter { Epsilon = 0.04 * 0.04, Scaling = 1, Tolerance = 1e-4, MaxIterations = run.Choose(200, 30) };

        Tensor<double> Weights(int row, int column)
        {
            double down = row / (side - 1.0), right = column / (side - 1.0);
            return Tensor.From([(1 - down) * (1 - right), (1 - down) * right, down * (1 - right), down * right]);
        }

        BarycenterResult<double>[] Solve(Func<Tensor<double>, BarycenterResult<double>> solve)
        {
            var answers = new BarycenterResult<double>[side * side];
            Parallel.For(0, side * side, k => answers[k] = solve(Weights(k / side, k % side)));
            return answers;
        }

        Chart Mosaic(string title, BarycenterResult<double>[] answers)
        {
            var chart = new Chart { Title = title, Bare = true, Square = true, Height = 460 };
            for (int k = 0; k < answers.Length; k++)
            {
                (int row, int column) = (k / side, k % side);
                chart.Shade(answers[k].Masses.Reshape(n, n), Tint(Weights(row, column)), new CoordinateRect(column, column + 1, side - 1 - row, side - row));
            }

            return chart.Limits(0, side, 0, side);
        }
        #endregion
        BarycenterResult<double>[] plain = Solve(weights => blurred.Solve(costs, shapes, weights));
        run.Report("averages of shapes, debiased");
        BarycenterResult<double>[] sharp = Solve(weights => debiased.Solve(costs, shapes, weights));
        page.Section("Averages of shapes")
            .Text("The barycenter of distributions is the one whose squared distances to them, weighted, have the smallest sum. It averages where mass lies, not how much lies at a place:")
            .Math("\\min_p \\; \\sum_k \\lambda_k \\, W_\\eps (p, b_k).")
            .Text($"Four shapes on a grid of {n} × {n} pixels stand in the corners; between them the weights are bilinear. The cost of a move is the sum of its costs along the axes, so each sum over all pairs of pixels is two passes of sums along lines (Solomon and others, 2015). Entropy blurs its barycenter by about $\\sqrt{{\\eps}}$; taking the cost of a measure to itself into account undoes that (Janati, Cuturi, Gramfort, 2020).")
            .Figure(File, "mosaic", "Averages with the same small weight of entropy, $\\eps = 0.04^2$, with and without its blur.", Mosaic("Entropic", plain), Mosaic("Debiased", sharp));
        BarycenterResult<double> middle = plain[plain.Length / 2];
        page.Headline(Topic, "in the middle: iterations, largest marginal error", $"{middle.Iterations}, {Small(middle.MarginalErrors.Max())}")
            .Headline(Topic, "in the middle: value and gap", $"{(middle.Value ?? double.NaN).ToString("0.00000", CultureInfo.InvariantCulture)}, {Small(middle.Gap ?? double.NaN)}")
            .Headline(Topic, "pixels with half the peak's mass or more, in the middle: entropic, debiased", $"{Area(middle.Masses)}, {Area(sharp[sharp.Length / 2].Masses)}");
    }

    /// <summary>The corners' colours, mixed like their shapes.</summary>
    private static Color Tint(Tensor<double> weights)
    {
        Color[] corners = [TransportDrawing.Start, new(0x8E, 0x5C, 0xC8), new(0x2F, 0x9E, 0x6B), TransportDrawing.End];
        Color top = TransportDrawing.Mix(corners[0], corners[1], Share(weights[1], weights[0])), bottom = TransportDrawing.Mix(corners[2], corners[3], Share(weights[3], weights[2]));
        return TransportDrawing.Mix(top, bottom, weights[2] + weights[3]);

        static double Share(double weight, double other) => weight + other > 0 ? weight / (weight + other) : 0;
    }

    /// <summary>The uniform distribution on the pixels of a shape given over the square from −1 to 1.</summary>
    private static Tensor<double> Shape(int n, Func<double, double, bool> inside)
    {
        Tensor<double> masses = Tensor.Zeros<double>(n * n);
        for (int k = 0; k < n * n; k++)
            masses[k] = inside((2 * (k % n + 0.5) / n) - 1, 1 - (2 * (k / n + 0.5) / n)) ? 1 : 0;
        return masses / masses.Sum();
    }

    private static bool Disc(double x, double y) => (x * x) + (y * y) < 0.45;

    private static bool Star(double x, double y)
    {
        double radius = Math.Sqrt((x * x) + (y * y)), angle = Math.Atan2(x, y) * 5 / (2 * Math.PI), corner = Math.Abs(angle - Math.Round(angle));
        return radius < 0.82 / (1 + (2.9 * corner));
    }

    private static bool Ring(double x, double y) => (x * x) + (y * y) is > 0.28 and < 0.62;

    private static bool TwoDiscs(double x, double y) => Math.Pow(Math.Abs(x) - 0.42, 2) + Math.Pow(y - (0.42 * Math.Sign(x)), 2) < 0.1;

    private static int Area(Tensor<double> masses)
    {
        double half = masses.Max() / 2;
        return masses.ToArray().Count(mass => mass >= half);
    }

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
