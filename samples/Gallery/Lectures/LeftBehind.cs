using System.Globalization;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Transport where not all mass must go: what is far is left behind.</summary>
internal sealed class LeftBehind(Page page, LectureRun run)
{
    private const string File = "LeftBehind.cs", Topic = "Mass left behind";

    public void Write()
    {
        run.Report("mass that is left behind");
        int n = run.Choose(120, 40), m = run.Choose(110, 36);
        #region unbalanced
        var random = new Philox(4);
        Tensor<double> x = Blobs(random.Split("x"), n, (0.3, 0.7), (0.8, 0.25)), y = Blobs(random.Split("y"), m, (0.2, 0.4), (0.45, 0.85));
        Tensor<double> a = Tensor.Full([n], 0.95 / n), b = Tensor.Full([m], 1.05 / m);
        var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);

        UnbalancedResult<double> Relaxed(IMarginalPenalty penalty) =>
            new UnbalancedSinkhorn { Epsilon = 0.001, SourcePenalty = penalty, TargetPenalty = penalty }.Solve(costs, a, b);

        Chart Moves(double strength)
        {
            UnbalancedResult<double> answer = Relaxed(new KullbackLeiblerPenalty(strength));
            return new Chart { Title = $"ρ = {Number(strength)}: {answer.Mass.ToString("0.00", CultureInfo.InvariantCulture)} of mass moves", Bare = true, Square = true, Height = 400 }
                .Links(answer.Plan.Largest(0.1), x, y, width: 1)
                .Cloud("what there is", x, Ink.Gray, size: 8, opacity: 0.45).Cloud(null, y, Ink.Gray, size: 8, opacity: 0.45)
                .Cloud("what leaves", x, Ink.Blue, answer.SourceMarginal, size: (float)(8 * Math.Sqrt(answer.Mass / 0.95)), opacity: 0.9)
                .Cloud("what arrives", y, Ink.Orange, answer.TargetMarginal, size: (float)(8 * Math.Sqrt(answer.Mass / 1.05)), opacity: 0.9);
        }

        Chart[] moves = [Moves(0.02), Moves(0.05), Moves(0.2), Moves(5)];
        #endregion
        #region mass
        double[] strengths = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
        UnbalancedResult<double>[] entropy = [.. strengths.Select(strength => Relaxed(new KullbackLeiblerPenalty(strength)))];
        UnbalancedResult<double>[] variation = [.. strengths.Select(strength => Relaxed(new TotalVariationPenalty(strength)))];
        var moved = new Chart { Title = "How much moves", X = "ρ", Y = "mass", LogX = true }
            .Line("relative entropy", strengths, entropy.Select(answer => answer.Mass), Ink.Blue).Line("total variation", strengths, variation.Select(answer => answer.Mass), Ink.Orange);

        double[] parts = [.. Enumerable.Range(1, 19).Select(k => 0.05 * k)];
        double[] prices = [.. parts.Select(part => new PartialTransport().Solve(costs, part, a, b).LinearCost)];
        var partial = new Chart { Title = "What the cheapest part costs, exactly", X = "mass moved", Y = "cost" }.Line(null, parts, prices, Ink.Green);
        #endregion
        page.Section("Mass that is left behind")
            .Text("Outliers, changed totals, things that appear and vanish: asking for all the mass to arrive is then asking too much. A penalty of strength $\\rho$ takes the place of the constraint, and mass that would have to go farther than it is worth stays.")
            .Math("\\min_P \\; \\langle P, C \\rangle + \\rho\\, D(P 1 \\,|\\, a) + \\rho\\, D(P^\\top 1 \\,|\\, b) + \\eps \\, \\text{KL}(P \\,|\\, a \\times b).")
            .Figure(File, "unbalanced", "The lower right cluster has no partner nearby. With relative entropy as the penalty it takes part more and more as $\\rho$ grows; grey discs show what is there, coloured ones what moves.", moves)
            .Text("Total variation is all or nothing: mass moves where it costs less than $2 \\rho$. Where instead the mass to be moved is known, partial transport moves the cheapest part of it, by the simplex method.")
            .Figure(File, "mass", "The curve on the right is convex: mass goes in the order of its price.", moved, partial);
        page.Headline(Topic, "masses of the two sides", "0.95, 1.05")
            .Headline(Topic, "relative entropy: mass moved at ρ = 0.05, 0.5, 5", string.Join(", ", new[] { 2, 5, 8 }.Select(k => Fixed(entropy[k].Mass))))
            .Headline(Topic, "total variation: mass moved at ρ = 0.05, 0.5, 5", string.Join(", ", new[] { 2, 5, 8 }.Select(k => Fixed(variation[k].Mass))))
            .Headline(Topic, "relative entropy, ρ = 0.5: iterations, gap", $"{entropy[5].Iterations}, {Small(entropy[5].Gap)}")
            .Headline(Topic, "exact cost of moving 0.5 and 0.95", $"{prices[9].ToString("0.00000", CultureInfo.InvariantCulture)}, {prices[^1].ToString("0.00000", CultureInfo.InvariantCulture)}");
    }

    private static Tensor<double> Blobs(Philox random, int count, params (double X, double Y)[] centres)
    {
        Tensor<double> points = random.Normal<double>([count, 2], 0, 0.07);
        for (int i = 0; i < count; i++)
        {
            (double centre, double height) = centres[i % centres.Length];
            (points[i, 0], points[i, 1]) = (centre + points[i, 0], height + points[i, 1]);
        }

        return points;
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Fixed(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
