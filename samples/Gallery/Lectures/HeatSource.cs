using System.Globalization;
using MathsIA.AutoDiff;
using MathsIA.LinearAlgebra;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Where a rod is heated, found from a few noisy thermometers by the adjoint of the heat equation.</summary>
internal sealed class HeatSource(Page page, LectureRun run)
{
    private const string File = "HeatSource.cs", Topic = "The source of heat";

    public void Write()
    {
        run.Report("a source of heat by the adjoint state");
        #region rod
        const int cells = 80, readings = 25, between = 8;
        const double rate = 2, step = 2e-3;
        double[] place = [.. Enumerable.Range(0, cells).Select(i => (i + 0.5) / cells)];
        Tensor<double> source = Tensor.From([.. place.Select(z => 6 * Math.Exp(-Math.Pow((z - 0.3) / 0.07, 2)) + 3.5 * Math.Exp(-Math.Pow((z - 0.7) / 0.1, 2)))]);
        Tensor<double> identity = Tensor.Eye<double>(cells), laplacian = identity * 2.0;
        for (int i = 1; i < cells; i++)
            laplacian[i, i - 1] = laplacian[i - 1, i] = -1;
        // Crank and Nicolson: half of the diffusion before the step, half after it; both factors are symmetric and commute.
        Tensor<double> inverse = Matrix.Inverse(identity + laplacian * (rate / 2)), flow = inverse.MatMul(identity - laplacian * (rate / 2)), heating = inverse * step;
        Variable<double> Step(Variable<double> u, IReadOnlyList<Variable<double>> p, int k) => ((Variable<double>)flow).MatMul(u) + ((Variable<double>)heating).MatMul(p[0]);

        Tensor<int> sensors = Tensor.From([.. Enumerable.Range(0, 16).Select(i => 2 + 5 * i)]);
        var random = new Philox(7);
        var history = new List<Tensor<double>> { Tensor.Zeros<double>(cells) };
        for (int k = 0; k < readings * between; k++)
            history.Add(flow.MatMul(history[^1]) + heating.MatMul(source));
        double noise = 0.01 * history[^1].Max();
        Tensor<double>[] seen = [.. Enumerable.Range(1, readings).Select(r => Picked(history[r * between]) + random.Normal<double>([16], 0, noise))];
        Tensor<double> Picked(Tensor<double> u) => Tensor.From([.. sensors.ToArray().Select(i => u[i])]);
        #endregion
        #region identify
        const double smoothness = 100;
        Variable<double> Misfit(Variable<double> s)
        {
            Variable<double> u = Variable.Zeros<double>(cells), sum = 0.0;
            foreach (Tensor<double> reading in seen)
            {
                // Eight steps as one operation, whose inner states are not kept.
                u = Variable.Iterate(Step, u, [s], between);
                sum += (u.Take(sensors, 0) - reading).Square().Sum();
            }

            return sum / (2 * noise * noise) + 0.5 * smoothness * (s[2..] - 2.0 * s[1..^1] + s[..^2]).Square().Sum();
        }

        Solution<double> found = Minimize.Run(Differentiable.Of<double>(Misfit), new Lbfgs { Memory = 30 }, Tensor.Zeros<double>(cells), new() { MaxIterations = run.Choose(400, 200), Tolerance = 1e-6 });
        #endregion
        #region adjointstate
        // The adjoint state by hand, at the true source: one run of the transposed steps, from the last reading to the first.
        Tensor<double> adjoint = Tensor.Zeros<double>(cells), gradient = Tensor.Zeros<double>(cells);
        for (int r = readings; r > 0; r--)
        {
            Tensor<double> gap = (Picked(history[r * between]) - seen[r - 1]) / (noise * noise);
            for (int i = 0; i < sensors.Length; i++)
                adjoint[sensors[i]] += gap[i];
            for (int k = 0; k < between; k++)
            {
                gradient += heating.MatMul(adjoint);
                adjoint = flow.MatMul(adjoint);
            }
        }

        for (int i = 1; i + 1 < cells; i++)
        {
            double bend = smoothness * (source[i + 1] - 2 * source[i] + source[i - 1]);
            gradient[i - 1] += bend;
            gradient[i] -= 2 * bend;
            gradient[i + 1] += bend;
        }

        Tensor<double> machine = Differentiate.Gradient<double>(Misfit, source).Value;
        double error = (gradient - machine).Norm() / gradient.Norm();
        #endregion
        #region pictures
        var map = new ScottPlot.Colormaps.Inferno();
        double hottest = history.Max(u => u.Max());
        var pixels = new ScottPlot.Color[history.Count, cells];
        for (int k = 0; k < history.Count; k++)
        {
            for (int i = 0; i < cells; i++)
                pixels[history.Count - 1 - k, i] = map.GetColor(history[k][i] / hottest);
        }

        var warmth = new Chart { Title = "Temperature over rod and time", X = "place", Y = "time step" }
            .Picture(pixels, new CoordinateRect(0, 1, 0, history.Count))
            .Points("readings", Enumerable.Range(1, readings).SelectMany(r => sensors.ToArray().Select(i => place[i])), Enumerable.Range(1, readings).SelectMany(r => sensors.ToArray().Select(_ => (double)(r * between))), Ink.Teal, size: 3, opacity: 1)
            .Limits(0, 1, 0, history.Count);
        var sources = new Chart { Title = "The source", X = "place" }
            .Line("true", place, source.ToArray(), Ink.Gray, width: 4)
            .Line("found", place, found.Value.ToArray(), Ink.Blue);
        double[] moments = [.. Enumerable.Range(1, readings).Select(r => (double)(r * between))];
        Tensor<double> warm = Tensor.Zeros<double>(cells);
        var refit = new List<Tensor<double>>();
        for (int k = 1; k <= readings * between; k++)
        {
            warm = flow.MatMul(warm) + heating.MatMul(found.Value);
            if (k % between == 0)
                refit.Add(warm);
        }

        var thermometers = new Chart { Title = "Three thermometers", X = "time step" };
        foreach (var (sensor, ink) in new[] { (2, Ink.Orange), (7, Ink.Green), (13, Ink.Purple) })
        {
            thermometers.Points($"at {place[sensors[sensor]].ToString("0.00", CultureInfo.InvariantCulture)}", moments, seen.Select(reading => reading[sensor]), ink, size: 5)
                .Line(null, moments, refit.Select(u => u[sensors[sensor]]), ink);
        }
        #endregion
        double residual = Math.Sqrt(refit.Zip(seen, (u, reading) => (Picked(u) - reading).Square().Mean()).Average()) / noise;
        page.Section("The source of heat")
            .Text("A rod with cold ends is heated by an unknown source $s$. Sixteen thermometers are read 25 times, with noise of one percent. Diffusion forgets detail, so that a little smoothness is asked for:")
            .Math("\\min_s \\; \\frac{1}{2\\sigma^2} \\sum_{k} \\|C u_k - d_k\\|^2 + \\frac{\\mu}{2} \\|D^2 s\\|^2, \\quad u_{k+1} = M u_k + \\tau N s.")
            .Text("The adjoint state runs the transposed steps backward and gathers the gradient with respect to every cell at once, for the price of one more run: $\\lambda_k = M^\\top \\lambda_{k+1} + C^\\top(C u_k - d_k)/\\sigma^2$ and $\\nabla_s = \\tau \\sum_k N^\\top \\lambda_k$. The tape finds the same numbers without being told.")
            .Figure(File, "rod,identify,pictures", "Both heaters are found in place and strength. What is sharper than noise and smoothness allow is lost: the top of the narrow one.", warmth, sources, thermometers);
        page.Headline(Topic, "adjoint state by hand against the tape, relative (should be 0)", error.ToString("0.0e+0", CultureInfo.InvariantCulture))
            .Headline(Topic, "relative error of the source found", ((found.Value - source).Norm() / source.Norm()).ToString("0.0 %", CultureInfo.InvariantCulture))
            .Headline(Topic, "misfit of the readings in units of the noise (near 1)", residual.ToString("0.00", CultureInfo.InvariantCulture));
    }
}
