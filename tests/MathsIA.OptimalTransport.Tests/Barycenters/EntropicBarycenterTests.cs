using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

public class EntropicBarycenterTests
{
    private static readonly Tensor<double> Weights = Tensor.From([0.2, 0.5, 0.3]);

    [Fact]
    public void The_values_recorded_from_POT()
    {
        double[] expected = [0.00719201588763654, 0.009339586427916928, 0.01166687939484056, 0.021035396562597782, 0.04353677766686249, 0.0740561073195738, 0.10257945054730282, 0.12440029825461395,
            0.13809492904026702, 0.14088297409480982, 0.1279193206431319, 0.09608217157612782, 0.055269231990332214, 0.029464349952579988, 0.018480510641421182];
        double[] debiased = [0.008366498780405142, 0.006703290662305106, 0.01155039734950667, 0.008211746288034479, 0.03726244430629539, 0.07960736735319063, 0.10343984194480867, 0.1328497756079003,
            0.13755768954616576, 0.15957790747824574, 0.12441055806720594, 0.12892531127268803, 0.019032118453722567, 0.02597274777684614, 0.01653230512268471];
        BarycenterResult<double> result = new EntropicBarycenter { Epsilon = 0.01, Tolerance = 1e-12, MaxIterations = 100_000 }.Solve(Formulas.Line(15), Formulas.Histograms(), Weights);
        Assert.Equal(Status.Converged, result.Status);
        for (int i = 0; i < 15; i++)
            Assert.Equal(expected[i], result.Masses[i], 1e-9);
        BarycenterResult<double> sharp = new DebiasedBarycenter { Epsilon = 0.01, Tolerance = 1e-12, MaxIterations = 100_000 }.Solve(Formulas.Line(15), Formulas.Histograms(), Weights);
        for (int i = 0; i < 15; i++)
            Assert.Equal(debiased[i], sharp.Masses[i], 1e-6);
    }

    [Fact]
    public void The_certificate_closes_for_any_weights_and_epsilon()
    {
        // The rate is linear and slows down with ε: below 0.01 some problems want more than a hundred thousand iterations.
        Gen.Select(Gen.Int[1, 4], Gen.Int[2, 12], Gen.Double[-2, 0], Gen.ULong).Sample((k, n, exponent, seed) =>
        {
            double epsilon = Math.Pow(10, exponent);
            DenseCost<double>[] costs = [.. Enumerable.Range(0, k).Select(i => new DenseCost<double>(Problems.Matrix(n, n + i, seed + (ulong)i)))];
            Tensor<double>[] measures = [.. Enumerable.Range(0, k).Select(i => Problems.Masses(n + i, seed + 100 + (ulong)i))];
            BarycenterResult<double> result = new EntropicBarycenter { Epsilon = epsilon, Tolerance = 1e-9, MaxIterations = 100_000 }.Solve(costs, measures, Problems.Masses(k, seed + 50));
            double[] sums = new double[n];
            for (int i = 0; i < k; i++)
            {
                for (int at = 0; at < n; at++)
                    sums[at] += Problems.Masses(k, seed + 50)[i] * result.SupportPotentials[i][at];
            }

            return result.Status == Status.Converged && Math.Abs(result.Masses.Sum() - 1) < 1e-12 && result.Gap is > -1e-9 and < 1e-6 && sums.All(sum => Math.Abs(sum) < 1e-9);
        }, seed: "0000Kp3Z7Hq1", iter: 30);
    }

    [Fact]
    public void Two_Diracs_meet_in_a_Gaussian_and_debiased_in_a_Dirac()
    {
        // exp(−(t − x)²/ε)^½ exp(−(t − y)²/ε)^½: a Gaussian about the middle, of variance ε/2.
        const int N = 41;
        const double Epsilon = 0.01;
        Tensor<double> diracs = Tensor.Zeros<double>(2, N);
        diracs[0, 10] = 1;
        diracs[1, 30] = 1;
        BarycenterResult<double> result = new EntropicBarycenter { Epsilon = Epsilon, Tolerance = 1e-12 }.Solve(Formulas.Line(N), diracs);
        double[] bell = [.. Enumerable.Range(0, N).Select(i => Math.Exp(-Math.Pow((i - 20.0) / N, 2) / Epsilon))];
        for (int i = 0; i < N; i++)
            Assert.Equal(bell[i] / bell.Sum(), result.Masses[i], 1e-10);
        BarycenterResult<double> sharp = new DebiasedBarycenter { Epsilon = Epsilon, Tolerance = 1e-7, MaxIterations = 1500 }.Solve(Formulas.Line(N), diracs);
        // The convergence is slower the sharper it gets.
        Assert.True(result.Masses[20] < 0.15 && sharp.Masses[20] > 0.75, $"{sharp.Masses[20]} after {sharp.Iterations}, {sharp.Status}");
        Assert.Equal(Math.Pow(10.0 / N, 2), sharp.DualValue, 1e-3);
    }

