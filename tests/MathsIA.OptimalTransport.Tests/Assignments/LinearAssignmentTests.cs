using CsCheck;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

public class LinearAssignmentTests
{
    [Theory]
    [InlineData(9, 9, 151), InlineData(30, 30, 173), InlineData(20, 35, 47), InlineData(35, 20, 55), InlineData(100, 100, 138)]
    public void Costs_are_those_of_scipy(int n, int m, double cost)
    {
        Tensor<double> c = ExactProblems.Costs(n, m);
        AssignmentResult<double> result = new LinearAssignment().Solve(new DenseCost<double>(c));
        Assert.Equal(cost, result.Cost);
        Certify(result, c);
    }

    [Fact]
    public void Any_small_problem_is_solved_as_by_trying_all() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[0, 10000], Gen.Int[2, 1000]).Sample((n, m, seed, levels) =>
        {
            var random = new Philox(seed);
            Tensor<double> c = Tensor.From([.. Enumerable.Range(0, n * m).Select(_ => (double)(random.NextBelow(levels) - (levels / 2)))], n, m);
            AssignmentResult<double> result = new LinearAssignment().Solve(new DenseCost<double>(c));
            Assert.Equal(n <= m ? Best(c, 0, 0) : Best(c.Transpose().Clone(), 0, 0), result.Cost);
            Certify(result, c);
        }, seed: "0000KFqLCTK2", iter: 300);

    [Theory]
    [InlineData(200, 200), InlineData(150, 210), InlineData(210, 150)]
    public void Large_problems_carry_their_certificate(int n, int m)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            Tensor<double> c = Problems.Matrix(n, m, seed);
            Certify(new LinearAssignment().Solve(new DenseCost<double>(c)), c);
            var cloud = new PointCloudCost<float, SquaredEuclideanCost<float>>(Problems.Matrix(n, 2, seed).To<float>(), (Problems.Matrix(m, 2, seed + 1) + 0.3).To<float>());
            AssignmentResult<float> pairs = new LinearAssignment().Solve(cloud);
            Assert.Equal(Status.Converged, pairs.Status);
            Assert.InRange(pairs.Gap, -1e-10, 1e-10);
        }
    }

    [Fact]
    public void Squares_agree_with_the_network_simplex()
    {
        Tensor<double> c = Problems.Matrix(80, 80, 11);
        AssignmentResult<double> pairs = new LinearAssignment().Solve(new DenseCost<double>(c));
        TransportResult<double> plan = new NetworkSimplex().Solve(new DenseCost<double>(c));
        Assert.Equal(plan.LinearCost, pairs.Cost / 80, 1e-13);
        Assert.Equal(((SparsePlan<double>)plan.Plan).Entries.Select(e => (e.Row, e.Column)), pairs.ToPlan(1.0 / 80).Entries.Select(e => (e.Row, e.Column)));
    }

    [Fact]
    public void What_cannot_be_paired_is_shown_by_a_crowd()
    {
        double inf = double.PositiveInfinity;
        for (int turned = 0; turned < 2; turned++)
        {
            Tensor<double> c = Tensor.From([1, inf, inf, 1, 2, inf, inf, 3, 1, inf, inf, inf, 1, 1, 1, 1, 2.0, 5, 5, 5], 4, 5);
            // Rows 0 to 2 reach columns 0 and 3 alone... row 1 reaches 1 and 2 as well, so bar those.
            foreach (int j in new[] { 1, 2, 4 })
            {
                for (int i = 0; i < 3; i++)
                    c[i, j] = inf;
            }

            (c[0, 0], c[1, 0], c[1, 3], c[2, 3], c[0, 3], c[2, 0]) = (1, 2, 3, 1, 4, 5);
            AssignmentResult<double> result = new LinearAssignment().Solve(new DenseCost<double>(turned == 0 ? c : c.Transpose().Clone()));
            Assert.Equal(Status.Infeasible, result.Status);
            Assert.True(double.IsPositiveInfinity(result.Gap));
            (int[] rows, int[] columns) = turned == 0 ? result.Crowd!.Value : (result.Crowd!.Value.Targets, result.Crowd.Value.Sources);
            Assert.True(rows.Length > columns.Length);
            foreach (int i in rows)
            {
                for (int j = 0; j < 5; j++)
                    Assert.True(columns.Contains(j) || double.IsInfinity(c[i, j]));
            }

            // As many as can be are paired all the same.
            Assert.Equal(3, result.Targets.ToArray().Count(j => j >= 0));
        }
    }

    [Theory]
    [InlineData(1e12), InlineData(1e32), InlineData(1e300), InlineData(double.PositiveInfinity)]
    public void Huge_costs_do_not_drown_the_others(double huge)
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            Tensor<double> c = Problems.Matrix(12, 12, seed), dear = c.Clone();
            double[] coin = Problems.Uniform(144, seed + 50);
            for (int k = 0; k < 144; k++)
            {
                if (coin[k] < 0.4 && k / 12 != k % 12)
                    (c[k / 12, k % 12], dear[k / 12, k % 12]) = (huge, 100);
            }

            AssignmentResult<double> result = new LinearAssignment().Solve(new DenseCost<double>(c));
            Assert.Equal(new LinearAssignment().Solve(new DenseCost<double>(dear)).Cost, result.Cost, 1e-12);
            Assert.InRange(result.Gap, -1e-12, 1e-12);
        }

        // Where one must be paid, it is.
        if (double.IsFinite(huge))
            Assert.Equal(huge + 1, new LinearAssignment().Solve(new DenseCost<double>(Tensor.From([huge, huge, huge, 1, 1, 2, 3, 2, 0.0], 3, 3))).Cost, 1e-9 * huge);
    }

    [Fact]
    public void Ties_and_empty_sides_and_cancellation_are_no_trouble()
    {
        AssignmentResult<double> equal = new LinearAssignment().Solve(new DenseCost<double>(Tensor.Ones<double>(40, 40)));
        Assert.Equal(40, equal.Cost);
        Assert.Equal(40, equal.Targets.ToArray().Distinct().Count());
        Assert.Equal(Status.Converged, new LinearAssignment().Solve(new DenseCost<double>(Tensor.Zeros<double>(0, 3))).Status);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(Status.Cancelled, new LinearAssignment().Solve(new DenseCost<double>(Problems.Matrix(60, 60, 1)), source.Token).Status);
        Assert.Throws<ArgumentNullException>("costs", () => new LinearAssignment().Solve<double>(null!));
    }

    private static void Certify(AssignmentResult<double> result, Tensor<double> c)
    {
        int n = c.Shape[0], m = c.Shape[1];
        Assert.Equal(Status.Converged, result.Status);
        double size = c.Abs().Max() + 1, sum = 0;
        Assert.Equal(Math.Min(n, m), result.Targets.ToArray().Count(j => j >= 0));
        for (int i = 0; i < n; i++)
        {
            int j = result.Targets[i];
            double f = result.SourcePotentials[i];
            if (j >= 0)
            {
                Assert.Equal(i, result.Sources[j]);
                Assert.Equal(c[i, j], f + result.TargetPotentials[j], 1e-12 * size);
                sum += c[i, j];
            }

            // The side with some left over has potentials of one sign, and 0 for these.
            Assert.True(n <= m || (f <= 0 && (j >= 0 || f == 0)));
            for (int k = 0; k < m; k++)
                Assert.True(f + result.TargetPotentials[k] <= c[i, k] + (1e-12 * size));
        }

        for (int j = 0; j < m; j++)
            Assert.True(m <= n || (result.TargetPotentials[j] <= 0 && (result.Sources[j] >= 0 || result.TargetPotentials[j] == 0)));
        Assert.Equal(sum, result.Cost, 1e-12 * size * n);
        Assert.InRange(result.Gap, -1e-12 * size * n, 1e-12 * size * n);
    }

    /// <summary>By trying all: row i and what follows, with a mask of the columns taken.</summary>
    private static double Best(Tensor<double> c, int i, int taken)
    {
        if (i == c.Shape[0])
            return 0;
        double best = double.PositiveInfinity;
        for (int j = 0; j < c.Shape[1]; j++)
        {
            if ((taken & (1 << j)) == 0)
                best = Math.Min(best, c[i, j] + Best(c, i + 1, taken | (1 << j)));
        }

        return best;
    }
}
