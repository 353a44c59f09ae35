namespace MathsIA.OptimalTransport.Tests;

public class PartialSinkhornTests
{
    [Theory]
    [InlineData(0.1, 0.1), InlineData(0.6, 0.02), InlineData(1.0, 0.02), InlineData(0.9, 0.005)]
    public void The_certificate_closes_around_exact_partial_transport(double mass, double epsilon)
    {
        Tensor<double> c = Problems.Matrix(12, 10, 1), a = Problems.Masses(12, 2), b = Problems.Masses(10, 3) * 1.5;
        PartialSinkhornResult<double> result = new PartialSinkhorn { Epsilon = epsilon, Mass = mass, Tolerance = 1e-11, MaxIterations = 50_000 }.Solve(new DenseCost<double>(c), a, b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(mass, result.Mass, 1e-10);
        Assert.InRange(result.Excess, 0, 1e-9);
        Assert.InRange(result.Gap, -1e-10, 1e-8);
        double exact = Exact(c, a, b, mass);
        Assert.InRange(exact, result.LowerBound - 1e-10, result.UpperBound + 1e-10);
        Assert.True(result.UpperBound <= exact + (epsilon * Math.Log(120)) + 1e-9);
        // Complementary slackness: whoever is not emptied or filled has the potential 0.
        for (int i = 0; i < 12; i++)
            Assert.True(result.SourcePotentials[i] <= 0 && (result.SourcePotentials[i] == 0 || a[i] - result.SourceMarginal[i] < 1e-9));
        for (int j = 0; j < 10; j++)
            Assert.True(result.TargetPotentials[j] <= 0 && (result.TargetPotentials[j] > -1e-12 || b[j] - result.TargetMarginal[j] < 1e-7));
    }

    [Fact]
    public void The_value_recorded_from_POT()
    {
        (Tensor<double> x, Tensor<double> y, Tensor<double> a, Tensor<double> b) = Formulas.Points(1);
        PartialSinkhornResult<double> result = new PartialSinkhorn { Epsilon = 0.05, Mass = 0.6, Tolerance = 1e-13 }.Solve(Formulas.Squared(x, y), a, b);
        Assert.Equal(0.012368708594062066, result.LinearCost, 1e-11);
    }

    [Fact]
    public void All_mass_is_balanced_transport_and_the_multiplier_is_the_slope_of_the_value()
    {
        var costs = new DenseCost<double>(Problems.Matrix(9, 7, 4));
        Tensor<double> a = Problems.Masses(9, 5), b = Problems.Masses(7, 6);
        PartialSinkhornResult<double> all = new PartialSinkhorn { Epsilon = 0.05, Mass = 1, Tolerance = 1e-11, MaxIterations = 50_000 }.Solve(costs, a, b);
        Assert.Equal(new Sinkhorn { Epsilon = 0.05, Tolerance = 1e-12 }.Solve(costs, a, b).LinearCost, all.LinearCost, 1e-7);
        PartialSinkhornResult<double> Run(double mass) => new PartialSinkhorn { Epsilon = 0.05, Mass = mass, Tolerance = 1e-12, MaxIterations = 50_000 }.Solve(costs, a, b);
        Assert.Equal(Formulas.Slope(h => Run(0.5 + h).KlValue), Run(0.5).MassMultiplier, 1e-6);
    }

    [Fact]
    public void Mass_that_does_not_fit_is_refused_or_infeasible()
    {
        double inf = double.PositiveInfinity;
        var costs = new DenseCost<double>(Tensor.From([0.1, inf, inf, 0.2]).Reshape(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>("Mass", () => new PartialSinkhorn { Epsilon = 0.1, Mass = 1.1 }.Solve(costs));
        Assert.Equal(Status.Infeasible, new PartialSinkhorn { Epsilon = 0.1, Mass = 1 }.Solve(costs, Tensor.From([0.9, 0.1]), Tensor.From([0.1, 0.9])).Status);
        Assert.Equal(Status.Converged, new PartialSinkhorn { Epsilon = 1e-5, Mass = 0.19 }.Solve(costs, Tensor.From([0.9, 0.1]), Tensor.From([0.1, 0.9])).Status);
        Assert.Throws<ArgumentOutOfRangeException>("Mass", () => new PartialSinkhorn { Epsilon = 0.1, Mass = 0 });
        Assert.Throws<ArgumentNullException>("costs", () => new PartialSinkhorn { Epsilon = 0.1, Mass = 1 }.Solve<double>(null!));
    }

    [Fact]
    public void The_same_bits_for_any_number_of_threads_and_no_memory_for_an_iteration()
    {
        var costs = new DenseCost<double>(Problems.Matrix(150, 130, 4));
        var solver = new PartialSinkhorn { Epsilon = 1e-3, Mass = 0.5, MaxIterations = 20, Tolerance = 1e-300 };
        double[] Run(int threads) => solver.Solve(costs, context: new ComputeContext { DegreeOfParallelism = threads }).TargetPotentials.ToArray();
        Assert.Equal(Run(1), Run(5));
        Allocations.MustNotGrow(iterations => (solver with { MaxIterations = iterations }).Solve(costs, context: ComputeContext.SingleThread));
    }

    /// <summary>By a network with a dump on each side, between which nothing goes.</summary>
    private static double Exact(Tensor<double> c, Tensor<double> a, Tensor<double> b, double mass)
    {
        int n = a.Shape[0], m = b.Shape[0];
        double[] costs = new double[(n + 1) * (m + 1)];
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
                costs[(i * (m + 1)) + j] = i < n && j < m ? c[i, j] : i == n && j == m ? double.PositiveInfinity : 0;
        }

        return new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From(costs).Reshape(n + 1, m + 1)), Tensor.From([.. a.ToArray(), b.Sum() - mass]), Tensor.From([.. b.ToArray(), Math.Max(0, a.Sum() - mass)])).LinearCost;
    }
}
