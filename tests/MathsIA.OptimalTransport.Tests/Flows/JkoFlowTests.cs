namespace MathsIA.OptimalTransport.Tests;

public class JkoFlowTests
{
    private const int N = 80;

    public static TheoryData<IInternalEnergy> Energies => [new BoltzmannEnergy(), new PorousMediumEnergy(2), new PorousMediumEnergy(1.5)];

    [Theory, MemberData(nameof(Energies))]
    public void Energies_fall_mass_stays_and_derivatives_agree(IInternalEnergy energy)
    {
        JkoResult<double> result = new JkoFlow { StepSize = 2e-3, Epsilon = 1e-3, Steps = 4, Energy = energy }.Run(Costs(), BenamouBrenierTests.Bump(N, 0.4, 0.08), 1.0 / N);
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.Energies.Zip(result.Energies.Skip(1)).All(pair => pair.Second <= pair.First + 1e-9));
        Assert.All(result.Frames, frame => Assert.Equal(1, frame.ToArray().Sum(), 1e-7));
        foreach (double density in new[] { 0.1, 1, 7.5 })
        {
            Assert.Equal((energy.Value(density * 1.0001) - energy.Value(density * 0.9999)) / (density * 2e-4), energy.Derivative(density), 1e-6 * Math.Max(1, Math.Abs(energy.Derivative(density))));
            Assert.Equal((energy.Derivative(density * 1.0001) - energy.Derivative(density * 0.9999)) / 2e-4, energy.LogarithmicSlope(density), 1e-6 * Math.Max(1, energy.LogarithmicSlope(density)));
        }
    }

    [Fact]
    public void The_entropy_flows_like_heat()
    {
        // Variance grows by 2 for each unit of time; the implicit step and the entropy of the plan add errors of first order.
        const double Width = 0.06, Step = 2.5e-4;
        JkoResult<double> result = new JkoFlow { StepSize = Step, Epsilon = 2e-4, Steps = 10 }.Run(Costs(), BenamouBrenierTests.Bump(N, 0.5, Width), 1.0 / N);
        double grown = Variance(result.Frames[^1]) - Variance(result.Frames[0]), entropic = 2e-4 / 2 * 10;
        Assert.InRange(grown, 2 * Step * 10 * 0.8, (2 * Step * 10 * 1.1) + entropic);
    }

    [Fact]
    public void In_a_potential_the_flow_comes_to_the_Gibbs_density()
    {
        Tensor<double> potential = Tensor.From([.. Enumerable.Range(0, N).Select(i => 20 * Math.Pow(((i + 0.5) / N) - 0.5, 2))]);
        JkoResult<double> result = new JkoFlow { StepSize = 0.02, Epsilon = 1e-3, Steps = 40 }.Run(Costs(), BenamouBrenierTests.Bump(N, 0.3, 0.08), 1.0 / N, potential);
        Tensor<double> gibbs = (-potential).Exp();
        gibbs = gibbs * (1 / gibbs.Sum());
        Assert.InRange(Enumerable.Range(0, N).Sum(i => Math.Abs(gibbs[i] - result.Frames[^1][i])), 0, 0.06);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var flow = new JkoFlow { StepSize = 1, Epsilon = 1 };
        Assert.Throws<ArgumentNullException>("start", () => flow.Run(Costs(), null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>("cellVolume", () => flow.Run(Costs(), BenamouBrenierTests.Bump(N, 0.5, 0.1), 0));
        Assert.Throws<ShapeMismatchException>(() => flow.Run(Costs(), BenamouBrenierTests.Bump(N, 0.5, 0.1), 1, Tensor.From([1.0])));
        Assert.Throws<ArgumentOutOfRangeException>("exponent", () => new PorousMediumEnergy(1));
    }

    private static double Variance(Tensor<double> p)
    {
        double mean = Enumerable.Range(0, N).Sum(i => p[i] * (i + 0.5) / N);
        return Enumerable.Range(0, N).Sum(i => p[i] * Math.Pow(((i + 0.5) / N) - mean, 2));
    }

    private static DenseCost<double> Costs() =>
        new(Tensor.From([.. from i in Enumerable.Range(0, N) from j in Enumerable.Range(0, N) select Math.Pow((i - j) / (double)N, 2)], N, N));
}
