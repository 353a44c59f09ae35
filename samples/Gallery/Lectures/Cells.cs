using System.Globalization;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>A density taken to points: cells of equal mass, and the best places for the points.</summary>
internal sealed class Cells(Page page, LectureRun run)
{
    private const string File = "Cells.cs", Topic = "Cells";

    public void Write()
    {
        run.Report("Laguerre cells");
        int resolution = run.Choose(200, 50);
        #region cells
        Tensor<double> masses = Tensor.Zeros<double>(resolution, resolution);
        for (int i = 0; i < resolution; i++)
        {
            for (int j = 0; j < resolution; j++)
                masses[i, j] = Bell((j + 0.5) / resolution, (i + 0.5) / resolution, 0.65, 0.75, 0.14) + Bell((j + 0.5) / resolution, (i + 0.5) / resolution, 0.35, 0.25, 0.16) + 0.02;
        }

        var density = new GridDensity(masses / masses.Sum());
        Tensor<double> sites = new Philox(7).Uniform<double>([30, 2], 0.05, 0.95);
        LaguerreDiagram nearest = LaguerreDiagram.Of(density, sites);
        SemiDiscreteResult transport = new SemiDiscreteNewton().Solve(density, sites);

        Chart Diagram(string title, LaguerreDiagram diagram)
        {
            var chart = new Chart { Title = title, Bare = true, Square = true, Height = 440 }.Density(masses, TransportDrawing.Start);
            for (int i = 0; i < diagram.Cells.Count; i++)
            {
                LaguerreCell cell = diagram.Cells[i];
                PlanarPoint site = diagram.Sites[i];
                if (cell.Moments.Mass > 0)
                {
                    chart.Polygon(cell.Vertices.Select(p => p.X), cell.Vertices.Select(p => p.Y), outline: Ink.Text)
                        .Line(null, [site.X, site.X + (cell.Moments.X / cell.Moments.Mass)], [site.Y, site.Y + (cell.Moments.Y / cell.Moments.Mass)], Ink.Red, width: 1.5f);
                }
            }

            return chart.Points("sites", diagram.Sites.Select(p => p.X), diagram.Sites.Select(p => p.Y), Ink.Red, size: 6, opacity: 1);
        }

        var newton = new Chart { Title = "Masses off by, at each step of Newton's method", X = "step", LogY = true }
            .Line(null, Enumerable.Range(0, transport.Errors.Count).Select(k => (double)k), transport.Errors, Ink.Blue);
        #endregion
        double[] before = [.. nearest.Cells.Select(cell => cell.Moments.Mass * sites.Shape[0])];
        page.Section("From a density to points")
            .Text("A density goes to thirty points, each of which may take one thirtieth. The optimal map takes a place to the point that is nearest after a weight, its price, is taken off: cells are convex polygons, power or Laguerre cells. The dual problem finds the weights; it is concave, and Newton's method, damped so that no cell becomes empty, converges quadratically (Kitagawa, Mérigot, Thibert, 2019).")
            .Math("\\max_w \\; \\sum_i \\frac{w_i}{n} + \\sum_i \\int_{L_i(w)} (\\|x - x_i\\|^2 - w_i) \\, \\rho(x) \\, dx.")
            .Figure(File, "cells", "On the left each place goes to the nearest point, on the right all points take the same mass. Red lines lead to the centre of mass of each cell. Integrals over the cells are exact, pixel by pixel.", Diagram("Nearest point", nearest), Diagram("Equal masses", transport.Diagram), newton);
        page.Headline(Topic, "nearest point: smallest and largest mass of a cell (should be 1 each)", $"{before.Min().ToString("0.00", CultureInfo.InvariantCulture)}, {before.Max().ToString("0.00", CultureInfo.InvariantCulture)}")
            .Headline(Topic, "equal masses: error, Newton steps", $"{Small(transport.MassError)}, {transport.Iterations}")
            .Headline(Topic, "cost of the map, less its dual value", $"{transport.Cost.ToString("0.00000", CultureInfo.InvariantCulture)}, {Small(Math.Abs(transport.Cost - transport.DualValue))}");
        Quantize(density, masses);
    }

    private void Quantize(GridDensity density, Tensor<double> masses)
    {
        run.Report("quantization");
        #region quantization
        Tensor<double> start = new Philox(8).Uniform<double>([run.Choose(150, 60), 2], 0.02, 0.98);
        QuantizationResult quantized = new LloydQuantization { MaxIterations = run.Choose(100, 30) }.Run(density, start);

        Chart Sites(string title, Tensor<double> sites)
        {
            var chart = new Chart { Title = title, Bare = true, Square = true, Height = 440 }.Density(masses, TransportDrawing.Start);
            foreach (LaguerreCell cell in LaguerreDiagram.Of(density, sites).Cells)
                chart.Polygon(cell.Vertices.Select(p => p.X), cell.Vertices.Select(p => p.Y), outline: Ink.Gray);
            return chart.Cloud(null, sites, Ink.Red, size: 5, opacity: 1);
        }

        var energy = new Chart { Title = "Mean squared distance to the nearest site", X = "step" }
            .Line(null, Enumerable.Range(0, quantized.Energies.Count).Select(k => (double)k), quantized.Energies, Ink.Blue);
        #endregion
        page.Text("Where should the points be? If they may choose their places too, each goes to the centre of mass of its cell, again and again: Lloyd's method. With free masses the cells are Voronoi's, and the points come to lie densely where the density is high.")
            .Figure(File, "quantization", "Each step lowers the cost; what is found is a local minimum, of cells that are almost hexagons.", Sites("At the start", start), Sites($"After {quantized.Energies.Count - 1} steps", quantized.Sites), energy);
        page.Headline(Topic, "quantization: mean squared distance at the start and in the end", $"{quantized.Energies[0].ToString("0.000000", CultureInfo.InvariantCulture)}, {quantized.Energies[^1].ToString("0.000000", CultureInfo.InvariantCulture)}");
    }

    private static double Bell(double x, double y, double left, double bottom, double width) => Math.Exp(-(Math.Pow(x - left, 2) + Math.Pow(y - bottom, 2)) / (2 * width * width));

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
