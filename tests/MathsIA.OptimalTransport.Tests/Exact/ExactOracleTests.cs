using CsCheck;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

/// <summary>Exact plans against linear programming, recorded by tests/fixtures/transport_exact.py, and against what optimal plans must be.</summary>
public class ExactOracleTests
{
    [Theory]
    [InlineData(5, 8, 37.88362068965517, 40.92025862068965, 8.73117816091954)]
    [InlineData(17, 11, 11.946051307847082, 17.64398893360161, 1.6970824949698189)]
    [InlineData(40, 60, 3.9973602154347683, 6.50200198426759, 0.6847884629012831)]
    public void Values_are_those_of_linear_programming(int n, int m, double value, double barred, double partial)
    {
        Tensor<double> a = ExactProblems.Masses(n, 5), b = ExactProblems.Masses(m, 7);
        TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(ExactProblems.Costs(n, m)), a, b);
        Assert.Equal(value, result.LinearCost, 1e-10);
        ExactProblems.Certify(result, ExactProblems.Cost, a, b, 1e-11);
        result = new NetworkSimplex().Solve(new DenseCost<double>(ExactProblems.Costs(n, m, (i, j) => ExactProblems.IsBarred(i, j, n))), a, b);
        Assert.Equal(barred, result.LinearCost, 1e-10);
        Assert.Equal(partial, new PartialTransport().Solve(new DenseCost<double>(ExactProblems.Costs(n, m)), 0.6, a, b).LinearCost, 1e-10);
    }

    [Fact]
    public void Partial_plans_are_feasible_and_their_potentials_certify_them()
    {
        Tensor<double> c = ExactProblems.Costs(17, 11), a = ExactProblems.Masses(17, 5), b = ExactProblems.Masses(11, 7) * 1.5;
        TransportResult<double> result = new PartialTransport().Solve(new DenseCost<double>(c), 0.7, a, b);
        Tensor<double> p = result.Plan.ToDense();
        Assert.Equal(0.7, p.Sum(), 1e-12);
        Tensor<double> f = result.SourcePotentials, g = result.TargetPotentials;
        double price = g.Max();
        for (int i = 0; i < 17; i++)
        {
            double kept = a[i] - Enumerable.Range(0, 11).Sum(j => p[i, j]);
            Assert.True(kept >= -1e-12 && f[i] <= 1e-11 && (kept < 1e-12 || f[i] > -1e-11));
            for (int j = 0; j < 11; j++)
                Assert.True(f[i] + g[j] <= c[i, j] + 1e-11 && (p[i, j] == 0 || f[i] + g[j] > c[i, j] - 1e-11));
        }

        for (int j = 0; j < 11; j++)
        {
            double without = b[j] - Enumerable.Range(0, 17).Sum(i => p[i, j]);
            // What is not wholly served is the dearest there is.
            Assert.True(without >= -1e-12 && (without < 1e-12 || g[j] > price - 1e-11));
        }

        Assert.InRange(result.Gap, -1e-11, 1e-11);
        Assert.Equal(new NetworkSimplex().Solve(new DenseCost<double>(c), a, a.Length == 17 ? ExactProblems.Masses(11, 7) : b).LinearCost,
            new PartialTransport().Solve(new DenseCost<double>(c), 1, a, ExactProblems.Masses(11, 7)).LinearCost, 1e-10);
        Assert.Throws<ArgumentOutOfRangeException>("mass", () => new PartialTransport().Solve(new DenseCost<double>(c), 1.1, a, b));
        Assert.Throws<ArgumentOutOfRangeException>("mass", () => new PartialTransport().Solve(new DenseCost<double>(c), double.NaN, a, b));
        Assert.Throws<ShapeMismatchException>(() => new PartialTransport().Solve(new DenseCost<double>(c), 0.5, b, a));
    }

    [Fact]
    public void Any_small_whole_number_problem_is_certified() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 1000]).Sample((n, m, seed) =>
        {
            // Ties everywhere: costs 0 to 3, masses 0 to 2.
            var random = new Philox(seed);
            double[] costs = [.. Enumerable.Range(0, n * m).Select(_ => (double)random.NextBelow(4))];
            double[] a = [.. Enumerable.Range(0, n).Select(_ => (double)random.NextBelow(3))], b = [.. Enumerable.Range(0, m).Select(_ => (double)random.NextBelow(3))];
            a[0]++;
            b[0]++;
            (double from, double to) = (a.Sum(), b.Sum());
            (a, b) = ([.. a.Select(x => x / from)], [.. b.Select(x => x / to)]);
            TransportResult<double> result = new NetworkSimplex { MaxIterations = 100000 }.Solve(new DenseCost<double>(Tensor.From(costs, n, m)), Tensor.From(a), Tensor.From(b));
            Assert.Equal(Status.Converged, result.Status);
            ExactProblems.Certify(result, (i, j) => costs[(i * m) + j], Tensor.From(a), Tensor.From(b), 1e-12);
        }, seed: "0000KFqLCTK2", iter: 200);

    [Fact]
    public void Gradients_of_convex_functions_are_optimal_as_they_are()
    {
        // Brenier: y = ∇φ(x) with φ convex is the optimal map, so the identity matching is optimal; no permutation of it is cheaper.
        Tensor<double> x = new Philox(3).Normal<double>(60, 2);
        Tensor<double> y = Tensor.Zeros<double>(60, 2);
        for (int i = 0; i < 60; i++)
        {
            double u = x[i, 0], v = x[i, 1], soft = 1 / (1 + Math.Exp(-u - (2 * v)));
            (y[i, 0], y[i, 1]) = ((0.7 * u) + (u * u * u) + soft, (1.5 * v) + (2 * soft) + 5);
        }

        var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        double expected = Enumerable.Range(0, 60).Sum(i => costs.Entry(i, i)) / 60;
        TransportResult<double> result = new NetworkSimplex().Solve(costs);
        Assert.Equal(expected, result.LinearCost, 1e-10);
        Assert.All(((SparsePlan<double>)result.Plan).Entries, entry => Assert.Equal(entry.Row, entry.Column));
        AssignmentResult<double> pairs = new LinearAssignment().Solve(costs);
        Assert.Equal(Enumerable.Range(0, 60), pairs.Targets.ToArray());
    }

    [Fact]
    public void Costs_scaled_and_shifted_by_row_and_column_have_the_same_plan_and_the_value_follows()
    {
        Tensor<double> c = Problems.Matrix(20, 30, 4), a = Problems.Masses(20, 5), b = Problems.Masses(30, 6);
        TransportResult<double> plain = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b), turned = new NetworkSimplex().Solve(new DenseCost<double>(c.Transpose()), b, a);
        Assert.Equal(plain.LinearCost, turned.LinearCost, 1e-13);
        Tensor<double> shift = Problems.Matrix(20, 1, 8);
        TransportResult<double> moved = new NetworkSimplex().Solve(new DenseCost<double>((c * 3) + shift), a, b);
        double shifted = Enumerable.Range(0, 20).Sum(i => a[i] * shift[i, 0]);
        Assert.Equal((3 * plain.LinearCost) + shifted, moved.LinearCost, 1e-12);
        Assert.Equal(((SparsePlan<double>)plain.Plan).Entries.Select(e => (e.Row, e.Column)), ((SparsePlan<double>)moved.Plan).Entries.Select(e => (e.Row, e.Column)));
    }

    [Fact]
    public void The_potentials_of_the_answer_start_a_much_shorter_run()
    {
        Tensor<double> c = Problems.Matrix(120, 150, 4), a = Problems.Masses(120, 5), b = Problems.Masses(150, 6);
        TransportResult<double> cold = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b);
        TransportResult<double> warm = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b, cold.TargetPotentials);
        Assert.Equal(cold.LinearCost, warm.LinearCost, 1e-13);
        Assert.True(10 * warm.Iterations < cold.Iterations, $"{warm.Iterations} against {cold.Iterations}");
        // From those of a problem nearby it is still the shorter way.
        Tensor<double> near = c + (Problems.Matrix(120, 150, 14) * 1e-3);
        TransportResult<double> again = new NetworkSimplex().Solve(new DenseCost<double>(near), a, b), warmer = new NetworkSimplex().Solve(new DenseCost<double>(near), a, b, cold.TargetPotentials);
        Assert.Equal(again.LinearCost, warmer.LinearCost, 1e-13);
        Assert.True(2 * warmer.Iterations < again.Iterations, $"{warmer.Iterations} against {again.Iterations}");
        Assert.Throws<ShapeMismatchException>("targetPotentials", () => new NetworkSimplex().Solve(new DenseCost<double>(c), a, b, a));
        Assert.Throws<ArgumentOutOfRangeException>("targetPotentials", () => new NetworkSimplex().Solve(new DenseCost<double>(c), a, b, b / 0.0));
    }

    [Fact]
    public void Masses_below_a_quantum_and_any_potentials_to_start_from_do_no_harm()
    {
        Tensor<double> c = Problems.Matrix(30, 25, 4), a = Problems.Masses(30, 5), b = Problems.Masses(25, 6);
        a[3] = 1e-30;
        b[7] = 1e-300;
        b[8] = 1e-25;
        (a, b) = (a / a.Sum(), b / b.Sum());
        TransportResult<double> expected = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b);
        ExactProblems.Certify(expected, (i, j) => c[i, j], a, b, 1e-12);
        for (ulong seed = 0; seed < 20; seed++)
        {
            Tensor<double> start = (Tensor.From(Problems.Uniform(25, seed)) - 0.5) * Math.Pow(10, (seed % 5) - 2.0);
            TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b, start);
            ExactProblems.Certify(result, (i, j) => c[i, j], a, b, 1e-12);
            Assert.Equal(expected.LinearCost, result.LinearCost, 1e-13);
        }
    }

    [Fact]
    public void Time_runs_out_and_progress_is_told()
    {
        Tensor<double> c = Problems.Matrix(300, 300, 4);
        Assert.Equal(Status.TimeLimit, new NetworkSimplex { TimeLimit = TimeSpan.Zero }.Solve(new DenseCost<double>(c)).Status);
        var told = new Told();
        TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(c), progress: told);
        Assert.Equal(result.Iterations / 1024, told.Counts.Count);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new NetworkSimplex { TimeLimit = TimeSpan.FromSeconds(-1) });
    }

    private sealed class Told : IProgress<int>
    {
        public List<int> Counts { get; } = [];

        public void Report(int value) => Counts.Add(value);
    }
}
