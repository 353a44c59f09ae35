using System.Globalization;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>What entropy does to a plan, what it costs, and how fast Sinkhorn's iterations find it.</summary>
internal sealed class Blurring(Page page, LectureRun run)
{
    private const string File = "Blurring.cs", Topic = "Entropy";

    public void Write()
    {
        run.Report("plans with less and less entropy");
        int n = run.Choose(300, 120), m = run.Choose(200, 80);
        #region sweep
        var random = new Philox(2);
        (Tensor<double> x, Tensor<double> y) = (ByAngle(Square(n, random.Split("square"))), ByAngle(Ring(m, random.Split("ring"))));
        var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        TransportResult<double> exact = new NetworkSimplex().Solve(costs);

        double[] weights = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001];
        TransportResult<double>[] answers = [.. weights.Select(epsilon => new Sinkhorn { Epsilon = epsilon, Tolerance = 1e-7, MaxIterations = 5000 }.Solve(costs))];

        var bounds = new Chart { Title = "What each plan costs, and what it proves", X = "ε", Y = "cost", LogX = true }
            .Line("upper bound, the rounded plan's $\\langle P, C \\rangle$", weights, answers.Select(answer => answer.UpperBound), Ink.Orange)
            .Line("lower bound, from the potentials", weights, answers.Select(answer => answer.LowerBound), Ink.Green)
            .Line("exact", weights, weights.Select(_ => exact.LinearCost), Ink.Red, dashed: true);
        Chart Coupling(int k) => new Chart { Title = $"ε = {Number(weights[k])}", Bare = true }
            .Shade(answers[k].Plan.ToDense(), TransportDrawing.Start, new ScottPlot.CoordinateRect(0, m, 0, n), 1.0 / n / 10).Limits(0, m, 0, n);
        #endregion
        page.Section("Entropy, and what it costs")
            .Text("Entropy makes the problem smooth and the answer fast: the plan is a scaled kernel, and Sinkhorn's iterations adapt its rows and columns in turn.")
            .Math("\\min_P \\; \\langle P, C \\rangle + \\eps \\, \\text{KL}(P \\,|\\, a \\times b), \\quad P_{ij} = a_i \\, \\exp((f_i + g_j - C_{ij}) / \\eps) \\, b_j.")
            .Text($"{n} points in a square, {m} in a ring around it, both ordered by angle. All is done in logarithms: no $\\eps$ is too small for a number, and whatever ended the run, two bounds of the exact cost come with the answer. One is the cost of the plan rounded to the exact masses, the other the value of its potentials after they are made feasible.")
            .Figure(File, "sweep", "The plan from blurred to sharp: mass that could go to a third of the ring ends up on a curve. An entry with a tenth of the mass of its source, or more, has the full colour.", Coupling(1), Coupling(3), Coupling(5), bounds)
            .Table(["$\\eps$", "$\\langle P, C \\rangle$", "lower bound", "upper bound", "gap", "sweeps", "error"],
                weights.Zip(answers, (epsilon, answer) => (IReadOnlyList<string>)[Number(epsilon), Cost(answer.LinearCost), Cost(answer.LowerBound), Cost(answer.UpperBound), Small(answer.Gap),
                    answer.Iterations.ToString(CultureInfo.InvariantCulture) + (answer.Status is Status.Converged ? "" : ", stopped"), Small(answer.MarginalError)]))
            .Text("The gap is that of the entropic problem; the error is how far the masses of the plan are off before it is rounded, as a share of all.");
        page.Headline(Topic, "exact cost", Cost(exact.LinearCost));
        foreach (int k in new[] { 1, 3, 5 })
        {
            page.Headline(Topic, $"ε = {Number(weights[k])}: cost of the plan, lower and upper bound of the exact cost", $"{Cost(answers[k].LinearCost)}, {Cost(answers[k].LowerBound)}, {Cost(answers[k].UpperBound)}")
                .Headline(Topic, $"ε = {Number(weights[k])}: sweeps, gap, masses off by", $"{answers[k].Iterations}, {Small(answers[k].Gap)}, {Small(answers[k].MarginalError)}");
        }

        Race(costs);
    }

    private void Race(PointCloudCost<double, SquaredEuclideanCost<double>> costs)
    {
        run.Report("how fast Sinkhorn's iterations converge");
        #region race
        var chart = new Chart { Title = "Masses off by, at ε = 0.005", X = "sweep", LogX = true, LogY = true, Height = 360 };
        var counts = new List<int>();
        foreach (var (name, acceleration, ink) in new[] { ("plain", Acceleration.None, Ink.Orange), ("over-relaxed", Acceleration.OverRelaxation, Ink.Blue), ("with Newton steps at the end", Acceleration.Newton, Ink.Green) })
        {
            TransportResult<double> answer = new Sinkhorn { Epsilon = 0.005, Tolerance = 1e-9, Acceleration = acceleration, MaxIterations = 3000, RecordTrace = true }.Solve(costs);
            chart.Line(name, answer.Trace.Select(point => (double)point.Iteration), answer.Trace.Select(point => point.MarginalError), ink);
            counts.Add(answer.Iterations);
        }
        #endregion
        page.Text("Plain iterations converge at a linear rate that falls with $\\eps$. Over-relaxation overshoots each update by as much as the rate seen so far calls for; Newton's method on the dual finishes where only few entries of the plan are left.")
            .Figure(File, "race", "The first sweeps, up and down, are at larger $\\eps$, halved stage by stage. From then on the three differ.", chart);
        page.Headline(Topic, "ε = 0.005: sweeps to 1e-9, plain, over-relaxed, Newton", string.Join(", ", counts));
    }

    private static Tensor<double> Square(int count, Philox random) => random.Uniform<double>([count, 2], -0.5, 0.5);

    private static Tensor<double> Ring(int count, Philox random)
    {
        Tensor<double> points = random.Uniform<double>(count, 2);
        for (int i = 0; i < count; i++)
        {
            double radius = Math.Sqrt(0.64 + (0.36 * points[i, 0])), angle = 2 * Math.PI * points[i, 1];
            (points[i, 0], points[i, 1]) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }

        return points;
    }

    /// <summary>The points in the order of their angle around the origin.</summary>
    private static Tensor<double> ByAngle(Tensor<double> points) => Tensor.FromRows(Enumerable.Range(0, points.Shape[0])
        .Select(i => new[] { points[i, 0], points[i, 1] }).OrderBy(point => Math.Atan2(point[1], point[0])));

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Cost(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
