using System.Globalization;
using MathsIA.LinearAlgebra;

namespace MathsIA.Gallery;

/// <summary>The regression data before any iteration: pairs of variables, principal components, the least squares fit.</summary>
/// <param name="page">Where to write.</param>
/// <param name="names">The features' names.</param>
/// <param name="a">The training features, centred and scaled: [n, p].</param>
/// <param name="y">The training targets, centred: [n].</param>
internal sealed class Exploration(Page page, IReadOnlyList<string> names, Tensor<double> a, Tensor<double> y)
{
    private const string File = "Exploration.cs";

    public void Pairs()
    {
        #region pairs
        // The three features most correlated with the target, and the target.
        int n = a.Shape[0];
        Tensor<double> target = y / y.StandardDeviation(), correlation = a.Transpose().MatMul(target) / n;
        int[] strongest = [.. Enumerable.Range(0, a.Shape[1]).OrderByDescending(j => Math.Abs(correlation[j])).Take(3)];
        Tensor<double>[] variables = [.. strongest.Select(j => a[.., j]), target];
        string[] titles = [.. strongest.Select(j => names[j]), "progression"];

        var matrix = new Chart { Title = "Histograms, pairs of variables, and their correlations", Bare = true, Height = 460 }.Limits(0, 4, 0, 4);
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                double bottom = 3 - row;
                matrix.Box(column + 0.02, column + 0.98, bottom + 0.02, bottom + 0.98, outline: Ink.Grid);
                if (row > column)
                    matrix.Points(null, Unit(variables[column]).Select(t => column + t), Unit(variables[row]).Select(t => bottom + t), Ink.Blue, 2.5f, 0.55);
                else if (row < column)
                    matrix.Label((variables[row].Dot(variables[column]) / n).ToString("0.00", CultureInfo.InvariantCulture), column + 0.5, bottom + 0.5);
                else
                    Histogram(row, bottom);
            }
        }

        // Ten bars below the name of the variable.
        void Histogram(int variable, double bottom)
        {
            const int bins = 10;
            int[] counts = new int[bins];
            foreach (double t in Unit(variables[variable]))
                counts[Math.Min((int)((t - 0.08) / 0.84 * bins), bins - 1)]++;
            for (int k = 0; k < bins; k++)
                matrix.Box(variable + 0.08 + 0.084 * k, variable + 0.16 + 0.084 * k, bottom + 0.05, bottom + 0.05 + 0.7 * counts[k] / counts.Max(), fill: Ink.Teal);
            matrix.Label(titles[variable], variable + 0.5, bottom + 0.87);
        }

        // From 0.08 to 0.92, to leave a margin in a cell.
        static double[] Unit(Tensor<double> values)
        {
            double low = values.Min(), high = values.Max();
            return [.. values.ToArray().Select(value => 0.08 + 0.84 * (value - low) / (high - low))];
        }
        #endregion
        page.Text("Once centred and scaled, the features are columns of norm $\\sqrt{n}$, and the correlation of two of them is an inner product:")
            .Math("r_{jk} = \\frac{1}{n}\\sum_{i=1}^{n} a_{ij} a_{ik} = \\frac{1}{n} (A^\\top A)_{jk}.")
            .Figure(File, "pairs", "The three measures that say most about the target, and the target itself. The clouds below the diagonal and the numbers above it tell the same story twice: each measure helps, none suffices.", matrix);
    }

    public void Components()
    {
        #region principal
        var svd = Matrix.Svd(a);                                  // a = U diag(σ) Vᵀ
        Tensor<double> scores = a.MatMul(svd.Vt.Transpose());     // z = a V, orthogonal columns of norm σ
        double total = y.Dot(y);
        var explained = new double[a.Shape[1]];
        for (int j = 0; j < explained.Length; j++)
        {
            double projection = scores[.., j].Dot(y) / svd.Values[j];
            explained[j] = projection * projection / total;
        }

        var charts = new List<Chart>();
        for (int j = 0; j < 3; j++)
        {
            double[] z = scores[.., j].ToArray();
            double slope = scores[.., j].Dot(y) / (svd.Values[j] * svd.Values[j]);
            charts.Add(new Chart { Title = $"Component {j + 1}: $R^2 = {explained[j].ToString("0.000", CultureInfo.InvariantCulture)}$", X = $"component {j + 1}", Y = "progression, centred", Height = 280 }
                .Points(null, z, y.ToArray(), Ink.Blue)
                .Line("least squares", [z.Min(), z.Max()], [slope * z.Min(), slope * z.Max()], Ink.Red));
        }

        string[] numbers = [.. Enumerable.Range(1, explained.Length).Select(j => $"{j}")];
        charts.Add(new Chart { Title = "Part of the target explained by each component", X = "component", Y = "R²", Height = 280 }.Bars(explained, Ink.Teal, numbers));
        #endregion
        page.Text("The principal components $z_j = A v_j$, with $v_j$ the right singular vectors of $A = U \\operatorname{diag}(\\sigma) V^\\top$, are orthogonal. Each one explains its own part of the target, and the parts add up:")
            .Math("R_j^2 = \\frac{\\langle z_j, y\\rangle^2}{\\|z_j\\|^2 \\|y\\|^2},", "\\sum_{j=1}^{p} R_j^2 = 1 - \\frac{\\|A x^\\star - y\\|^2}{\\|y\\|^2}.")
            .Figure(File, "principal", $"A large variance is no promise of information about the target: component 4 explains {explained[3]:0.0%} of it, components 2 and 3 together {explained[1] + explained[2]:0.0%}. All ten explain {explained.Sum():0.0%}.", [.. charts]);
    }

    public void Prediction(Tensor<double> b, Tensor<double> z)
    {
        #region prediction
        Tensor<double> x = Matrix.LeastSquares(a, y).Solution;
        Tensor<double> prediction = b.MatMul(x);                  // b, z: the patients kept for the test
        double error = (prediction - z).Norm() / z.Norm();

        int[] order = [.. Enumerable.Range(0, z.Length).OrderBy(i => z[i])];
        double[] rank = [.. order.Select((_, k) => k + 1.0)];
        var curve = new Chart { Title = "Test patients, in the order of their true progression", X = "patient", Y = "progression, centred" }
            .Line("predicted", rank, order.Select(i => prediction[i]), Ink.Orange, width: 1.5f)
            .Line("true", rank, order.Select(i => z[i]), Ink.Blue, width: 2.5f);
        string[] numbers = [.. Enumerable.Range(1, x.Length).Select(j => $"{j}")];
        var coefficients = new Chart { Title = "Coefficients $x^\\star$", X = "feature" }.Bars(x.ToArray(), Ink.Purple, numbers);
        #endregion
        page.Text("Least squares has a closed form. What counts is its error on samples it has not seen, relative to their size:")
            .Math("x^\\star = (A^\\top A)^{-1} A^\\top y, \\quad E = \\frac{\\|B x^\\star - z\\|}{\\|z\\|}.")
            .Figure(File, "prediction", $"$E = {error.ToString("0.000", CultureInfo.InvariantCulture)}$ on the test patients $(B, z)$. The prediction follows the trend, flatter than the truth: what ten measures do not explain is pulled towards the mean. Features 5 and 6, nearly collinear, get large coefficients of opposite signs.", curve, coefficients);
    }
}
