namespace MathsIA.OptimalTransport.Tests;

public class NetworkSimplexTests
{
    [Theory]
    [InlineData(1, 1), InlineData(1, 7), InlineData(7, 1), InlineData(2, 2), InlineData(13, 5), InlineData(30, 45), InlineData(120, 90)]
    public void The_certificate_closes_and_the_plan_is_a_coupling(int n, int m)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            Tensor<double> c = Problems.Matrix(n, m, seed), a = Problems.Masses(n, seed + 100), b = Problems.Masses(m, seed + 200);
            TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b);
            Assert.Equal(Status.Converged, result.Status);
            Certify(result, c, a, b);
        }
    }

    [Theory]
    [InlineData(2), InlineData(4), InlineData(6)]
    public void Equal_masses_give_the_best_permutation(int n)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            Tensor<double> c = Problems.Matrix(n, n, seed);
            TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(c));
            Assert.Equal(Permutations(n).Min(p => p.Select((j, i) => c[i, j]).Sum()) / n, result.LinearCost, 1e-12);
            Assert.Equal(n, ((SparsePlan<double>)result.Plan).Entries.Count);
        }
    }

    /// <summary>Points of a coarse grid on the circle: costs of 0, and potentials that are sums of others and 0 but for their rounding.</summary>
    [Theory]
    [InlineData(3, new[] { 4, 8, 10, 0, 0 }, new[] { 4, 10, 11, 0, 10, 2 })]
    [InlineData(2, new[] { 6, 4, 8, 10, 3 }, new[] { 7, 8, 3, 6, 1, 8 })]
    [InlineData(2, new[] { 10, 11, 10, 1, 11, 11, 11 }, new[] { 1, 11, 9, 1 })]
    public void What_rounding_leaves_of_sums_does_not_bring_arcs_in_for_ever(int power, int[] p, int[] q)
    {
        double[] costs = [.. from i in p from j in q let d = Math.Abs((i / 12.0) - (j / 12.0)) select Math.Pow(Math.Min(d, 1 - d), power)];
        TransportResult<double> result = new NetworkSimplex { MaxIterations = 200 }.Solve(new DenseCost<double>(Tensor.From(costs, p.Length, q.Length)));
        Assert.Equal(Status.Converged, result.Status);
        Assert.InRange(result.Gap, 0, 1e-14);
    }

    [Fact]
    public void Two_bumps_on_a_line_cost_what_the_course_says()
    {
        (Tensor<double> c, Tensor<double> a, Tensor<double> b) = Problems.Bumps(200);
        TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b);
        Assert.Equal(0.251824284731869, result.LinearCost, 1e-12);
        Assert.Equal(399, ((SparsePlan<double>)result.Plan).Entries.Count);
        Certify(result, c, a, b);
    }

    [Theory]
    [InlineData(1e6), InlineData(1e12), InlineData(1e32), InlineData(1e300), InlineData(double.PositiveInfinity)]
    public void Huge_costs_do_not_poison_the_potentials(double huge)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            const int N = 8;
            double[] given = Problems.Uniform(N * N, seed), coin = Problems.Uniform(N * N, seed + 50);
            double[] barred = [.. given.Select((cost, k) => coin[k] < 0.4 && k / N != k % N ? huge : cost)];
            // What may be used costs at most 1, so that without the barred arcs a price of 100 is never worth paying.
            double[] dear = [.. barred.Select(cost => Math.Min(cost, 100))];
            Tensor<double> a = Problems.Masses(N, 77);
            double expected = new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From(dear).Reshape(N, N)), a, a).LinearCost;
            Tensor<double> c = Tensor.From(barred).Reshape(N, N);
            TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(c), a, a);
            Assert.Equal(Status.Converged, result.Status);
            Assert.Equal(expected, result.LinearCost, 1e-12);
            Certify(result, c, a, a);
        }
    }

    [Fact]
    public void Clusters_far_apart_are_matched_to_the_last_digit_inside_and_across()
    {
        // Three of four sources lie with two of four targets: one must cross, and which one matters at the scale of a cluster.
        double[] x = [0, 1e-5, 3e-5, 1], y = [0.5e-5, 2e-5, 1 + 1e-5, 1 + 3e-5];
        double[] costs = [.. from s in x from t in y select Math.Abs(s - t)];
        TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From(costs).Reshape(4, 4)));
        // On the line the sorted matching is optimal.
        Assert.Equal(x.Zip(y, (s, t) => Math.Abs(s - t)).Sum() / 4, result.LinearCost, 1e-15);
        Assert.InRange(result.Gap, 0, 1e-15);
    }

    [Fact]
    public void Masses_that_cannot_be_placed_are_infeasible()
    {
        double inf = double.PositiveInfinity;
        TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From([1, inf, inf, 1.0, 2, inf, 1, 1, 1]).Reshape(3, 3)),
            Tensor.From([0.5, 0.25, 0.25]), Tensor.From([0.4, 0.3, 0.3]));
        Assert.Equal(Status.Infeasible, result.Status);
        Assert.Equal(0.2, result.MarginalError, 1e-12);
        Assert.True(double.IsPositiveInfinity(result.UpperBound));
    }

    [Fact]
    public void Sources_and_targets_without_mass_get_potentials_and_no_mass()
    {
        Tensor<double> c = Problems.Matrix(4, 3, 5), a = Tensor.From([0.5, 0, 0.5, 0]), b = Tensor.From([0, 0.75, 0.25]);
        Certify(new NetworkSimplex().Solve(new DenseCost<double>(c), a, b), c, a, b);
    }

    [Fact]
    public void Float_costs_and_clouds_agree_with_dense_doubles()
    {
        Tensor<double> x = Problems.Matrix(40, 2, 1), y = Problems.Matrix(30, 2, 2);
        double[] costs = [.. from i in Enumerable.Range(0, 40) from j in Enumerable.Range(0, 30) select Math.Pow(x[i, 0] - y[j, 0], 2) + Math.Pow(x[i, 1] - y[j, 1], 2)];
        double dense = new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From(costs).Reshape(40, 30))).LinearCost;
        Assert.Equal(dense, new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y)).LinearCost, 1e-14);
        Assert.Equal(dense, new NetworkSimplex().Solve(new PointCloudCost<float, SquaredEuclideanCost<float>>(x.To<float>(), y.To<float>())).LinearCost, 1e-6);
    }

    [Fact]
    public void Stopped_early_the_plan_is_a_coupling_and_the_bound_holds()
    {
        Tensor<double> c = Problems.Matrix(50, 50, 3);
        double optimum = new NetworkSimplex().Solve(new DenseCost<double>(c)).LinearCost;
        TransportResult<double> early = new NetworkSimplex { MaxIterations = 10 }.Solve(new DenseCost<double>(c));
        Assert.Equal(Status.IterationLimit, early.Status);
        Assert.True(early.DualValue <= optimum && optimum <= early.LinearCost);
        Assert.InRange(early.MarginalError, 0, 1e-12);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(Status.Cancelled, new NetworkSimplex().Solve(new DenseCost<double>(c), cancellationToken: source.Token).Status);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var costs = new DenseCost<double>(Problems.Matrix(2, 3, 1));
        Assert.Throws<ArgumentNullException>("costs", () => new NetworkSimplex().Solve<double>(null!));
        Assert.Throws<ShapeMismatchException>(() => new NetworkSimplex().Solve(costs, Tensor.From([1.0])));
        Assert.Throws<ArgumentOutOfRangeException>("source", () => new NetworkSimplex().Solve(costs, Tensor.From([1.0, -1])));
        Assert.Throws<ArgumentOutOfRangeException>("target", () => new NetworkSimplex().Solve(costs, null, Tensor.From([1.0, double.NaN, 1])));
        Assert.Throws<ArgumentException>("target", () => new NetworkSimplex().Solve(costs, Tensor.From([1.0, 1]), Tensor.From([1.0, 1, 1])));
        Assert.Throws<ArgumentException>("source", () => new NetworkSimplex().Solve(costs, Tensor.From([0.0, 0])));
        Assert.Throws<ArgumentOutOfRangeException>("costs", () => new DenseCost<double>(Tensor.From([double.NaN]).Reshape(1, 1)));
        Assert.Throws<ShapeMismatchException>(() => new DenseCost<double>(Tensor.From([1.0])));
    }

    /// <summary>Feasible, dual feasible, and of equal value: optimal.</summary>
    private static void Certify(TransportResult<double> result, Tensor<double> c, Tensor<double> a, Tensor<double> b)
    {
        Tensor<double> p = result.Plan.ToDense();
        for (int i = 0; i < a.Shape[0]; i++)
        {
            Assert.Equal(a[i], Enumerable.Range(0, b.Shape[0]).Sum(j => p[i, j]), 1e-13);
            for (int j = 0; j < b.Shape[0]; j++)
            {
                double slack = c[i, j] - result.SourcePotentials[i] - result.TargetPotentials[j];
                Assert.True(slack >= -1e-12, $"({i}, {j}): {slack}");
                Assert.True(p[i, j] >= 0 && (p[i, j] == 0 || slack < 1e-11), $"({i}, {j}): mass {p[i, j]} at slack {slack}");
            }
        }

        for (int j = 0; j < b.Shape[0]; j++)
            Assert.Equal(b[j], Enumerable.Range(0, a.Shape[0]).Sum(i => p[i, j]), 1e-13);
        Assert.InRange(result.Gap, 0, 1e-12);
    }

    private static IEnumerable<int[]> Permutations(int n) => n == 0
        ? [[]]
        : Permutations(n - 1).SelectMany(p => Enumerable.Range(0, n).Select(at => (int[])[.. p[..at], n - 1, .. p[at..]]));
}
