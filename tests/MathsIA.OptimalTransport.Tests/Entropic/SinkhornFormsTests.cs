using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

/// <summary>Every way to the answer leads to the same one.</summary>
public class SinkhornFormsTests
{
    public static TheoryData<EntropicForm, Acceleration, double> Ways
    {
        get
        {
            var ways = new TheoryData<EntropicForm, Acceleration, double>();
            foreach (EntropicForm form in new[] { EntropicForm.Logarithmic, EntropicForm.Kernel })
            {
                foreach (Acceleration acceleration in Enum.GetValues<Acceleration>())
                {
                    ways.Add(form, acceleration, 1);
                    ways.Add(form, acceleration, 0.5);
                }
            }

            return ways;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void All_forms_and_accelerations_agree(EntropicForm form, Acceleration acceleration, double scaling)
    {
        foreach (double epsilon in new[] { 0.2, 0.02, 0.004 })
        {
            (DenseCost<double> costs, Tensor<double> a, Tensor<double> b) = Problem(37, 53);
            TransportResult<double> plain = new Sinkhorn { Epsilon = epsilon, Tolerance = 1e-12, MaxIterations = 100_000, Acceleration = Acceleration.None, Form = EntropicForm.Logarithmic, Scaling = 1 }.Solve(costs, a, b);
            TransportResult<double> result = new Sinkhorn { Epsilon = epsilon, Tolerance = 1e-11, MaxIterations = 20_000, Acceleration = acceleration, Form = form, Scaling = scaling, RecordTrace = true }.Solve(costs, a, b);
            Assert.Equal(Status.Converged, result.Status);
            Assert.Equal(form, result.Form);
            Assert.Equal(epsilon, result.Epsilon);
            Assert.Equal(result.Iterations, result.Trace.Count);
            Assert.Equal(plain.LinearCost, result.LinearCost, 1e-9);
            Assert.Equal(plain.KlValue!.Value, result.KlValue!.Value, 1e-10);
            Assert.Equal(plain.DualValue, result.DualValue, 1e-10);
            Assert.InRange(result.MarginalError, 0, 2e-11);
            Assert.InRange(result.Gap, -1e-12, 1e-8);
        }
    }

    [Fact]
    public void Acceleration_takes_a_third_of_the_sweeps_or_less()
    {
        (DenseCost<double> costs, Tensor<double> a, Tensor<double> b) = Problem(300, 300);
        var solver = new Sinkhorn { Epsilon = 0.01, Unit = CostUnit.Largest, Tolerance = 1e-9, MaxIterations = 20_000, Scaling = 1, Acceleration = Acceleration.None };
        int plain = solver.Solve(costs, a, b).Iterations;
        Assert.InRange((solver with { Acceleration = Acceleration.OverRelaxation }).Solve(costs, a, b).Iterations, 1, 0.35 * plain);
        // And so does the solver as it comes.
        Assert.InRange(new Sinkhorn { Epsilon = 0.01, Unit = CostUnit.Largest, Tolerance = 1e-9 }.Solve(costs, a, b).Iterations, 1, 0.35 * plain);
        Assert.InRange((solver with { Acceleration = Acceleration.Newton }).Solve(costs, a, b).Iterations, 1, 0.35 * plain);
        Assert.InRange((solver with { Acceleration = Acceleration.Anderson }).Solve(costs, a, b).Iterations, 1, 0.25 * plain);
    }

    [Theory, InlineData(EntropicForm.Logarithmic), InlineData(EntropicForm.Kernel)]
    public void On_clouds_with_outliers_a_third_of_the_sweeps_is_enough_too(EntropicForm form)
    {
        for (long seed = 0; seed < 3; seed++)
        {
            // The largest cost is that of two outliers: the plain iteration has an easy time.
            var random = new MathsIA.RandomNumbers.Philox(seed);
            var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(random.Normal<double>(300, 2), random.Normal<double>(300, 2));
            var solver = new Sinkhorn { Epsilon = 0.01, Unit = CostUnit.Largest, Tolerance = 1e-9, Form = form };
            int plain = (solver with { Scaling = 1, Acceleration = Acceleration.None }).Solve(costs).Iterations;
            Assert.InRange(solver.Solve(costs).Iterations, 1, 0.35 * plain);
        }
    }

    [Fact]
    public void Random_problems_converge_to_a_certified_answer()
    {
        // Below, small problems that nearly fall apart can take more sweeps than any limit of a test; see the next one.
        Gen.Select(Gen.Int[1, 25], Gen.Int[1, 25], Gen.Int[0, 1000], Gen.Double[-2, 1]).Sample(
            (n, m, seed, power) =>
            {
                double epsilon = Math.Pow(10, power);
                Tensor<double> c = Problems.Matrix(n, m, (ulong)seed), a = Problems.Masses(n, (ulong)seed + 1), b = Problems.Masses(m, (ulong)seed + 2);
                TransportResult<double> result = new Sinkhorn { Epsilon = epsilon, Tolerance = 1e-9, MaxIterations = 50_000 }.Solve(new DenseCost<double>(c), a, b);
                double exact = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b).LinearCost, entropy = Math.Min(Entropy(a), Entropy(b));
                return result.Status == Status.Converged && result.Gap >= -1e-12 && result.Gap < 1e-5
                    && exact <= result.LinearCost + 1e-8 && result.LinearCost <= exact + (epsilon * entropy) + 1e-8
                    && result.LowerBound <= exact + 1e-12 && exact <= result.UpperBound + 1e-12;
            },
            iter: 60, seed: "0N0XIzNsQ0O2");
    }

    [Fact]
    public void At_small_epsilon_the_answer_is_certified_whether_or_not_it_has_converged()
    {
        int converged = 0, all = 0;
        Gen.Select(Gen.Int[1, 25], Gen.Int[1, 25], Gen.Int[0, 1000], Gen.Double[-3.5, -2]).Sample(
            (n, m, seed, power) =>
            {
                Tensor<double> c = Problems.Matrix(n, m, (ulong)seed), a = Problems.Masses(n, (ulong)seed + 1), b = Problems.Masses(m, (ulong)seed + 2);
                TransportResult<double> result = new Sinkhorn { Epsilon = Math.Pow(10, power), Tolerance = 1e-9, MaxIterations = 20_000 }.Solve(new DenseCost<double>(c), a, b);
                double exact = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b).LinearCost;
                Interlocked.Increment(ref all);
                if (result.Status == Status.Converged)
                    Interlocked.Increment(ref converged);
                return result.Status is Status.Converged or Status.IterationLimit && double.IsFinite(result.LinearCost) && result.Gap >= -1e-12
                    && result.LowerBound <= exact + 1e-12 && exact <= result.UpperBound + 1e-12;
            },
            iter: 60, seed: "0N0XIzNsQ0O2");
        Assert.True(converged >= 0.8 * all, $"{converged} of {all} have converged.");
    }

