using System.Globalization;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Basis pursuit by Douglas-Rachford splitting: a vector that is recovered, and one that is not.</summary>
internal sealed class Pursuits(Page page, LectureRun run)
{
    private const string File = "Pursuits.cs", Topic = "Basis pursuit, 100 measurements of 400 unknowns";

    public void Write()
    {
        run.Report("basis pursuit");
        #region pursuit
        const int n = 400, m = 100, steps = 700;
        int budget = run.Choose(20_000, 2_000);
        var random = new Philox(3);
        Tensor<double> a = random.Normal<double>(m, n) / Math.Sqrt(m);
        Tensor<double> Planted(int ones)
        {
            Tensor<double> x = Tensor.Zeros<double>(n);
            foreach (int place in random.Split(ones).Choice(n, ones).ToArray())
                x[place] = 1;
            return x;
        }

        var decay = new Chart { Title = "How far $\\|x_k\\|_1$ is from where it ends", X = "iteration k", LogY = true };
        var stems = new List<Chart>();
        var answers = new List<(int Ones, double Norm, double Error, Solution<double> Certified)>();
        foreach (var (ones, ink) in new[] { (17, Ink.Blue), (31, Ink.Orange) })
        {
            Tensor<double> truth = Planted(ones), y = a.MatMul(truth);
            // x = P(s), s ← s + S(2x − s) − x: projection on the solutions of Ax = y, soft thresholding.
            var method = new DouglasRachford { StepSize = 0.1 };
            var short_ = Minimize.Run(new AffineSet<double>(a, y), new L1Norm<double>(), method, Tensor.Zeros<double>(n), new() { MaxIterations = steps, Tolerance = 0, MeasureEvery = 5 });
            var certified = BasisPursuit.Solve(a, y, method, new() { MaxIterations = budget, Tolerance = 1e-10, MeasureEvery = 20 });
            decay.Line($"{ones} non-zeros", short_.Trace.Select(p => (double)p.Iteration), short_.Trace.Select(p => Math.Abs(p.Objective - certified.Objective)).Select(e => e > 1e-12 ? e : double.NaN), ink);
            stems.Add(new Chart { Title = $"{ones} non-zeros: truth and answer", X = "coordinate" }
                .Stems("true", truth.ToArray(), Ink.Gray)
                .Stems("recovered", [.. certified.Value.ToArray().Select(v => Math.Abs(v) < 1e-3 ? 0 : v)], ink, thin: true));
            answers.Add((ones, certified.Objective, (certified.Value - truth).Norm() / truth.Norm(), certified));
        }
        #endregion
        page.Section("Basis pursuit by Douglas-Rachford splitting")
            .Text("Of all solutions of $A x = y$ the one with the smallest $\\ell_1$ norm is often the sparsest. The norm and the set of solutions each have a simple proximal operator, soft thresholding and a projection; Douglas-Rachford splitting alternates them:")
            .Math("x_k = P(s_k), \\quad P(s) = s + A^+(y - A s),", "s_{k+1} = s_k + S_\\gamma(2 x_k - s_k) - x_k.")
            .Figure(File, "pursuit", $"With 17 non-zeros the planted vector comes back, at a linear rate once the support is found. With 31 it does not, and convergence is far slower: the answer has a smaller norm, {answers[1].Norm.ToString("0.00", CultureInfo.InvariantCulture)} against 31, so that no method that minimizes the norm could have found the planted one.", [decay, .. stems]);
        foreach (var (ones, norm, error, certified) in answers)
        {
            page.Headline(Topic, $"{ones} non-zeros: norm of the answer, relative distance to the truth", string.Create(CultureInfo.InvariantCulture, $"{norm:0.0000}, {error:0.0e+0}"))
                .Headline(Topic, $"{ones} non-zeros: certified gap", certified.Gap!.Value.ToString("0.0e+0", CultureInfo.InvariantCulture));
        }
    }
}
