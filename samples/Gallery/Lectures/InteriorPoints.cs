using System.Globalization;
using MathsIA.LinearAlgebra;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>The Lasso by a log barrier and Newton's method, and the dual certificate of its solution.</summary>
internal sealed class InteriorPoints(Page page, LectureRun run)
{
    private const string File = "InteriorPoints.cs", Topic = "Interior points on a Lasso of 60 unknowns";

    public void Write()
    {
        run.Report("interior points");
        #region problem
        var random = new Philox(123);
        const int rows = 40, n = 60, m = 2 * n;
        Tensor<double> b = random.Normal<double>(rows, n), truth = Tensor.Zeros<double>(n);
        (truth[6], truth[15], truth[36], truth[54]) = (0.8, -0.6, 0.7, -0.9);
        Tensor<double> clean = b.MatMul(truth), y = clean + random.Normal<double>(rows) * (0.02 * clean.Norm(double.PositiveInfinity));
        double lambda = b.Transpose().MatMul(y).Norm(double.PositiveInfinity) / 10;

        // x = x₊ − x₋ with both parts positive makes the norm linear: a quadratic program over 120 unknowns.
        Tensor<double> gram = b.Transpose().MatMul(b), half = Tensor.Concatenate(1, gram, -gram), correlation = b.Transpose().MatMul(y);
        var quadratic = new Quadratic<double>(Tensor.Concatenate(0, half, -half), Tensor.Concatenate(0, correlation - lambda, -correlation - lambda));
        double constant = 0.5 * Math.Pow(y.Norm(), 2);
        Tensor<double> positive = -Tensor.Eye<double>(m), zero = Tensor.Zeros<double>(m), x0 = Tensor.Ones<double>(m);
        #endregion
        #region barrier
        var reference = Minimize.Run(new LeastSquares<double>(b, y), new L1Norm<double>(lambda), new Fista { Restart = FistaRestart.Gradient }, Tensor.Zeros<double>(n), new() { MaxIterations = 100_000, Tolerance = 1e-12 });
        double minimum = reference.Objective;

        var path = new Chart { Title = "Excess $f(x) - f^\\star$ along the Newton steps", X = "Newton step", LogY = true };
        var counts = new List<int>();
        (double Mu, Ink Ink)[] factors = [(4, Ink.Blue), (10, Ink.Green), (50, Ink.Gold), (500, Ink.Orange), (5000, Ink.Red)];
        foreach (var (mu, ink) in factors)
        {
            // Newton's method on the barrier problem for t = 1, μ, μ², ..., each started where the last one ended.
            var result = new LogBarrier { Growth = mu }.Minimize(quadratic, positive, zero, x0, new() { Tolerance = 1e-6 });
            counts.Add(result.Iterations);
            path.Line($"$\\mu = {mu}$", result.Trace.Select(p => (double)p.Iteration), result.Trace.Select(p => Math.Max(p.Objective + constant - minimum, 1e-9)), ink);
        }

        // The central path itself, against its guarantee.
        var stems = new Chart { Title = "On the way: $x_+ - x_-$ at $t = 1, 10, 1000$", X = "coordinate" }.Stems("true", truth.ToArray(), Ink.Gray);
        var walk = new LogBarrier { Growth = Math.Sqrt(10) }.Start(quadratic, positive, zero, x0);
        for (int passed = 0; passed < 13 && walk.Step();)
        {
            if (walk.CentralPath.Count == passed)
                continue;
            passed = walk.CentralPath.Count;
            if (passed is 1 or 3 or 7)
                stems.Points($"$t = {walk.CentralPath[^1].Parameter:0}$", Enumerable.Range(0, n).Select(i => (double)i), (walk.Point[..n] - walk.Point[n..]).ToArray(), passed == 1 ? Ink.Red : passed == 3 ? Ink.Gold : Ink.Blue, size: 5);
        }

        double[] times = [.. walk.CentralPath.Select(p => p.Parameter)], gaps = [.. walk.CentralPath.Select(p => p.Objective + constant - minimum)];
        var central = new Chart { Title = "The central path and its guarantee", X = "t", LogX = true, LogY = true }
            .Line("excess at $x(t)$", times, gaps, Ink.Blue, width: 3)
            .Line("guarantee $m/t$", times, walk.CentralPath.Select(p => p.GapBound), Ink.Red, dashed: true);
        #endregion
        page.Section("Interior points")
            .Text("Split into positive and negative parts, the Lasso becomes a quadratic program with the constraints $x \\ge 0$. A barrier keeps them away from the boundary, and Newton's method follows the *central path* $x(t)$ as the barrier fades:")
            .Math("x(t) = \\text{argmin}_x \\; f(x) - \\frac{1}{t}\\sum_{i=1}^{m} \\log x_i,", "f(x(t)) - f^\\star \\le \\frac{m}{t}.")
            .Figure(File, "problem,barrier", $"Each centring starts from the one before, with $t$ made $\\mu$ times longer. A small $\\mu$ takes many short centrings, a large one few long ones: {string.Join(", ", counts)} Newton steps in all for $\\mu = 4, 10, 50, 500, 5000$. The excess on the central path is exactly of the order that theory grants.", path, central, stems);

        #region certificate
        // The residual over λ solves the dual; its correlations with the columns certify the solution.
        Tensor<double> q = (y - b.MatMul(reference.Value)) / lambda, correlations = b.Transpose().MatMul(q);
        double shrink = Math.Max(1, correlations.Norm(double.PositiveInfinity));
        double dual = lambda * (q.Dot(y) / shrink - lambda / 2 * Math.Pow(q.Norm() / shrink, 2));
        var certificate = new Chart { Title = "The certificate $B^\\top q$", X = "coordinate" }
            .Stems(null, correlations.ToArray(), Ink.Blue)
            .Line("±1", [-1, n], [1, 1], Ink.Red, dashed: true)
            .Line(null, [-1, n], [-1, -1], Ink.Red, dashed: true);
        var solution = new Chart { Title = "The solution and the truth", X = "coordinate" }
            .Stems("true", truth.ToArray(), Ink.Gray)
            .Stems("Lasso", reference.Value.ToArray(), Ink.Orange, thin: true);
        #endregion
        page.Section("The dual certificate")
            .Text("The dual problem has one unknown for each measurement, and any feasible point of it bounds the minimum from below:")
            .Math("\\max_q \\; \\lambda\\langle q, y\\rangle - \\frac{\\lambda^2}{2}\\|q\\|^2", "\\text{subject to} \\quad \\|B^\\top q\\|_\\infty \\le 1.")
            .Text("At the solution $q^\\star = (y - B x^\\star)/\\lambda$. Where a coefficient is not zero, $B^\\top q^\\star$ touches $\\pm 1$ with its sign; where it stays strictly inside, the coefficient must be zero.")
            .Figure(File, "certificate", $"{correlations.ToArray().Count(c => Math.Abs(c) > 1 - 1e-6)} correlations touch the bounds, at the {reference.Value.ToArray().Count(v => v != 0)} non-zeros and nowhere else. Primal and dual values differ by {Math.Abs(minimum - dual).ToString("0.0e+0", CultureInfo.InvariantCulture)}: the proof that nothing is better.", certificate, solution);
        page.Headline(Topic, "Newton steps for μ = 4, 10, 50, 500, 5000", string.Join(", ", counts))
            .Headline(Topic, "largest excess on the central path over m/t (at most 1)", times.Zip(gaps, (t, g) => g * t / m).Max().ToString("0.000", CultureInfo.InvariantCulture))
            .Headline(Topic, "primal minus dual value at the solution (should be 0)", Math.Abs(minimum - dual).ToString("0.0e+0", CultureInfo.InvariantCulture));
    }
}
