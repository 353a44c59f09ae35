using System.Globalization;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Stochastic gradients for classification: batch, stochastic, averaged and SAG.</summary>
internal sealed class Stochastic(Page page, LectureRun run)
{
    private const string File = "Stochastic.cs", Topic = "Stochastic methods on the breast cancer data";

    public void Write()
    {
        run.Report("stochastic paths");
        Paths();
        run.Report("batch, stochastic, averaged, SAG");
        Race();
    }

    private void Paths()
    {
        #region paths
        // f₁ = ½(x − 1)² and f₂ = ½(x + 1)²: the mean is smallest at 0, though neither term is.
        var loss = new LeastSquares<double>(Tensor.Ones<double>(2, 1), Tensor.From([1.0, -1.0])) { IsMean = true };
        var paths = new Chart { Title = "Points $x_k$", X = "iteration k" };
        for (int seed = 0; seed < 20; seed++)
        {
            var method = new Sgd { Schedule = new InverseDecay(0.1, 10), Random = new Philox(seed) };   // 1/(10 + k)
            var iteration = method.Start(loss, Tensor.From([1.0]));
            var points = new List<double> { iteration.Point[0] };
            for (int k = 0; k < 1000; k++)
            {
                iteration.Step();
                points.Add(iteration.Point[0]);
            }

            paths.Line(seed == 0 ? "twenty runs" : null, points.Select((_, k) => (double)k), points, Ink.Blue, width: 0.7f);
        }

        paths.Line("minimizer", [0, 1000], [0, 0], Ink.Red, dashed: true);
        #endregion
        page.Section("Stochastic gradients, and how to calm them")
            .Text("With two terms that pull towards $1$ and $-1$, a stochastic gradient never vanishes, not even at the minimizer of their mean. Steps that decay like $1/k$ average the noise away.")
            .Figure(File, "paths", "Twenty runs of $x_{k+1} = x_k - \\frac{1}{10 + k} \\nabla f_{i_k}(x_k)$ from $x_0 = 1$.", paths);
    }

    private void Race()
    {
        int passes = run.Choose(120, 30), runs = run.Choose(5, 2);
        #region race
        DataSet tumours = DataSets.BreastCancer();
        Tensor<double> a = Design.WithOffset(new Scaler(tumours.Features).Apply(tumours.Features)), y = 2 * tumours.Targets - 1;
        var loss = new RidgeRegularized<double>(new LogisticLoss<double>(a, y), lambda: 0.01);
        Tensor<double> x0 = Tensor.Zeros<double>(31);
        var solution = Minimize.Run(loss, new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, x0, new() { MaxIterations = 5000, Tolerance = 1e-12 });
        double l = loss.TermLipschitzConstant!.Value, n = loss.Count;

        (string Name, Func<Philox, IStochasticMethod> Method, Ink Ink)[] methods =
        [
            ("stochastic, $\\tau_k = \\tau_0/(1 + k/k_0)$", random => new Sgd { Schedule = new InverseDecay(10 / l, 1000), Random = random }, Ink.Orange),
            ("averaged, $\\tau_k = \\tau_0/(1 + \\sqrt{k/k_0})$", random => new Sgd { Schedule = new InverseSquareRootDecay(10 / l, 1000), Random = random, Average = true }, Ink.Green),
            ("SAG, $\\tau = 1/L$", random => new Sag { StepSize = 1 / l, Random = random }, Ink.Blue),
        ];

        var race = new Chart { Title = "Excess $E(w_k) - E^\\star$", X = "passes over the data", LogY = true };
        var batch = Minimize.Run(loss, new GradientDescent(), x0, new() { MaxIterations = passes, Tolerance = 0 });
        race.Line("batch gradient, $\\tau = 1/L$", batch.Trace.Select(p => (double)p.Iteration), batch.Trace.Select(p => p.Objective - solution.Objective), Ink.Gray);
        var excess = new List<double> { batch.Trace[^1].Objective - solution.Objective };
        foreach (var (name, method, ink) in methods)
        {
            var traces = Enumerable.Range(0, runs).Select(seed => Minimize.Run(loss, method(new Philox(seed)), x0, new() { MaxIterations = passes * (int)n, MeasureEvery = (int)n / 2, Tolerance = 0 }).Trace).ToArray();
            double[] mean = [.. traces[0].Select((_, k) => traces.Average(t => t[k].Objective) - solution.Objective)];
            race.Line(name, traces[0].Select(p => p.Iteration / n), mean, ink);
            excess.Add(mean[^1]);
        }
        #endregion
        double right = Enumerable.Range(0, loss.Count).Count(i => y[i] * a[i, ..].Dot(solution.Value) > 0) / n;
        page.Text("569 tumours, thirty measures of their cells each, malignant or benign: a logistic loss with a small ridge term, so that its minimizer exists. A pass over the data buys one batch step or 569 stochastic ones. The stochastic average gradient remembers the last gradient $g_j$ of every term and steps along their mean,")
            .Math("w_{k+1} = w_k - \\frac{\\tau}{n} \\sum_{j=1}^{n} g_j, \\quad g_{i_k} = \\nabla f_{i_k}(w_k),")
            .Text("which gives it the price of one and the linear rate of the other.")
            .Figure(File, "race", $"Mean of {runs} runs. After {passes} passes the excess is {excess[0]:0.0e+0} for the batch gradient, {excess[1]:0.0e+0} stochastic, {excess[2]:0.0e+0} averaged and {excess[3]:0.0e+0} for SAG.", race);
        string[] names = ["batch gradient", "stochastic", "averaged", "SAG"];
        for (int i = 0; i < names.Length; i++)
            page.Headline(Topic, $"excess after {passes} passes, {names[i]}", excess[i].ToString("0.0e+0", CultureInfo.InvariantCulture));
        page.Headline(Topic, "tumours classified right", right.ToString("0.0%", CultureInfo.InvariantCulture));
    }
}
