using System.Globalization;
using MathsIA.OptimalTransport;

namespace MathsIA.Gallery;

/// <summary>Transport on the line: the map by sorting, and its entropic twin.</summary>
internal sealed class LineMap(Page page, LectureRun run)
{
    private const string File = "LineMap.cs", Topic = "On the line";

    public void Write()
    {
        run.Report("a map on the line");
        #region line
        const int n = 200;
        double[] t = [.. Enumerable.Range(0, n).Select(i => (i + 0.5) / n)];
        Tensor<double> a = Bumps(t, (0.25, 0.06, 1)), b = Bumps(t, (0.55, 0.06, 0.6), (0.85, 0.04, 1));

        // On a grid the costs of one axis are all that is kept.
        var grid = new GridCost<double>(GridAxis<double>.Regular(n, 1.0 / n));
        Tensor<double> places = Tensor.From(t).Reshape(n, 1);
        TransportResult<double> smooth = new Sinkhorn { Epsilon = 0.03 * 0.03, Tolerance = 1e-9 }.Solve(grid, a, b);
        TransportResult<double> sorted = new LineTransport().Solve(Tensor.From(t), Tensor.From(t), a, b);
        double[] map = BarycentricProjection.Of(smooth.Plan, places).ToArray(), exact = BarycentricProjection.Of(sorted.Plan, places).ToArray();

        var masses = new Chart { Title = "Two densities", X = "place", Height = 400 }.Steps("$a$", t, a.ToArray(), Ink.Blue).Steps("$b$", t, b.ToArray(), Ink.Orange);
        var plan = new Chart { Title = "The plan, and the map it gives", X = "from", Y = "to", Square = true, Height = 400 }
            .Shade(smooth.Plan.ToDense().Transpose().Flip(0), TransportDrawing.Start, new ScottPlot.CoordinateRect(0, 1, 0, 1))
            .Line("exact, by sorting", t, exact, Ink.Red).Line("entropic, $\\eps = 0.03^2$", t, map, Ink.Text, dashed: true).Limits(0, 1, 0, 1);
        #endregion
        double apart = Enumerable.Range(0, n).Sum(i => a[i] * Math.Abs(map[i] - exact[i]));
        page.Section("On the line, the map")
            .Text("On the line mass moves in order, so sorting solves the problem: the map takes each quantile of one distribution to the same quantile of the other. A plan with entropy has no map, but the mean of where a source's mass goes comes near, $T(x_i) = \\sum_j P_{ij}\\, y_j / a_i$.")
            .Figure(File, "line", "The map climbs steeply where the target has a hole: neighbours part there. Where the source has little mass the two maps may differ, and it hardly matters.", masses, plan);
        page.Headline(Topic, "squared distance, by sorting", sorted.LinearCost.ToString("0.000000", CultureInfo.InvariantCulture))
            .Headline(Topic, "bounds of it from the entropic plan", $"{smooth.LowerBound.ToString("0.000000", CultureInfo.InvariantCulture)}, {smooth.UpperBound.ToString("0.000000", CultureInfo.InvariantCulture)}")
            .Headline(Topic, "mean distance between the two maps", apart.ToString("0.0000", CultureInfo.InvariantCulture));
    }

    /// <summary>A sum of bells, each a place, a width and a height, over two in a hundred of the highest, scaled to the mass 1.</summary>
    private static Tensor<double> Bumps(double[] t, params (double Place, double Width, double Height)[] bells)
    {
        double[] values = [.. t.Select(s => 0.02 + bells.Sum(bell => bell.Height * Math.Exp(-Math.Pow((s - bell.Place) / bell.Width, 2) / 2)))];
        double total = values.Sum();
        return Tensor.From([.. values.Select(value => value / total)]);
    }
}
