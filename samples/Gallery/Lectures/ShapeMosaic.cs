using System.Globalization;
using MathsIA.OptimalTransport;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Averages of four shapes, with weights that change from corner to corner.</summary>
internal sealed class ShapeMosaic(Page page, LectureRun run)
{
    private const string File = "ShapeMosaic.cs", Topic = "Barycenters";
    private const int Side = 5;

    public void Write()
    {
        run.Report("averages of shapes");
        int n = run.Choose(70, 28);
        #region mosaic
        Tensor<double> shapes = Tensor.Stack(0, Shape(n, Disc), Shape(n, Star), Shape(n, Ring), Shape(n, TwoDiscs));
        GridAxis<double> axis = GridAxis<double>.Regular(n, 1.0 / n);
        var costs = new GridCost<double>(axis, axis);
        var blurred = new EntropicBarycenter { Epsilon = 0.04 * 0.04, Tolerance = 1e-4, MaxIterations = run.Choose(300, 60) };
        var debiased = new DebiasedBarycenter { Epsilon = 0.04 * 0.04, Tolerance = 1e-4, MaxIterations = run.Choose(300, 60) };

        Tensor<double> Weights(int row, int column)
        {
            double down = row / (Side - 1.0), right = column / (Side - 1.0);
            return Tensor.From([(1 - down) * (1 - right), (1 - down) * right, down * (1 - right), down * right]);
        }

        Chart Mosaic(string title, Func<Tensor<double>, BarycenterResult<double>> solve, BarycenterResult<double>[,] answers)
        {
            var chart = new Chart { Title = title, Bare = true, Square = true, Height = 460 };
            for (int row = 0; row < Side; row++)
            {
                for (int column = 0; column < Side; column++)
                {
                    answers[row, column] = solve(Weights(row, column));
                    chart.Shade(answers[row, column].Masses.Reshape(n, n), Tint(row, column), new CoordinateRect(column, column + 1, Side - 1 - row, Side - row));
                }
            }

            return chart.Limits(0, Side, 0, Side);
        }
        #endregion
        BarycenterResult<double>[,] plain = new BarycenterResult<double>[Side, Side], sharp = new BarycenterResult<double>[Side, Side];
        Chart left = Mosaic("Entropic", weights => blurred.Solve(costs, shapes, weights), plain);
        run.Report("averages of shapes, debiased");
        Chart right = Mosaic("Debiased", weights => debiased.Solve(costs, shapes, weights), sharp);
        page.Section("Averages of shapes")
            .Text("The barycenter of distributions is the one whose squared distances to them, weighted, have the smallest sum. It averages where mass lies, not how much lies at a place:")
            .Math("\\min_p \\; \\sum_k \\lambda_k \\, W_\\eps (p, b_k).")
            .Text($"Four shapes on a grid of {n} × {n} pixels stand in the corners; between them the weights are bilinear. The cost of a move is the sum of its costs along the axes, so each sum over all pairs of pixels is two passes of sums along lines (Solomon and others, 2015). Entropy blurs its barycenter by about $\\sqrt{{\\eps}}$; taking the cost of a measure to itself into account undoes that (Janati, Cuturi, Gramfort, 2020).")
            .Figure(File, "mosaic", "Twenty-five averages, by the same small weight of entropy, $\\eps = 0.04^2$.", left, right);
        BarycenterResult<double> middle = plain[Side / 2, Side / 2];
        page.Headline(Topic, "in the middle: iterations, largest marginal error", $"{middle.Iterations}, {Small(middle.MarginalErrors.Max())}")
            .Headline(Topic, "in the middle: value and gap", $"{(middle.Value ?? double.NaN).ToString("0.00000", CultureInfo.InvariantCulture)}, {Small(middle.Gap ?? double.NaN)}")
            .Headline(Topic, "pixels with half the peak's mass or more, in the middle: entropic, debiased", $"{Area(middle.Masses)}, {Area(sharp[Side / 2, Side / 2].Masses)}");
    }

    /// <summary>The mean colour of the corners' four.</summary>
    private static Color Tint(int row, int column)
    {
        Color[] corners = [TransportDrawing.Start, new(0x8E, 0x5C, 0xC8), new(0x2F, 0x9E, 0x6B), TransportDrawing.End];
        double down = row / (Side - 1.0), right = column / (Side - 1.0);
        return TransportDrawing.Mix(TransportDrawing.Mix(corners[0], corners[1], right), TransportDrawing.Mix(corners[2], corners[3], right), down);
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
