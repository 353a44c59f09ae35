using System.Globalization;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>The linear program of transport: a coupling, the path it gives, and the assignment problem.</summary>
internal sealed class Couplings(Page page, LectureRun run)
{
    private const string File = "Couplings.cs", Topic = "Exact couplings";

    public void Write()
    {
        run.Report("the coupling of two clouds");
        #region coupling
        const int n = 60, m = 80;
        var random = new Philox(1);
        Tensor<double> x = random.Split("x").Normal<double>([n, 2], 0, 0.3), y = Target(m, random.Split("y"));
        Tensor<double> a = random.Split("a").Uniform<double>([n], 0.2, 1), b = random.Split("b").Uniform<double>([m], 0.2, 1);
        (a, b) = (a / a.Sum(), b / b.Sum());

        var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        TransportResult<double> exact = new NetworkSimplex().Solve(costs, a, b);
        var plan = (SparsePlan<double>)exact.Plan;

        var coupling = new Chart { Title = "The optimal coupling", Square = true, Height = 400 }
            .Links(plan.Entries, x, y).Cloud("sources", x, Ink.Blue, a).Cloud("targets", y, Ink.Orange, b);
        #endregion
        #region interpolation
        Chart Frame(double time)
        {
            (Tensor<double> points, Tensor<double> masses) = DisplacementInterpolation.At(plan, x, y, time);
            var chart = new Chart { Title = $"t = {time.ToString("0.0", CultureInfo.InvariantCulture)}", Bare = true, Square = true }.Limits(-2, 2, -2.1, 3.1);
            for (int i = 0; i < masses.Length; i++)
                chart.ColouredPoints([points[i, 0]], [points[i, 1]], [0], new ClassMap([TransportDrawing.At(time)]), (float)(70 * Math.Sqrt(masses[i])));
            return chart;
        }

        Chart[] frames = [.. new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 }.Select(Frame)];

        // Half way along a shortest path, half of its length is left.
        (Tensor<double> middle, Tensor<double> weights) = DisplacementInterpolation.At(plan, x, y, 0.5);
        double half = new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(middle, y), weights, b).LinearCost;
        #endregion
        page.Section("The cheapest coupling")
            .Text("Mass $a_i$ lies at the points $x_i$ and is wanted at the points $y_j$ as $b_j$. A coupling says how much goes from where to where; the optimal one costs least:")
            .Math("\\min_{P \\ge 0} \\; \\sum_{i} \\sum_{j} P_{ij} \\, \\|x_i - y_j\\|^2 \\; \\text{with} \\; P 1 = a, \\; P^\\top 1 = b.")
            .Text($"The network simplex method walks along the vertices of this linear program. A vertex is a tree of arcs, so at most $n + m - 1 = {n + m - 1}$ pairs exchange mass. The prices $f$ and $g$ of the dual, with $f_i + g_j \\le C_{{ij}}$, certify the answer: what they promise is what the plan costs.")
            .Figure(File, "coupling", $"{plan.Entries.Count} of {n * m} pairs exchange mass; areas are masses. Cost {Number(exact.LinearCost)}, certified to {Small(Math.Abs(exact.Gap))}.", coupling)
            .Text("Let every bit of mass travel straight to where the plan sends it. On the way it passes through all distributions between the two, and this path is the shortest one: a geodesic of the Wasserstein distance.")
            .Figure(File, "interpolation", $"McCann's interpolation of the two clouds. Half way, the distance left is {Number(Math.Sqrt(half / exact.LinearCost))} of the whole, found by another exact solve.", frames);
        page.Headline(Topic, "cost of the coupling, and how far it can be from optimal", $"{Number(exact.LinearCost)}, {Small(Math.Abs(exact.Gap))}")
            .Headline(Topic, $"pairs that exchange mass (at most {n + m - 1}), pivots", $"{plan.Entries.Count}, {exact.Iterations}")
            .Headline(Topic, "distance left half way, as a share of the whole", Math.Sqrt(half / exact.LinearCost).ToString("0.000000", CultureInfo.InvariantCulture));
        Assign(random);
    }

    private void Assign(Philox random)
    {
        run.Report("assignment");
        #region assignment
        const int pairs = 40;
        Tensor<double> from = random.Split("from").Normal<double>([pairs, 2], 0, 0.3), to = Target(pairs, random.Split("to"));
        var between = new PointCloudCost<double, SquaredEuclideanCost<double>>(from, to);
        AssignmentResult<double> assignment = new LinearAssignment().Solve(between);
        TransportResult<double> transport = new NetworkSimplex().Solve(between);

        var permutation = new Chart { Title = "Forty and forty of the same mass", Square = true, Height = 400 }
            .Links(assignment.ToPlan(1.0 / pairs).Entries, from, to, width: 1.5f).Cloud("sources", from, Ink.Blue).Cloud("targets", to, Ink.Orange);
        #endregion
        double difference = Math.Abs((assignment.Cost / pairs) - transport.LinearCost);
        page.Text("With as many sources as targets, all of the same mass, no mass is split: the vertices of the program are permutations (Birkhoff, von Neumann). The assignment problem has a method of its own, by shortest augmenting paths (Jonker, Volgenant).")
            .Figure(File, "assignment", "No two pairs would pay less with their ends swapped. Lines may cross, but points that travel them in the same time never meet on the way.", permutation);
        page.Headline(Topic, "assignment: mean cost of a pair, gap", $"{Number(assignment.Cost / pairs)}, {Small(Math.Abs(assignment.Gap))}")
            .Headline(Topic, "assignment against the simplex method (should be 0)", Small(difference));
    }

    /// <summary>Half of the points around (0, 1.6), a quarter to the lower left, a quarter to the lower right.</summary>
    private static Tensor<double> Target(int count, Philox random)
    {
        Tensor<double> points = random.Normal<double>(count, 2);
        for (int i = 0; i < count; i++)
        {
            (double centre, double height, double deviation) = 2 * i < count ? (0, 1.6, 0.5) : (i % 2 == 0 ? -1 : 1, -1, 0.3);
            (points[i, 0], points[i, 1]) = (centre + (deviation * points[i, 0]), height + (deviation * points[i, 1]));
        }

        return points;
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
