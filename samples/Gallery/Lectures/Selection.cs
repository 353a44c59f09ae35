using System.Globalization;
using MathsIA.LinearAlgebra;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Ridge against Lasso: one shrinks coefficients, the other selects them.</summary>
internal sealed class Selection(Page page, LectureRun run)
{
    private const string File = "Selection.cs", Topic = "Ridge and Lasso on the diabetes data";

    private static readonly Ink[] Inks = [Ink.Blue, Ink.Orange, Ink.Green, Ink.Red, Ink.Purple, Ink.Teal, Ink.Gold, Ink.Pink, Ink.Olive, Ink.Gray];

    public void Write()
    {
        run.Report("ridge and Lasso paths");
        #region paths
        DataSet data = DataSets.Diabetes();
        (DataSet train, DataSet test) = data.Split(342, new Philox(1));
        var scaler = new Scaler(train.Features);
        Tensor<double> a = scaler.Apply(train.Features), b = scaler.Apply(test.Features);
        Tensor<double> y = train.Targets - train.Targets.Mean(), z = test.Targets - train.Targets.Mean();
        double Error(Tensor<double> x) => (b.MatMul(x) - z).Norm() / z.Norm();

        double scale = Math.Pow(Matrix.SpectralNorm(a), 2);
        double[] weights = [.. Enumerable.Range(0, 60).Select(i => scale * Math.Pow(10, -5 + i / 11.0))];
        RidgePath<double> ridge = Ridge.Path(a, y, weights);
        double[] ridgeErrors = [.. Enumerable.Range(0, weights.Length).Select(i => Error(ridge.Coefficients[i, ..]))];

        // One hundred solutions, each with a certified duality gap.
        SparsePath<double> lasso = Lasso.Path(a, y);
        double[] relative = [.. lasso.Lambdas.Select(lambda => lambda / lasso.LargestLambda)];
        double[] lassoErrors = [.. lasso.Models.Select(model => Error(model.Coefficients))];
        int bestRidge = Array.IndexOf(ridgeErrors, ridgeErrors.Min()), bestLasso = Array.IndexOf(lassoErrors, lassoErrors.Min());

        var shrunk = new Chart { Title = "Ridge: coefficients along the path", X = "λ / L", LogX = true };
        var selected = new Chart { Title = "Lasso: coefficients along the path", X = "λ / λmax", LogX = true };
        for (int j = 0; j < 10; j++)
        {
            shrunk.Line(data.Names[j], weights.Select(w => w / scale), Enumerable.Range(0, weights.Length).Select(i => ridge.Coefficients[i, j]), Inks[j]);
            selected.Line(data.Names[j], relative, lasso.Models.Select(model => model.Coefficients[j]), Inks[j]);
        }

        shrunk.Vertical("best on the test patients", weights[bestRidge] / scale, Ink.Text);
        selected.Vertical("best on the test patients", relative[bestLasso], Ink.Text);
        #endregion
        page.Section("Ridge and Lasso")
            .Text("Both add a penalty on the size of the coefficients to least squares, and both have a path of solutions, one for each weight $\\lambda$:")
            .Math("\\min_x \\; \\frac{1}{2}\\|A x - y\\|^2 + \\frac{\\lambda}{2}\\|x\\|_2^2 \\quad \\text{(ridge)},", "\\min_x \\; \\frac{1}{2}\\|A x - y\\|^2 + \\lambda\\|x\\|_1 \\quad \\text{(Lasso)}.")
            .Text("The optimality condition of the Lasso, $A^\\top(y - A x) \\in \\lambda\\,\\partial\\|x\\|_1$, keeps a coefficient at exactly zero as long as its feature correlates with the residual by less than $\\lambda$. Above $\\lambda_{\\max} = \\|A^\\top y\\|_\\infty$ all of them are zero.")
            .Figure(File, "paths", "Ridge shrinks all coefficients together and none ever vanishes. The Lasso lets them in one by one, body mass and triglycerides first, and between them its path is piecewise linear in $\\lambda$.", shrunk, selected);

        #region errors
        var errors = new Chart { Title = "Relative error on the test patients", X = "non-zero coefficients, or degrees of freedom" }
            .Line("ridge, by effective degrees of freedom", ridge.DegreesOfFreedom, ridgeErrors, Ink.Blue)
            .Points("Lasso, by non-zero coefficients", lasso.Models.Select(model => (double)model.Support.Length), lassoErrors, Ink.Orange, size: 5);
        string[] numbers = [.. Enumerable.Range(1, 10).Select(i => $"{i}")];
        var both = new Chart { Title = "Coefficients at the best weight", X = "feature" }
            .Bars(ridge.Coefficients[bestRidge, ..].ToArray(), Ink.Blue, numbers, shift: -0.2, width: 0.38, label: "ridge")
            .Bars(lasso[bestLasso].Coefficients.ToArray(), Ink.Orange, numbers, shift: 0.2, width: 0.38, label: "Lasso");
        double[] line = [.. Enumerable.Range(0, 201).Select(i => -5 + (i / 20.0))];
        var soft = new Chart { Title = "What each does to one coefficient", X = "without penalty", Y = "with it" }
            .Line("ridge $x/(1 + \\lambda)$", line, line.Select(x => x / 3), Ink.Blue)
            .Line("Lasso, soft threshold at $\\lambda = 2$", line, line.Select(x => Math.CopySign(Math.Max(0, Math.Abs(x) - 2), x)), Ink.Orange)
            .Line("identity", line, line, Ink.Gray, dashed: true);
        double gap = lasso.Models.Max(model => model.Gap ?? double.PositiveInfinity);
        #endregion
        page.Figure(File, "errors", $"With the same freedom both predict about equally well. The best Lasso keeps {lasso[bestLasso].Support.Length} of the ten measures; what it drops, ridge spreads over collinear ones. Features are numbered in the order of the legend above.", errors, both, soft);
        page.Headline(Topic, "relative test error, best ridge", Percent(ridgeErrors[bestRidge]))
            .Headline(Topic, "relative test error, best Lasso", Percent(lassoErrors[bestLasso]))
            .Headline(Topic, "measures the best Lasso keeps", $"{lasso[bestLasso].Support.Length} of 10")
            .Headline(Topic, "largest certified gap on the path of 100", gap.ToString("0.0e+0", CultureInfo.InvariantCulture));
    }

    private static string Percent(double value) => value.ToString("0.00 %", CultureInfo.InvariantCulture);
}
