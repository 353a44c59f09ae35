using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

public class UnbalancedSinkhornTests
{
    public static TheoryData<IMarginalPenalty, IMarginalPenalty> Pairs => new()
    {
        { new KullbackLeiblerPenalty(0.1), new KullbackLeiblerPenalty(2) },
        { new KullbackLeiblerPenalty(100), new KullbackLeiblerPenalty(100) },
        { new TotalVariationPenalty(0.2), new TotalVariationPenalty(0.1) },
        { new TotalVariationPenalty(5), new TotalVariationPenalty(5) },
        { new EqualityConstraint(), new KullbackLeiblerPenalty(1) },
        { new KullbackLeiblerPenalty(0.5), new TotalVariationPenalty(0.2) },
        { new EqualityConstraint(), new TotalVariationPenalty(0.3) },
        { new RangeConstraint(0.5, 1), new KullbackLeiblerPenalty(1) },
        { new RangeConstraint(0.5, 2), new RangeConstraint(0.6, 1.2) },
    };

    [Theory, MemberData(nameof(Pairs))]
    public void The_gap_closes(IMarginalPenalty source, IMarginalPenalty target)
    {
        foreach (double epsilon in new[] { 0.2, 0.02 })
        {
            Tensor<double> c = Problems.Matrix(20, 15, 3), a = Problems.Masses(20, 4), b = Problems.Masses(15, 5) * 1.4;
            UnbalancedResult<double> result = new UnbalancedSinkhorn { Epsilon = epsilon, SourcePenalty = source, TargetPenalty = target, Tolerance = 1e-10, MaxIterations = 20_000 }.Solve(new DenseCost<double>(c), a, b);
            Assert.Equal(Status.Converged, result.Status);
            Assert.InRange(result.Gap, -1e-9, 1e-8);
            Assert.InRange(result.Violation, 0, 1e-9);
            Assert.True(result.LowerBound <= result.UpperBound + 1e-9);
            Assert.Equal(result.LinearCost, (result.Plan.ToDense() * c).Sum(), 1e-12);
        }
    }

    [Fact]
    public void Two_Diracs_have_a_closed_form()
    {
        const double Epsilon = 0.3, Rho = 0.8, Other = 2, Cost = 1.1, A = 0.7, B = 1.6;
        UnbalancedResult<double> result = new UnbalancedSinkhorn { Epsilon = Epsilon, SourcePenalty = new KullbackLeiblerPenalty(Rho), TargetPenalty = new KullbackLeiblerPenalty(Other), Tolerance = 1e-14 }
            .Solve(new DenseCost<double>(Tensor.From([Cost]).Reshape(1, 1)), Tensor.From([A]), Tensor.From([B]));
        double log = ((Epsilon * Math.Log(A * B)) + (Rho * Math.Log(A)) + (Other * Math.Log(B)) - Cost) / (Epsilon + Rho + Other);
        Assert.Equal(Math.Exp(log), result.Mass, 1e-12);
        Assert.Equal(result.PrimalValue, result.DualValue, 1e-12);
        // With total variation all mass that both have goes when it costs less than ρ at both ends, and none beyond.
        foreach ((double cost, double expected) in new[] { (0.5, 0.7), (3.0, 0.0) })
        {
            UnbalancedResult<double> cut = new UnbalancedSinkhorn { Epsilon = 1e-3, SourcePenalty = new TotalVariationPenalty(1), TargetPenalty = new TotalVariationPenalty(1) }
                .Solve(new DenseCost<double>(Tensor.From([cost]).Reshape(1, 1)), Tensor.From([0.7]), Tensor.From([0.7]));
            Assert.Equal(expected, cut.Mass, 1e-6);
        }
    }

