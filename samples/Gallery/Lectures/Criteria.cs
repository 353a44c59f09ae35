using System.Globalization;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>When is recovery certain: coherence, exact recovery, Fuchs' certificate, and the spread of eigenvalues.</summary>
internal sealed class Criteria(Page page, LectureRun run)
{
    private const string File = "Criteria.cs", Topic = "Criteria of recovery";

    public void Write()
    {
        run.Report("criteria of recovery");
        int trials = run.Choose(60, 10);
        #region criteria
        int m = run.Choose(300, 200), n = 2 * m;
        var random = new Philox(6);
        Tensor<double> a = Unit(random.Split("matrix").Normal<double>(m, n));
        double coherence = RecoveryCriteria.Coherence(a);
        int[] sizes = [.. Enumerable.Range(0, run.Choose(22, 11)).Select(i => 1 + i * run.Choose(2, 4))];
        var rates = sizes.Select(k =>
        {
            int fuchs = 0, exact = 0, weak = 0;
            for (int trial = 0; trial < trials; trial++)
            {
                Philox stream = random.Split(k).Split(trial);
                int[] support = stream.Choice(n, k).ToArray(), signs = [.. Enumerable.Range(0, k).Select(_ => stream.NextNormal<double>() > 0 ? 1 : -1)];
                fuchs += RecoveryCriteria.Fuchs(a, support, signs) < 1 ? 1 : 0;
                exact += RecoveryCriteria.ExactRecovery(a, support) < 1 ? 1 : 0;
                weak += RecoveryCriteria.WeakExactRecovery(a, support) < 1 ? 1 : 0;
            }

            return (Fuchs: (double)fuchs / trials, Exact: (double)exact / trials, Weak: (double)weak / trials);
        }).ToArray();

        double[] ks = [.. sizes.Select(k => (double)k)];
        var chances = new Chart { Title = "How often each criterion certifies", X = "non-zeros k" }
            .Line("Fuchs", ks, rates.Select(r => r.Fuchs), Ink.Blue)
            .Line("exact recovery", ks, rates.Select(r => r.Exact), Ink.Green)
            .Line("weak exact recovery", ks, rates.Select(r => r.Weak), Ink.Orange)
            .Vertical("coherence, every support", RecoveryCriteria.CoherenceBound(coherence), Ink.Red)
            .Vertical("phase transition", PhaseTransition.WeakThreshold((double)m / n) * m, Ink.Gray);

        var spread = new Chart { Title = "Coherence of Gaussian matrices, n = 500", X = "m / n" };
        double[] ratios = [.. Enumerable.Range(1, 10).Select(i => i / 10.0)];
        double[] coherences = [.. ratios.Select(ratio => Enumerable.Range(0, run.Choose(5, 2)).Average(trial => RecoveryCriteria.Coherence(random.Split(trial).Normal<double>((int)(500 * ratio), 500))))];
        spread.Line("mean of draws", ratios, coherences, Ink.Blue)
            .Line("$\\sqrt{4 \\log(n)/m}$", ratios, ratios.Select(ratio => Math.Sqrt(4 * Math.Log(500) / (500 * ratio))), Ink.Gray, dashed: true);
        #endregion
        run.Report("eigenvalues of random supports");
        #region law
        var histograms = new List<Chart>();
        Tensor<double> gaussian = random.Split("law").Normal<double>(200, 1000) / Math.Sqrt(200);
        foreach (int k in (int[])[10, 50])
        {
            var law = new MarchenkoPastur(k / 200.0);
            double[] values = RestrictedIsometry.SampleEigenvalues(gaussian, k, run.Choose(200, 60), new Philox(k)).ToArray();
            const int bins = 40;
            double low = 0.9 * law.Lower, width = (1.1 * law.Upper - low) / bins;
            double[] centres = [.. Enumerable.Range(0, bins).Select(i => low + (i + 0.5) * width)];
            double[] heights = [.. centres.Select(c => values.Count(v => Math.Abs(v - c) <= width / 2) / (values.Length * width))];
            double[] fine = [.. Enumerable.Range(0, 300).Select(i => low + i * (1.1 * law.Upper - low) / 299)];
            histograms.Add(new Chart { Title = $"Eigenvalues, $k = {k}$ columns of $m = 200$ rows", X = "eigenvalue" }
                .Steps("measured", centres, heights, Ink.Blue)
                .Line("Marchenko and Pastur", fine, fine.Select(law.Density), Ink.Red));
        }

        int[] orders = [.. Enumerable.Range(1, run.Choose(14, 7)).Select(i => i * run.Choose(1, 2))];
        var seen = orders.Select(k => RestrictedIsometry.MonteCarlo(a, k, run.Choose(1000, 200), new Philox(7))).ToArray();
        double[] os = [.. orders.Select(k => (double)k)];
        var isometry = new Chart { Title = "Restricted isometry: what random supports show", X = "columns k" }
            .Line("$1 - \\lambda_{\\min}$ seen", os, seen.Select(s => s.Lower), Ink.Blue)
            .Line("$\\lambda_{\\max} - 1$ seen", os, seen.Select(s => s.Upper), Ink.Orange)
            .Line("edges of the law for one support", os, os.Select(k => new MarchenkoPastur(k / m).Upper - 1), Ink.Gray, dashed: true)
            .Line("$\\sqrt{2} - 1$", [os[0], os[^1]], [Math.Sqrt(2) - 1, Math.Sqrt(2) - 1], Ink.Red, dashed: true);
        #endregion
        page.Section("When is recovery certain?")
            .Text("Let $S$ be the support and $s$ the signs of a sparse vector. Basis pursuit recovers it if a dual certificate exists; the simplest candidate gives Fuchs' criterion, and forgetting the signs, then the inverse, then the support gives cheaper and weaker ones. Each certifies recovery where it is below 1:")
            .Math("F(s) = \\max_{j \\, \\text{outside} \\, S} |\\langle a_j, A_S^{+\\top} s\\rangle|,", "F(s) \\le \\text{ERC}(S) \\le \\text{w-ERC}(S) \\le \\frac{k\\mu}{1 - (k-1)\\mu}.")
            .Figure(File, "criteria", $"{m} Gaussian measurements of {n} unknowns. Coherence ($\\mu = {coherence.ToString("0.000", CultureInfo.InvariantCulture)}$) certifies only {Math.Ceiling(RecoveryCriteria.CoherenceBound(coherence)) - 1:0} non-zeros, for every support; random supports are certified far beyond, and basis pursuit itself works up to its phase transition, {PhaseTransition.WeakThreshold(0.5) * m:0} non-zeros.", chances, spread)
            .Text("The restricted isometry constant asks that all sets of $k$ columns be nearly orthonormal. For one random set the eigenvalues of $A_S^\\top A_S$ follow the law of Marchenko and Pastur, between $(1 - \\sqrt{k/m})^2$ and $(1 + \\sqrt{k/m})^2$:")
            .Figure(File, "law", "The law holds already at these sizes. Random supports only bound the constant from below, and even they pass the classical threshold after a few columns.", [.. histograms, isometry]);
        page.Headline(Topic, "coherence of a Gaussian matrix, and the sparsity it certifies", string.Create(CultureInfo.InvariantCulture, $"{coherence:0.000}, {Math.Ceiling(RecoveryCriteria.CoherenceBound(coherence)) - 1:0}"))
            .Headline(Topic, "most non-zeros certified in all trials: Fuchs, exact, weak", $"{Last(r => r.Fuchs)}, {Last(r => r.Exact)}, {Last(r => r.Weak)}")
            .Headline(Topic, "non-zeros at the phase transition", (PhaseTransition.WeakThreshold(0.5) * m).ToString("0", CultureInfo.InvariantCulture));

        int Last(Func<(double Fuchs, double Exact, double Weak), double> rate)
        {
            int index = Array.FindIndex(rates, r => rate(r) < 1);
            return index switch { < 0 => sizes[^1], 0 => 0, _ => sizes[index - 1] };
        }
    }

    private static Tensor<double> Unit(Tensor<double> matrix) => matrix / matrix.Norm(2, 0, keepDimensions: true);
}
