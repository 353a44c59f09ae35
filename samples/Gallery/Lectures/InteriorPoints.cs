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
        Tensor<double> gram = b.Transpose().MatMul(b), half = Tensor.Concatenate(1, gram, -gram), hessian = Tensor.Concatenate(0, half, -half);
        Tensor<double> x0 = Tensor.Ones<double>(m);
        double Value(Tensor<double> x) => 0.5 * Math.Pow((b.MatMul(x[..n] - x[n..]) - y).Norm(), 2) + lambda * x.Sum();
        Tensor<double> Gradient(Tensor<double> x)
        {
            Tensor<double> h = b.Transpose().MatMul(b.MatMul(x[..n] - x[n..]) - y);
            return Tensor.Concatenate(0, h, -h) + lambda;
        }
        #endregion
        #region barrier
        // Newton with Armijo's rule on f(x) − (1/t) Σ log xᵢ, until its decrement is small.
        (Tensor<double> Point, int Steps) Centre(Tensor<double> x, double t, Action<Tensor<double>> visit)
        {
            double Barrier(Tensor<double> p) => p.Min() <= 0 ? double.PositiveInfinity : Value(p) - p.Log().Sum() / t;
            for (int step = 0; ; step++)
            {
                Tensor<double> inverse = 1 / x, g = Gradient(x) - inverse / t, curved = hessian.Clone();
                for (int i = 0; i < m; i++)
                    curved[i, i] += inverse[i] * inverse[i] / t;
                Tensor<double> d = -Matrix.Cholesky(curved).Solve(g);
                double slope = g.Dot(d), size = 1;
                if (-slope < 1e-6 || step == 200)
                    return (x, step);
                while (size > 1e-12 && Barrier(x + d * size) > Barrier(x) + 0.3 * size * slope)
                    size *= 0.7;
                x += d * size;
                visit(x);
            }
        }

        var reference = Minimize.Run(new LeastSquares<double>(b, y), new L1Norm<double>(lambda), new Fista { Restart = FistaRestart.Gradient }, Tensor.Zeros<double>(n), new() { MaxIterations = 100_000, Tolerance = 1e-12 });
        double minimum = reference.Objective;

        var path = new Chart { Title = "Excess $f(x) - f^\\star$ along the Newton steps", X = "Newton step", LogY = true };
        var counts = new List<int>();
        (double Mu, Ink Ink)[] factors = [(4, Ink.Blue), (10, Ink.Green), (50, Ink.Gold), (500, Ink.Orange), (5000, Ink.Red)];
        foreach (var (mu, ink) in factors)
        {
            var excess = new List<double> { Value(x0) - minimum };
            Tensor<double> x = x0;
            for (double t = 1; m / t >= 1e-6; t *= mu)
                (x, _) = Centre(x, t, p => excess.Add(Value(p) - minimum));
            counts.Add(excess.Count - 1);
            path.Line($"$\\mu = {mu}$", Enumerable.Range(0, excess.Count).Select(k => (double)k), excess.Select(e => Math.Max(e, 1e-9)), ink);
        }

        // The central path itself, against its guarantee.
        var times = new List<double>();
        var gaps = new List<double>();
        Tensor<double> centre = x0;
        var stems = new Chart { Title = "On the way: $x_+ - x_-$ at $t = 1, 10, 1000$", X = "coordinate" }.Stems("true", truth.ToArray(), Ink.Gray);
        for (double t = 1; t <= 1e6; t *= Math.Sqrt(10))
        {
            (centre, _) = Centre(centre, t, _ => { });
            times.Add(t);
            gaps.Add(Value(centre) - minimum);
            int power = (int)Math.Round(2 * Math.Log10(t));
            if (power is 0 or 2 or 6)
                stems.Points($"$t = {t:0}$", Enumerable.Range(0, n).Select(i => (double)i), (centre[..n] - centre[n..]).ToArray(), power == 0 ? Ink.Red : power == 2 ? Ink.Gold : Ink.Blue, size: 5);
        }

        var central = new Chart { Title = "The central path and its guarantee", X = "t", LogX = true, LogY = true }
            .Line("excess at $x(t)$", times, gaps, Ink.Blue, width: 3)
            .Line("guarantee $m/t$", times, times.Select(t => m / t), Ink.Red, dashed: true);
        #endregion
        page.Section("Interior points")
            .Text("Split into positive and negative parts, the Lasso becomes a quadratic program with the constraints $x \\ge 0$. A barrier keeps them away from the boundary, and Newton's method follows the *central path* $x(t)$ as the barrier fades:")
            .Math("x(t) = \\text{argmin}_x \\; f(x) - \\frac{1}{t}\\sum_{i=1}^{m} \\log x_i, \\quad f(x(t)) - f^\\star \\le \\frac{m}{t}.")
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
            .Math("\\max_q \\; \\lambda\\langle q, y\\rangle - \\frac{\\lambda^2}{2}\\|q\\|^2 \\quad \\text{subject to} \\quad \\|B^\\top q\\|_\\infty \\le 1.")
            .Text("At the solution $q^\\star = (y - B x^\\star)/\\lambda$. Where a coefficient is not zero, $B^\\top q^\\star$ touches $\\pm 1$ with its sign; where it stays strictly inside, the coefficient must be zero.")
            .Figure(File, "certificate", $"{correlations.ToArray().Count(c => Math.Abs(c) > 1 - 1e-6)} correlations touch the bounds, at the {reference.Value.ToArray().Count(v => v != 0)} non-zeros and nowhere else. Primal and dual values differ by {Math.Abs(minimum - dual).ToString("0.0e+0", CultureInfo.InvariantCulture)}: the proof that nothing is better.", certificate, solution);
        page.Headline(Topic, "Newton steps for μ = 4, 10, 50, 500, 5000", string.Join(", ", counts))
            .Headline(Topic, "largest excess on the central path over m/t (at most 1)", times.Zip(gaps, (t, g) => g * t / m).Max().ToString("0.000", CultureInfo.InvariantCulture))
            .Headline(Topic, "primal minus dual value at the solution (should be 0)", Math.Abs(minimum - dual).ToString("0.0e+0", CultureInfo.InvariantCulture));
    }
}
