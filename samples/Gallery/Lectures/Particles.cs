using System.Globalization;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Particles that flow to a distribution, and a model fitted by the same gradients.</summary>
internal sealed class Particles(Page page, LectureRun run)
{
    private const string File = "Particles.cs", Topic = "Flows and fits";

    public void Write()
    {
        run.Report("particles that flow");
        int n = run.Choose(200, 80), m = run.Choose(240, 90);
        #region flow
        var random = new Philox(9);
        Tensor<double> start = random.Split("start").Normal<double>([n, 2], 0, 0.12), goal = Spiral(m, random.Split("goal"));
        var flow = new ParticleFlow { StepSize = 0.06, Steps = run.Choose(30, 24), FrameEvery = run.Choose(10, 8) };
        var divergence = new SinkhornDivergence { Epsilon = 0.01, Tolerance = 1e-4 };
        ParticleFlowResult<double> transport = flow.Run(new SinkhornDiscrepancy<double, SquaredEuclideanCost<double>>(goal, divergence), start);
        ParticleFlowResult<double> kernel = (flow with { StepSize = 0.1 }).Run(new KernelDiscrepancy<double, GaussianKernel<double>>(goal, new GaussianKernel<double>(0.3)), start);

        Chart Frame(string title, Tensor<double> particles) => new Chart { Title = title, Bare = true, Square = true, Height = 400 }
            .Cloud("goal", goal, Ink.Gray, size: 5, opacity: 0.5).Cloud("particles", particles, Ink.Blue, size: 5, opacity: 0.9).Limits(-1.15, 1.15, -1.15, 1.15);
        Chart[] frames = [.. transport.Frames.Select((particles, k) => Frame($"After {k * flow.FrameEvery} steps", particles))];
        var values = new Chart { Title = "The two functionals, as shares of their starts", X = "step", LogY = true }
            .Line("Sinkhorn divergence", Count(transport.Values), transport.Values.Select(value => value / transport.Values[0]), Ink.Blue)
            .Line("MMD², Gaussian kernel", Count(kernel.Values), kernel.Values.Select(value => value / kernel.Values[0]), Ink.Orange);
        #endregion
        page.Section("Flows and fits")
            .Text("A distance between distributions has a gradient with respect to the places of particles, and particles may follow it. The Sinkhorn divergence takes away the entropic cost of each side to itself,")
            .Math("S_\\eps(\\alpha, \\beta) = W_\\eps(\\alpha, \\beta) - \\frac{1}{2} W_\\eps(\\alpha, \\alpha) - \\frac{1}{2} W_\\eps(\\beta, \\beta),")
            .Text("is 0 only for equal distributions, and pulls from any distance. The maximum mean discrepancy needs no solver, but its kernel sees no farther than its width.")
            .Figure(File, "flow", "A drop flows into a spiral, along the gradient of the Sinkhorn divergence. Steps are halved until the value falls as the slope promises: it never rises.", [.. frames])
            .Figure(File, "flow", "The same particles along the gradient of a kernel's discrepancy: farther parts of the spiral are out of its sight at first, and some particles stay behind. Each flow has steps of its own size.", Frame("Along the kernel's gradient, in the end", kernel.Positions), values);
        page.Headline(Topic, $"flow: divergence at the start and after {transport.Iterations} steps", $"{Number(transport.Values[0])}, {Number(transport.Values[^1])}")
            .Headline(Topic, $"flow: MMD² at the start and after {kernel.Iterations} steps", $"{Number(kernel.Values[0])}, {Number(kernel.Values[^1])}");
        Fit(random.Split("fit"));
    }

    private void Fit(Philox random)
    {
        run.Report("a model fitted by transport");
        int n = run.Choose(200, 80);
        #region fit
        // The model: noise z, stretched and turned by A, moved by h. The data come from another such model.
        Tensor<double> z = random.Split("z").Normal<double>(n, 2), noise = random.Split("y").Normal<double>(n, 2);
        Tensor<double> y = noise.MatMul(Tensor.From(new[,] { { 0.5, 0.3 }, { 0.0, 0.15 } })) + Tensor.From([0.8, -0.5]);
        Tensor<double> matrix = Tensor.Eye<double>(2) * 0.3, shift = Tensor.Zeros<double>(2), start = z.MatMul(matrix) + shift, sample = start;
        var divergence = new SinkhornDivergence { Epsilon = 0.02, Tolerance = 1e-5 };
        var values = new List<double>();
        for (int step = 0; step <= 40; step++)
        {
            sample = z.MatMul(matrix) + shift;
            SinkhornDivergenceResult<double> result = divergence.Solve<double, SquaredEuclideanCost<double>>(sample, y);
            values.Add(result.Value);
            Tensor<double> pull = result.SourcePositions<SquaredEuclideanCost<double>>(sample, y);
            matrix -= 0.3 * z.Transpose().MatMul(pull);
            shift -= 0.3 * pull.Sum(0);
        }

        Chart Cloud(string title, Tensor<double> points) => new Chart { Title = title, Square = true, Height = 360 }
            .Cloud("data", y, Ink.Orange, size: 5, opacity: 0.5).Cloud("model", points, Ink.Blue, size: 5, opacity: 0.7).Limits(-1.5, 2.5, -2, 1.5);
        Chart[] fit = [Cloud("Before", start), Cloud("After forty steps", sample), new Chart { Title = "Divergence", X = "step", LogY = true }.Line(null, Count(values), values, Ink.Blue)];
        #endregion
        double mean = (sample.Mean(0) - y.Mean(0)).Norm(), spread = (Covariance(sample) - Covariance(y)).Norm() / Covariance(y).Norm();
        page.Text("The same gradient, through the chain rule, fits a model that draws samples: here noise stretched, turned and moved, six parameters in all. No density of the model is needed, only its samples.")
            .Figure(File, "fit", "Forty gradient steps. The matrix is known up to a rotation of the noise; mean and covariance are what can be compared.", fit);
        page.Headline(Topic, "fit: divergence at the start and in the end", $"{Number(values[0])}, {Number(values[^1])}")
            .Headline(Topic, "fit: distance of the means, relative distance of the covariances", $"{Number(mean)}, {Number(spread)}");
    }

    private static Tensor<double> Spiral(int count, Philox random)
    {
        Tensor<double> points = random.Normal<double>([count, 2], 0, 0.02);
        for (int i = 0; i < count; i++)
        {
            double along = Math.Sqrt((i + 0.5) / count), angle = 3 * Math.PI * along;
            (points[i, 0], points[i, 1]) = (points[i, 0] + (along * Math.Cos(angle)), points[i, 1] + (along * Math.Sin(angle)));
        }

        return points;
    }

    private static Tensor<double> Covariance(Tensor<double> points)
    {
        Tensor<double> centred = points - points.Mean(0);
        return centred.Transpose().MatMul(centred) / points.Shape[0];
    }

    private static IEnumerable<double> Count(IReadOnlyList<double> values) => Enumerable.Range(0, values.Count).Select(k => (double)k);

    private static string Number(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);
}
