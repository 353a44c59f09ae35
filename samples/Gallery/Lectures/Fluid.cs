using System.Globalization;
using MathsIA.OptimalTransport;

namespace MathsIA.Gallery;

/// <summary>Transport as the cheapest flow of a fluid, on a grid.</summary>
internal sealed class Fluid(Page page, LectureRun run)
{
    private const string File = "Fluid.cs", Topic = "The cheapest flow";

    public void Write()
    {
        run.Report("the cheapest flow");
        int n = run.Choose(32, 16), steps = run.Choose(20, 10);
        #region fluid
        Tensor<double> source = Drops(n, (0.5, 0.5, 0.1)), target = Drops(n, (0.2, 0.25, 0.08), (0.8, 0.25, 0.08), (0.5, 0.82, 0.08));
        var method = new BenamouBrenier { Steps = steps, MaxIterations = run.Choose(1500, 200), Tolerance = 1e-4 };
        DynamicTransportResult<double> flow = method.Solve(source, target);

        Chart Frame(int k) => new Chart { Title = $"t = {((double)k / steps).ToString("0.0", CultureInfo.InvariantCulture)}", Bare = true, Square = true }
            .Density(flow.Density[k, .., ..], TransportDrawing.At((double)k / steps), target.Max()).Box(0, 1, 0, 1, outline: Ink.Gray);
        Chart[] frames = [.. Enumerable.Range(0, 6).Select(k => Frame(k * steps / 5))];

        // The same distance, from the static problem.
        GridAxis<double> axis = GridAxis<double>.Regular(n, 1.0 / n);
        TransportResult<double> still = new NetworkSimplex().Solve(new GridCost<double>(axis, axis), source.Flatten(), target.Flatten());
        #endregion
        // A flow that takes a last grain of mass from where none is left has no finite action of its own.
        string certificate = double.IsFinite(flow.FeasibleValue) ? $"certified to lie between {Number(flow.LowerBound)} and {Number(flow.FeasibleValue)}" : $"and no flow has less than {Number(flow.LowerBound)}";
        page.Section("The cheapest flow")
            .Text("Benamou and Brenier saw transport as a fluid: among all flows from one density to the other that keep mass, the one of least action takes the optimal paths, and its action is the squared distance.")
            .Math("\\min_{\\rho, m} \\; \\int \\int \\frac{|m|^2}{\\rho} \\, dx \\, dt \\; \\text{with} \\; \\frac{\\partial \\rho}{\\partial t} + \\operatorname{div} m = 0.")
            .Text($"The problem is convex in density and momentum. On a staggered grid of {n} × {n} cells and {steps} steps of time, a primal-dual method takes turns between the continuity equation, which is a Poisson equation solved by cosine transforms, and the energy, a cubic in each cell.")
            .Figure(File, "fluid", $"One drop becomes three. Action {Number(flow.Value)}, {certificate}; the static problem on the same grid, solved exactly, costs {Number(still.LinearCost)}. The two differ by what the grids of space and time make of a flow.", frames);
        page.Headline(Topic, "action of the flow, exact cost of the static problem", $"{Number(flow.Value)}, {Number(still.LinearCost)}")
            .Headline(Topic, "lower bound of the action, from a feasible potential", Number(flow.LowerBound))
            .Headline(Topic, "iterations, residual, largest defect of the continuity equation", $"{flow.Iterations}, {Small(flow.Residual)}, {Small(flow.ContinuityError)}");
    }

    private static Tensor<double> Drops(int n, params (double X, double Y, double Width)[] drops)
    {
        Tensor<double> masses = Tensor.Zeros<double>(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                masses[i, j] = 0.002 + drops.Sum(drop => Math.Exp(-(Math.Pow(((j + 0.5) / n) - drop.X, 2) + Math.Pow(((i + 0.5) / n) - drop.Y, 2)) / (2 * drop.Width * drop.Width)));
        }

        return masses / masses.Sum();
    }

    private static string Number(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