    [Fact]
    public void A_mixing_that_leaves_for_nowhere_is_called_back()
    {
        // Here the first mixed point has a smaller error than all before and lies where the iteration all but stands still.
        Tensor<double> c = Problems.Matrix(17, 2, 73), a = Problems.Masses(17, 74), b = Problems.Masses(2, 75);
        TransportResult<double> result = new Sinkhorn { Epsilon = Math.Pow(10, -2.7410465417155283), Tolerance = 1e-9, MaxIterations = 100 }.Solve(new DenseCost<double>(c), a, b);
        Assert.Equal(Status.Converged, result.Status);
    }

    [Fact]
    public void The_contraction_is_at_least_as_fast_as_Hilbert_and_Birkhoff_say()
    {
        Tensor<double> c = Problems.Matrix(12, 15, 4);
        Tensor<double> a = Problems.Masses(12, 5), b = Problems.Masses(15, 6);
        const double Epsilon = 0.5;
        var costs = new DenseCost<double>(c);
        double diameter = 0;
        for (int i = 0; i < 12; i++)
        {
            for (int k = 0; k < 12; k++)
            {
                double[] differences = [.. Enumerable.Range(0, 15).Select(j => (c[k, j] - c[i, j]) / Epsilon)];
                diameter = Math.Max(diameter, differences.Max() - differences.Min());
            }
        }

        double rate = Math.Pow(Math.Tanh(diameter / 4), 2);
        var sweep = new LogSweep<double>(costs, Masses.Balanced(costs, a, b, "test"), null);
        var history = new List<double[]>();
        for (int k = 0; k < 60; k++)
        {
            sweep.Rows(Epsilon, 1);
            sweep.Columns(Epsilon, 1);
            history.Add([.. sweep.G]);
        }

        double Distance(double[] g)
        {
            double[] difference = [.. g.Zip(history[^1], (x, y) => x - y)];
            return difference.Max() - difference.Min();
        }

        for (int k = 0; k < 8; k++)
            Assert.True(Distance(history[k + 1]) <= (rate * Distance(history[k])) + 1e-13);
        Assert.True(Distance(history[0]) > 1e-6);
    }