    [Theory]
    [InlineData(0.1, 0.9366608168887305, 0.01959421098729266), InlineData(1.0, 1.111983017361574, 0.025435057779475318)]
    public void Values_recorded_from_POT(double rho, double mass, double cost)
    {
        (Tensor<double> x, Tensor<double> y, Tensor<double> a, Tensor<double> b) = Formulas.Points(1.3);
        UnbalancedResult<double> result = new UnbalancedSinkhorn { Epsilon = 0.05, SourcePenalty = new KullbackLeiblerPenalty(rho), TargetPenalty = new KullbackLeiblerPenalty(rho), Tolerance = 1e-13 }.Solve(Formulas.Squared(x, y), a, b);
        Assert.Equal(mass, result.Mass, 1e-11);
        Assert.Equal(cost, result.LinearCost, 1e-11);
    }

    [Fact]
    public void A_strong_penalty_is_balanced_transport_and_takes_no_longer()
    {
        var costs = new DenseCost<double>(Problems.Matrix(30, 25, 1));
        Tensor<double> a = Problems.Masses(30, 2), b = Problems.Masses(25, 3);
        TransportResult<double> balanced = new Sinkhorn { Epsilon = 0.05, Tolerance = 1e-12 }.Solve(costs, a, b);
        var solver = new UnbalancedSinkhorn { Epsilon = 0.05, SourcePenalty = new KullbackLeiblerPenalty(1e7), TargetPenalty = new KullbackLeiblerPenalty(1e7), Tolerance = 1e-11 };
        UnbalancedResult<double> result = solver.Solve(costs, a, b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(balanced.LinearCost, result.LinearCost, 1e-6);
        Assert.Equal(balanced.DualValue, result.DualValue, 1e-6);
        // Without the translations ρ/ε = 2e8 iterations would be asked for.
        Assert.InRange(result.Iterations, 1, 500);
        UnbalancedResult<double> equal = (solver with { SourcePenalty = new EqualityConstraint(), TargetPenalty = new EqualityConstraint() }).Solve(costs, a, b);
        Assert.Equal(balanced.KlValue!.Value, equal.PrimalValue, 1e-9);
    }

    [Fact]
    public void Total_variation_at_small_epsilon_is_exact_partial_transport()
    {
        // min ⟨P, C⟩ + ρ (|a − P1| + |b − Pᵀ1|): a network with a dump on each side, where leaving costs ρ.
        const double Rho = 0.15;
        Tensor<double> c = Problems.Matrix(8, 6, 7), a = Problems.Masses(8, 8), b = Problems.Masses(6, 9) * 0.8;
        double[] extended = new double[9 * 7];
        for (int i = 0; i < 9; i++)
        {
            for (int j = 0; j < 7; j++)
                extended[(i * 7) + j] = i < 8 && j < 6 ? c[i, j] : i == 8 && j == 6 ? 0 : Rho;
        }

        double exact = new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From(extended).Reshape(9, 7)), Tensor.From([.. a.ToArray(), 0.8]), Tensor.From([.. b.ToArray(), 1.0])).LinearCost;
        UnbalancedResult<double> result = new UnbalancedSinkhorn { Epsilon = 2e-4, SourcePenalty = new TotalVariationPenalty(Rho), TargetPenalty = new TotalVariationPenalty(Rho), Tolerance = 1e-8, MaxIterations = 50_000 }
            .Solve(new DenseCost<double>(c), a, b);
        Assert.InRange(exact, result.LowerBound - 1e-9, result.UpperBound + 1e-9);
        Assert.Equal(exact, result.UpperBound, 2e-3);
    }

    [Fact]
    public void However_small_epsilon_nothing_is_NaN()
    {
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Double[-6, 0], Gen.ULong).Sample((n, m, exponent, seed) =>
        {
            var solver = new UnbalancedSinkhorn { Epsilon = Math.Pow(10, exponent), SourcePenalty = new KullbackLeiblerPenalty(0.1), TargetPenalty = new TotalVariationPenalty(0.3), MaxIterations = 200 };
            UnbalancedResult<double> result = solver.Solve(new DenseCost<double>(Problems.Matrix(n, m, seed)), Problems.Masses(n, seed + 1), Problems.Masses(m, seed + 2) * 3);
            return double.IsFinite(result.PrimalValue + result.DualValue + result.LinearCost + result.MarginalError) && result.Gap >= -1e-8
                && result.LowerBound <= result.UpperBound + 1e-9;
        }, seed: "0000Kp3Z7Hq1", iter: 60);
    }

    [Fact]
    public void Gradients_are_those_of_differences()
    {
        Tensor<double> c = Problems.Matrix(6, 5, 11), a = Problems.Masses(6, 12), b = Problems.Masses(5, 13) * 1.2;
        var solver = new UnbalancedSinkhorn { Epsilon = 0.1, SourcePenalty = new KullbackLeiblerPenalty(0.5), TargetPenalty = new KullbackLeiblerPenalty(0.8), Tolerance = 1e-13, Scaling = 1 };
        UnbalancedResult<double> result = solver.Solve(new DenseCost<double>(c), a, b);
        for (int i = 0; i < 5; i++)
        {
            double Value(Tensor<double> x, Tensor<double> y) => solver.Solve(new DenseCost<double>(c), x, y).PrimalValue;
            Assert.Equal(Formulas.Slope(h => Value(Moved(a, i, h), b)), result.SourceGradient[i], 1e-7);
            Assert.Equal(Formulas.Slope(h => Value(a, Moved(b, i, h))), result.TargetGradient[i], 1e-7);
        }

        static Tensor<double> Moved(Tensor<double> x, int at, double step)
        {
            Tensor<double> moved = x.Clone();
            moved[at] += step;
            return moved;
        }
    }

    [Fact]
    public void Forbidden_arcs_zero_masses_floats_and_warm_starts()
    {
        double inf = double.PositiveInfinity;
        var costs = new DenseCost<double>(Tensor.From([0.1, inf, inf, inf, 0.2, 0.4]).Reshape(2, 3));
        var solver = new UnbalancedSinkhorn { Epsilon = 0.05, SourcePenalty = new KullbackLeiblerPenalty(1), TargetPenalty = new KullbackLeiblerPenalty(1), Tolerance = 1e-10 };
        UnbalancedResult<double> result = solver.Solve(costs, Tensor.From([1.0, 0]), Tensor.From([0.5, 0.5, 0]));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0, result.TargetMarginal[1]);
        Assert.InRange(result.Gap, -1e-9, 1e-9);
        // A source that must be emptied and can reach nothing.
        Assert.Equal(Status.Infeasible, (solver with { SourcePenalty = new EqualityConstraint() }).Solve(new DenseCost<double>(Tensor.From([0.1, inf]).Reshape(2, 1))).Status);
        Tensor<double> c = Problems.Matrix(20, 20, 5);
        UnbalancedResult<double> cold = solver.Solve(new DenseCost<double>(c)), warm = solver.Solve(new DenseCost<double>(c), initial: cold.TargetPotentials);
        Assert.True(warm.Iterations <= 2 && cold.Iterations > 5);
        Assert.Equal(cold.PrimalValue, (solver with { Tolerance = 1e-5 }).Solve(new DenseCost<float>(c.To<float>())).PrimalValue, 1e-5);
    }

    [Fact]
    public void The_same_bits_for_any_number_of_threads_and_no_memory_for_an_iteration()
    {
        var costs = new DenseCost<double>(Problems.Matrix(150, 130, 4));
        foreach (IMarginalPenalty penalty in new IMarginalPenalty[] { new KullbackLeiblerPenalty(0.3), new TotalVariationPenalty(0.3) })
        {
            var solver = new UnbalancedSinkhorn { Epsilon = 1e-3, SourcePenalty = penalty, TargetPenalty = penalty, MaxIterations = 20, Tolerance = 1e-300 };
            double[] Run(int threads) => solver.Solve(costs, context: new ComputeContext { DegreeOfParallelism = threads }).TargetPotentials.ToArray();
            Assert.Equal(Run(1), Run(5));
            Allocations.MustNotGrow(iterations => (solver with { MaxIterations = iterations }).Solve(costs, context: ComputeContext.SingleThread));
        }
    }

    [Fact]
    public void A_batch_has_the_answers_of_its_problems()
    {
        var solver = new UnbalancedSinkhorn { Epsilon = 0.05, SourcePenalty = new KullbackLeiblerPenalty(1), TargetPenalty = new KullbackLeiblerPenalty(1) };
        DenseCost<double>[] costs = [.. Enumerable.Range(0, 5).Select(k => new DenseCost<double>(Problems.Matrix(10 + k, 8, (ulong)k)))];
        Tensor<double>?[] targets = [.. Enumerable.Range(0, 5).Select(k => k == 2 ? null : Problems.Masses(8, (ulong)k) * 2)];
        IReadOnlyList<UnbalancedResult<double>> batch = solver.SolveBatch(costs, null, targets);
        for (int k = 0; k < 5; k++)
            Assert.Equal(solver.Solve(costs[k], null, targets[k]).SourcePotentials.ToArray(), batch[k].SourcePotentials.ToArray());
        Assert.Throws<ShapeMismatchException>(() => solver.SolveBatch(costs, null, targets[..2]));
        var partial = new PartialSinkhorn { Epsilon = 0.05, Mass = 0.5 };
        Assert.Equal(partial.Solve(costs[1]).LinearCost, partial.SolveBatch(costs)[1].LinearCost);
        Tensor<double>[] x = [Problems.Matrix(5, 2, 1), Problems.Matrix(6, 2, 2)], y = [Problems.Matrix(7, 2, 3), Problems.Matrix(4, 2, 4)];
        var divergence = new SinkhornDivergence { Epsilon = 0.1 };
        Assert.Equal(divergence.Solve<double, SquaredEuclideanCost<double>>(x[1], y[1]).Value, divergence.SolveBatch<double, SquaredEuclideanCost<double>>(x, y)[1].Value);
        Assert.Throws<ShapeMismatchException>(() => divergence.SolveBatch<double, SquaredEuclideanCost<double>>(x, y[..1]));
    }

    [Fact]
    public void Structured_costs_give_the_same_values()
    {
        var dense = new DenseCost<double>(Problems.Matrix(12, 9, 3));
        Tensor<double> a = Problems.Masses(12, 4), b = Problems.Masses(9, 5) * 1.4;
        var solver = new UnbalancedSinkhorn { Epsilon = 0.05, SourcePenalty = new KullbackLeiblerPenalty(1), TargetPenalty = new TotalVariationPenalty(0.4), Tolerance = 1e-12 };
        UnbalancedResult<double> expected = solver.Solve(dense, a, b), structured = solver.Solve(new StructuredTwin(dense), a, b);
        Assert.Equal(expected.LinearCost, structured.LinearCost, 1e-11);
        Assert.Equal(expected.PrimalValue, structured.PrimalValue, 1e-11);
        Assert.Equal(expected.DualValue, structured.DualValue, 1e-11);
        Assert.Equal(expected.LowerBound, structured.LowerBound, 1e-10);
        Assert.Equal(expected.UpperBound, structured.UpperBound, 1e-10);
    }

    [Fact]
    public void Bad_input_is_named_and_a_run_can_be_cancelled()
    {
        var solver = new UnbalancedSinkhorn { Epsilon = 0.1, SourcePenalty = new KullbackLeiblerPenalty(1), TargetPenalty = new KullbackLeiblerPenalty(1) };
        var costs = new DenseCost<double>(Problems.Matrix(2, 3, 1));
        Assert.Throws<ArgumentNullException>("costs", () => solver.Solve<double>(null!));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve(costs, Tensor.From([1.0])));
        Assert.Throws<ArgumentOutOfRangeException>("source", () => solver.Solve(costs, Tensor.From([1.0, -1])));
        Assert.Throws<ArgumentException>("target", () => solver.Solve(costs, null, Tensor.From([0.0, 0, 0])));
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => solver with { Epsilon = 0 });
        Assert.Throws<ArgumentNullException>("SourcePenalty", () => solver with { SourcePenalty = null! });
        Assert.Throws<ArgumentException>("target", () => (solver with { SourcePenalty = new EqualityConstraint(), TargetPenalty = new EqualityConstraint() }).Solve(costs, Tensor.From([1.0, 1]), Tensor.From([1.0, 1, 1])));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(Status.Cancelled, solver.Solve(costs, cancellationToken: source.Token).Status);
    }
}
