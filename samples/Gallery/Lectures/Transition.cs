using System.Globalization;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>The phase transition of l1 minimization: the experiment over the theory, and how other methods compare.</summary>
internal sealed class Transition(Page page, LectureRun run)
{
    private const string File = "Transition.cs", Topic = "The phase transition";

    public void Write()
    {
        run.Report("phase transition");
        int grid = run.Choose(16, 8);
        #region transition
        double[] axis = [.. Enumerable.Range(0, grid).Select(i => (i + 0.5) / grid)];
        var options = new PhaseDiagramOptions { Columns = run.Choose(100, 40), Trials = run.Choose(8, 4), Stopping = new() { MaxIterations = run.Choose(1000, 300), Tolerance = 1e-4, MeasureEvery = 20, RecordTrace = false } };
        PhaseDiagram diagram = PhaseTransition.Measure(axis, axis, new Philox(8), options);

        var viridis = new ScottPlot.Colormaps.Viridis();
        const int cell = 12;
        var pixels = new Color[grid * cell, grid * cell];
        for (int r = 0; r < grid * cell; r++)
        {
            for (int c = 0; c < grid * cell; c++)
                pixels[r, c] = viridis.GetColor(diagram.SuccessRate[c / cell, grid - 1 - r / cell]);
        }

        double[] deltas = [.. Enumerable.Range(1, 200).Select(i => i / 200.0)];
        var map = new Chart { Title = "Basis pursuit: how often it recovers", X = "δ = m / n", Y = "ρ = k / m", Height = 400 }
            .Picture(pixels, new CoordinateRect(0, 1, 0, 1))
            .Line("theory $\\rho^\\star(\\delta)$", deltas, deltas.Select(PhaseTransition.WeakThreshold), Ink.Red, width: 3)
            .Explain("always", viridis.GetColor(1)).Explain("never", viridis.GetColor(0))
            .Limits(0, 1, 0, 1);
        #endregion
        // Of the cells well away from the curve, how many go the way theory says.
        int right = 0, clear = 0;
        for (int i = 0; i < grid; i++)
        {
            for (int j = 0; j < grid; j++)
            {
                double distance = axis[j] - PhaseTransition.WeakThreshold(axis[i]);
                if (Math.Abs(distance) < 0.12)
                    continue;
                clear++;
                right += diagram.SuccessRate[i, j] >= 0.5 == distance < 0 ? 1 : 0;
            }
        }

        run.Report("methods of recovery");
        #region methods
        int columns = run.Choose(200, 100), repeats = run.Choose(20, 6), steps = run.Choose(100, 40);
        double[] rhos = [.. Enumerable.Range(1, run.Choose(16, 8)).Select(i => i * run.Choose(1, 2) * 0.04)];
        (string Name, Func<int, ISparseRecoveryMethod>? Method, Ink Ink)[] methods =
        [
            ("orthogonal matching pursuit", k => new OrthogonalMatchingPursuit(k), Ink.Orange),
            ("CoSaMP", k => new CompressiveSamplingMatchingPursuit(k), Ink.Gold),
            ("subspace pursuit", k => new SubspacePursuit(k), Ink.Green),
            ("normalized hard thresholding", k => new IterativeHardThresholding(k), Ink.Purple),
            ("hard thresholding pursuit", k => new HardThresholdingPursuit(k), Ink.Teal),
            ("message passing", _ => new ApproximateMessagePassing(), Ink.Blue),
        ];
        var race = new Chart { Title = "Six methods at $\\delta = 1/2$, normal non-zeros", X = "ρ = k / m", Height = 400 };
        foreach (var (name, method, ink) in methods)
        {
            var settings = new PhaseDiagramOptions { Columns = columns, Trials = repeats, Method = method, Stopping = new() { MaxIterations = steps, Tolerance = 1e-4, RecordTrace = false } };
            race.Line(name, rhos, PhaseTransition.Measure([0.5], rhos, new Philox(9), settings).SuccessRate.ToArray(), ink);
        }

        race.Vertical("theory for $\\ell_1$", PhaseTransition.WeakThreshold(0.5), Ink.Red);

        // Message passing, step by step, against its state evolution.
        int m = run.Choose(1000, 400), n = 2 * m;
        var random = new Philox(10);
        Tensor<double> a = random.Split("a").Normal<double>(m, n) / Math.Sqrt(m);
        var evolution = new Chart { Title = "Message passing: error an entry, measured and predicted", X = "step", LogY = true };
        foreach (var (density, ink) in new[] { (0.05, Ink.Green), (0.15, Ink.Blue), (0.25, Ink.Orange) })
        {
            Tensor<double> x = Tensor.Zeros<double>(n);
            foreach (int place in random.Split((long)(1000 * density)).Choice(n, (int)(density * n)).ToArray())
                x[place] = random.NextNormal<double>();
            double alpha = PhaseTransition.MinimaxThreshold(0.5);
            double[] predicted = [.. StateEvolution.MeanSquaredErrors(SparsePrior.Gaussian(density), 0.5, 0, alpha, 25)];
            var iteration = new ApproximateMessagePassing().Start(new MathsIA.Operators.DenseOperator<double>(a), a.MatMul(x));
            var measured = new List<double>();
            for (int step = 0; step <= 25; step++, iteration.Step())
                measured.Add(Math.Pow((iteration.Point - x).Norm(), 2) / n);
            double[] counts = [.. Enumerable.Range(0, 26).Select(i => (double)i)];
            evolution.Points($"$k/n = {density.ToString(CultureInfo.InvariantCulture)}$", counts, measured, ink, size: 6).Line(null, counts, predicted, ink);
        }
        #endregion
        page.Section("How many measurements does a sparse vector need?")
            .Text("Gaussian measurements have a sharp answer. With $\\delta = m/n$ and $\\rho = k/m$, basis pursuit succeeds below a curve and fails above it, with a width that vanishes as $n$ grows:")
            .Math("\\rho^\\star(\\delta) = \\max_{z \\ge 0} \\; \\frac{1 - \\frac{2}{\\delta}\\,T(z)}{1 + z^2 - 2\\,T(z)},", "T(z) = (1 + z^2)\\,\\Phi(-z) - z\\,\\phi(z).")
            .Figure(File, "transition", $"{grid * grid} cells, {options.Trials} random problems each with $n = {options.Columns}$. The experiment follows the curve; away from it {right} of {clear} cells go the way theory says.", map)
            .Figure(File, "methods", "Greedy methods do without convexity and with more knowledge, the number of non-zeros; on vectors whose entries differ much in size some of them pass the limit of $\\ell_1$. Message passing reaches it at the cost of matrix products alone, and theory predicts its error at each step (lines) before it runs (dots).", race, evolution);
        page.Headline(Topic, "threshold ρ* at δ = 0.1, 0.5, 0.9", string.Join(", ", new[] { 0.1, 0.5, 0.9 }.Select(d => PhaseTransition.WeakThreshold(d).ToString("0.0000", CultureInfo.InvariantCulture))))
            .Headline(Topic, "cells away from the curve that go the way theory says", $"{right} of {clear}");
    }
}