    [Fact]
    public void Nothing_changes_but_what_should_when_points_are_renamed_and_costs_shifted_or_scaled()
    {
        (DenseCost<double> costs, Tensor<double> a, Tensor<double> b) = Problem(30, 20);
        var solver = new Sinkhorn { Epsilon = 0.05, Tolerance = 1e-12 };
        TransportResult<double> result = solver.Solve(costs, a, b);
        Tensor<double> c = Dense(costs);
        TransportResult<double> shifted = solver.Solve(new DenseCost<double>(c + 7), a, b);
        Assert.Equal(result.LinearCost + 7, shifted.LinearCost, 1e-9);
        TransportResult<double> scaled = (solver with { Epsilon = 0.5 }).Solve(new DenseCost<double>(c * 10), a, b);
        Assert.Equal(10 * result.KlValue!.Value, scaled.KlValue!.Value, 1e-9);
        TransportResult<double> relative = (solver with { Epsilon = 0.05 / CostScale.Of(costs, CostUnit.Mean), Unit = CostUnit.Mean }).Solve(costs, a, b);
        Assert.Equal(result.LinearCost, relative.LinearCost, 1e-10);
        TransportResult<double> turned = solver.Solve(new DenseCost<double>(c.Transpose().Clone()), b, a);
        Assert.Equal(result.LinearCost, turned.LinearCost, 1e-9);
        TransportResult<double> heavy = solver.Solve(costs, a * 3, b * 3);
        Assert.Equal(3 * result.LinearCost, heavy.LinearCost, 1e-9);
        Tensor<double> reversed = Tensor.From(a.ToArray().Reverse().ToArray());
        double[] rows = [.. Enumerable.Range(0, 30).Reverse().SelectMany(i => Enumerable.Range(0, 20).Select(j => c[i, j]))];
        Assert.Equal(result.LinearCost, solver.Solve(new DenseCost<double>(Tensor.From(rows).Reshape(30, 20)), reversed, b).LinearCost, 1e-10);
    }

    [Fact]
    public void A_warm_start_from_the_answer_is_done_at_once()
    {
        (DenseCost<double> costs, Tensor<double> a, Tensor<double> b) = Problem(40, 40);
        var solver = new Sinkhorn { Epsilon = 0.01, Tolerance = 1e-9 };
        TransportResult<double> cold = solver.Solve(costs, a, b), warm = solver.Solve(costs, a, b, cold.TargetPotentials);
        Assert.InRange(warm.Iterations, 1, 2);
        Assert.Equal(cold.LinearCost, warm.LinearCost, 1e-9);
        Assert.Throws<ShapeMismatchException>(() => solver.Solve(costs, a, b, Tensor.Zeros<double>(3)));
        Assert.Throws<ArgumentOutOfRangeException>("targetPotentials", () => solver.Solve(costs, a, b, Tensor.From(Enumerable.Repeat(double.NaN, 40).ToArray())));
    }

