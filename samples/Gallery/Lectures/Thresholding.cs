using System.Globalization;
using MathsIA.Operators;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Iterative soft thresholding and its acceleration, against the rates of the theory.</summary>
internal sealed class Thresholding(Page page, LectureRun run)
{
    private const string File = "Thresholding.cs", Topic = "Sparse deconvolution by thresholding";

    public void Write()
    {
        run.Report("iterative thresholding");
        int steps = run.Choose(2000, 1000);
        #region spikes
        const int n = 1024;
        Tensor<double> kernel = Tensor.Zeros<double>(61);
        for (int i = 0; i < 61; i++)
        {
            double t = (i - 30) / 5.0;
            kernel[i] = (1 - t * t) * Math.Exp(-t * t / 2);
        }

        kernel -= kernel.Mean();
        var blur = new ConvolutionOperator<double>(new Shape(n), kernel);
        var random = new Philox(80);
        Tensor<double> spikes = Tensor.Zeros<double>(n);
        foreach (int place in random.Choice(n, 10).ToArray())
            spikes[place] = (random.NextNormal<double>() > 0 ? 1 : -1) * (0.7 + 0.3 * random.NextDouble());
        Tensor<double> y = blur.Apply(spikes) + random.Normal<double>([n], 0, 0.2);

        var loss = new OperatorLeastSquares<double>(blur, y);
        var norm = new L1Norm<double>(3);
        Tensor<double> zero = Tensor.Zeros<double>(n);
        // The reference: accelerated, restarted, and far beyond what the figure shows.
        var reference = Minimize.Run(loss, norm, new Fista { Restart = FistaRestart.Gradient }, zero, new() { MaxIterations = 20 * steps, Tolerance = 1e-11 });
        #endregion
        #region rates
        double l = loss.LipschitzConstant!.Value, distance = reference.Value.Norm(), minimum = reference.Objective;
        (string Name, IProximalGradientMethod Method, Ink Ink)[] methods =
        [
            ("ISTA, step $1/L$", new ForwardBackward(), Ink.Orange),
            ("ISTA, step $1.9/L$", new ForwardBackward { StepSize = 1.9 / l }, Ink.Gold),
            ("FISTA", new Fista(), Ink.Blue),
            ("FISTA, restarted", new Fista { Restart = FistaRestart.Gradient }, Ink.Green),
        ];
        var excess = new Chart { Title = "Excess $f(x_k) - f^\\star$", X = "iteration k", LogX = true, LogY = true, Height = 360 };
        var traces = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, method, ink) in methods)
        {
            var result = Minimize.Run(loss, norm, method, zero, new() { MaxIterations = steps, Tolerance = 0 });
            traces[name] = [.. result.Trace.Select(p => p.Objective - minimum)];
            excess.Line(name, result.Trace.Select(p => (double)p.Iteration), traces[name].Select(e => e > 1e-10 ? e : double.NaN), ink);
        }

        double[] k = [.. Enumerable.Range(1, steps).Select(i => (double)i)];
        excess.Line("bound $L\\|x_0 - x^\\star\\|^2/(2k)$", k, k.Select(i => l * distance * distance / (2 * i)), Ink.Orange, dashed: true)
            .Line("bound $2L\\|x_0 - x^\\star\\|^2/(k+1)^2$", k, k.Select(i => 2 * l * distance * distance / ((i + 1) * (i + 1))), Ink.Blue, dashed: true);
        #endregion
        double worstSlow = k.Max(i => traces["ISTA, step $1/L$"][(int)i] / (l * distance * distance / (2 * i))), worstFast = k.Max(i => traces["FISTA"][(int)i] / (2 * l * distance * distance / ((i + 1) * (i + 1))));
        int first = Array.FindIndex(traces["ISTA, step $1/L$"], e => e <= 1e-3 * traces["ISTA, step $1/L$"][0]), second = Array.FindIndex(traces["FISTA"], e => e <= 1e-3 * traces["FISTA"][0]);

        #region stems
        double[] places = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        var filter = new Chart { Title = "What was measured, and the blur", X = "sample" }
            .Line("data", places, y.ToArray(), Ink.Gray, width: 1)
            .Line("one spike, blurred", places[..61].Select(i => i + 480), kernel.ToArray(), Ink.Red);
        var found = new Chart { Title = "True and recovered spikes", X = "sample" }
            .Stems("true", spikes.ToArray(), Ink.Gray)
            .Stems("recovered", reference.Value.ToArray(), Ink.Blue, thin: true);
        #endregion
        int kept = reference.Value.ToArray().Count(value => value != 0);
        page.Section("Iterative thresholding and its acceleration")
            .Text("A smooth loss plus the $\\ell_1$ norm is minimized by gradient steps followed by soft thresholding, the proximal operator of the norm:")
            .Math("x_{k+1} = S_{\\lambda\\tau}(x_k - \\tau A^\\top(A x_k - y)),", "S_t(x) = \\text{sign}(x)\\max(|x| - t, 0).")
            .Text("FISTA takes the same step from a point extrapolated by momentum. The data are ten spikes blurred by a wavelet and covered with noise; $\\lambda = 3$.")
            .Figure(File, "spikes,stems", $"The Lasso finds the spikes: {kept} non-zeros, the strong ones in place, all of them shrunk by the penalty.", filter, found)
            .Figure(File, "rates", "Both axes are logarithmic, so that a power of $k$ is a line: slope −1 for the bound on ISTA and −2 for FISTA. The curves stay below their bounds everywhere. Once the support is found both become linear, and restarting the momentum keeps FISTA from rippling.", excess);
        page.Headline(Topic, "ISTA: largest excess over its bound (at most 1)", worstSlow.ToString("0.000", CultureInfo.InvariantCulture))
            .Headline(Topic, "FISTA: largest excess over its bound (at most 1)", worstFast.ToString("0.000", CultureInfo.InvariantCulture))
            .Headline(Topic, "steps to a thousandth of the first excess, ISTA and FISTA", $"{first}, {second}");
    }
}