    [Fact]
    public void One_measure_is_its_own_barycenter_when_debiased_and_small_epsilon_comes_near_the_exact_one()
    {
        Tensor<double> h = Formulas.Histograms();
        Tensor<double> first = Tensor.From(h.ToArray()[..15]).Reshape(1, 15);
        BarycenterResult<double> own = new DebiasedBarycenter { Epsilon = 0.02, Tolerance = 1e-10, MaxIterations = 100_000 }.Solve(Formulas.Line(15), first);
        Assert.True(own.Masses.ToArray().Zip(first.ToArray(), (p, q) => Math.Abs(p - q)).Sum() < 1e-3);
        Assert.Equal(0, own.DualValue, 1e-6);
        double exact = new ExactBarycenter().Solve(Formulas.Line(15), h, Weights).Value!.Value;
        BarycenterResult<double> near = new EntropicBarycenter { Epsilon = 2e-4, Tolerance = 1e-7, MaxIterations = 50_000 }.Solve(Formulas.Line(15), h, Weights);
        Assert.Equal(exact, Enumerable.Range(0, 3).Sum(k => Weights[k] * near.LinearCosts![k]), 1e-3);
        Assert.True(exact <= Enumerable.Range(0, 3).Sum(k => Weights[k] * near.LinearCosts![k]) + 1e-5);
    }

    [Fact]
    public void The_same_bits_for_any_number_of_threads_no_memory_for_an_iteration_and_warm_starts()
    {
        Tensor<double> measures = Problems.Matrix(3, 90, 1);
        for (int k = 0; k < 3; k++)
        {
            Tensor<double> masses = Problems.Masses(90, 5 + (ulong)k);
            masses.ToArray().CopyTo(measures.AsSpan()[(k * 90)..]);
        }

        var solver = new EntropicBarycenter { Epsilon = 1e-3, MaxIterations = 20, Tolerance = 1e-300 };
        DenseCost<double> costs = Formulas.Line(90);
        double[] Run(int threads) => solver.Solve(costs, measures, context: new ComputeContext { DegreeOfParallelism = threads }).Masses.ToArray();
        Assert.Equal(Run(1), Run(5));
        Allocations.MustNotGrow(iterations => (solver with { MaxIterations = iterations }).Solve(costs, measures, context: ComputeContext.SingleThread));
        Allocations.MustNotGrow(iterations => new DebiasedBarycenter { Epsilon = 1e-3, MaxIterations = iterations, Tolerance = 1e-300 }.Solve(costs, measures[..1, ..], context: ComputeContext.SingleThread), 400, 500);
        BarycenterResult<double> cold = (solver with { Epsilon = 0.01, MaxIterations = 10_000, Tolerance = 1e-8 }).Solve(costs, measures);
        Tensor<double>[] rows = [.. Enumerable.Range(0, 3).Select(k => Tensor.From(measures.ToArray()[(k * 90)..((k + 1) * 90)]))];
        BarycenterResult<double> warm = (solver with { Epsilon = 0.01, MaxIterations = 10_000, Tolerance = 1e-8 }).Solve([costs, costs, costs], rows, initial: cold.SupportPotentials);
        Assert.True(warm.Iterations < cold.Iterations / 2, $"{warm.Iterations} and {cold.Iterations}");
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var solver = new EntropicBarycenter { Epsilon = 0.1 };
        DenseCost<double> costs = Formulas.Line(3);
        Assert.Throws<ArgumentNullException>("measures", () => solver.Solve(costs, (Tensor<double>)null!));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve(costs, Problems.Matrix(2, 4, 1)));
        Assert.Throws<ArgumentException>("costs", () => solver.Solve(Array.Empty<ICostGeometry<double>>(), Array.Empty<Tensor<double>>()));
        Assert.Throws<ArgumentException>("measures", () => solver.Solve(costs, Tensor.From([1.0, 1, 1, 1, 1, 2]).Reshape(2, 3)));
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => solver.Solve(costs, Tensor.From([1.0, 1, 1]).Reshape(1, 3), Tensor.From([-1.0])));
        Assert.Throws<ArgumentException>("weights", () => solver.Solve(costs, Tensor.From([1.0, 1, 1]).Reshape(1, 3), Tensor.From([0.0])));
        double inf = double.PositiveInfinity;
        Assert.Equal(Status.Infeasible, solver.Solve(new DenseCost<double>(Tensor.From([1.0, inf, 1, inf]).Reshape(2, 2)), Tensor.From([0.5, 0.5]).Reshape(1, 2)).Status);
    }
}