    [Fact]
    public void Greedy_updates_end_where_sweeps_do()
    {
        foreach (double epsilon in new[] { 0.5, 0.05 })
        {
            (DenseCost<double> costs, Tensor<double> a, Tensor<double> b) = Problem(25, 31);
            TransportResult<double> expected = new Sinkhorn { Epsilon = epsilon, Tolerance = 1e-11 }.Solve(costs, a, b);
            TransportResult<double> result = new Greenkhorn { Epsilon = epsilon, Tolerance = 1e-10 }.Solve(costs, a, b);
            Assert.Equal(Status.Converged, result.Status);
            Assert.Equal(expected.LinearCost, result.LinearCost, 1e-8);
            Assert.InRange(result.Gap, -1e-12, 1e-7);
        }

        TransportResult<double> small = new Greenkhorn { Epsilon = 1e-4, MaxIterations = 20 }.Solve(Problem(25, 31).Costs);
        Assert.True(double.IsFinite(small.LinearCost + small.KlValue!.Value + small.Gap));
    }

    [Fact]
    public void A_batch_has_the_bits_of_its_problems()
    {
        (DenseCost<double> costs, _, _) = Problem(20, 25);
        Tensor<double> sources = Rows(20, 5), targets = Rows(25, 1);
        var solver = new Sinkhorn { Epsilon = 0.05 };
        IReadOnlyList<TransportResult<double>> batch = solver.SolveBatch(costs, sources, targets);
        Assert.Equal(5, batch.Count);
        for (int k = 0; k < 5; k++)
        {
            TransportResult<double> alone = solver.Solve(costs, Tensor.From(Enumerable.Range(0, 20).Select(i => sources[k, i]).ToArray()), Tensor.From(Enumerable.Range(0, 25).Select(j => targets[0, j]).ToArray()));
            Assert.Equal(alone.TargetPotentials.ToArray(), batch[k].TargetPotentials.ToArray());
            Assert.Equal(alone.LinearCost, batch[k].LinearCost);
        }

        ICostGeometry<double>[] several = [costs, new DenseCost<double>(Problems.Matrix(20, 25, 8))];
        Assert.Equal(solver.Solve(several[1]).LinearCost, solver.SolveBatch(several)[1].LinearCost);
        Assert.Throws<ShapeMismatchException>(() => solver.SolveBatch(costs, Rows(19, 2), null));
        Assert.Throws<ShapeMismatchException>(() => solver.SolveBatch(costs, Rows(20, 3), Rows(25, 2)));
        Assert.Throws<ShapeMismatchException>(() => solver.SolveBatch(new ICostGeometry<double>[] { costs, new DenseCost<double>(Problems.Matrix(3, 3, 8)) }));
    }

    private static Tensor<double> Rows(int count, int problems) =>
        Tensor.From(Enumerable.Range(0, problems).SelectMany(k => Problems.Masses(count, (ulong)(30 + k)).ToArray()).ToArray()).Reshape(problems, count);

    private static (DenseCost<double> Costs, Tensor<double> A, Tensor<double> B) Problem(int n, int m)
    {
        var cloud = new PointCloudCost<double, SquaredEuclideanCost<double>>(Problems.Matrix(n, 2, 21), Problems.Matrix(m, 2, 22));
        double[] entries = [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, m) select cloud.Entry(i, j)];
        return (new(Tensor.From(entries).Reshape(n, m)), Problems.Masses(n, 23), Problems.Masses(m, 24));
    }

    private static Tensor<double> Dense(DenseCost<double> costs) =>
        Tensor.From((from i in Enumerable.Range(0, costs.Rows) from j in Enumerable.Range(0, costs.Columns) select costs.Entry(i, j)).ToArray()).Reshape(costs.Rows, costs.Columns);

    private static double Entropy(Tensor<double> masses) => -masses.ToArray().Sum(p => p == 0 ? 0 : p * Math.Log(p));
}
