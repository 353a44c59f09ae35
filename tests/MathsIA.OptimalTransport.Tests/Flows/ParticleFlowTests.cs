namespace MathsIA.OptimalTransport.Tests;

public class ParticleFlowTests
{
    private static readonly Tensor<double> Targets = Problems.Matrix(26, 2, 2);

    public static TheoryData<string> Functionals => ["Gaussian", "energy", "Gaussian on the torus", "Sinkhorn", "Sinkhorn on the torus"];

    [Theory, MemberData(nameof(Functionals))]
    public void Gradients_are_those_of_finite_differences(string name)
    {
        IParticleFunctional<double> functional = Functional(name);
        Tensor<double> x = Problems.Matrix(20, 2, 1), gradient = Tensor.Zeros<double>(20, 2), scratch = Tensor.Zeros<double>(20, 2);
        functional.Evaluate(x, gradient);
        const double Step = 1e-5;
        foreach ((int i, int k) in new[] { (0, 0), (7, 1), (19, 0) })
        {
            double at = x[i, k];
            x[i, k] = at + Step;
            double up = functional.Evaluate(x, scratch);
            x[i, k] = at - Step;
            double down = functional.Evaluate(x, scratch);
            x[i, k] = at;
            Assert.Equal((up - down) / (2 * Step), gradient[i, k], 2e-6);
        }
    }

    [Theory, MemberData(nameof(Functionals))]
    public void Values_fall_at_every_step(string name)
    {
        double period = name.EndsWith("torus", StringComparison.Ordinal) ? 1 : double.PositiveInfinity;
        ParticleFlowResult<double> result = new ParticleFlow { StepSize = 0.5, Steps = 15, Period = period, FrameEvery = 5 }.Run(Functional(name), (Problems.Matrix(20, 2, 1) * 0.3) + 0.1);
        Assert.True(result.Values[^1] < 0.5 * result.Values[0]);
        Assert.True(result.Values.Zip(result.Values.Skip(1)).All(pair => pair.Second <= pair.First));
        Assert.True(result.Times.Zip(result.Times.Skip(1)).All(pair => pair.Second > pair.First));
        Assert.Equal(1 + (result.Iterations / 5), result.Frames.Count);
        if (period == 1)
            Assert.All(result.Positions.ToArray(), x => Assert.InRange(x, 0, 1));
    }

    [Fact]
    public void On_a_torus_particles_go_the_short_way_round()
    {
        // From 0.95 to 0.05: over the border, not back through the middle.
        var functional = new SinkhornDiscrepancy<double, PeriodicCost<double, SquaredEuclideanCost<double>>>(Tensor.From([0.05]).Reshape(1, 1), new SinkhornDivergence { Epsilon = 0.1 }, new(1));
        Tensor<double> gradient = Tensor.Zeros<double>(1, 1);
        Assert.Equal(0.01, functional.Evaluate(Tensor.From([0.95]).Reshape(1, 1), gradient), 1e-12);
        Assert.Equal(-0.2, gradient[0, 0], 1e-12);
        ParticleFlowResult<double> result = new ParticleFlow { StepSize = 0.25, Steps = 40, Period = 1, Tolerance = 1e-6 }.Run(functional, Tensor.From([0.95]).Reshape(1, 1));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0.05, result.Positions[0, 0], 1e-6);
    }

    [Fact]
    public void Particles_on_the_cloud_stay_and_plain_steps_follow_the_slope()
    {
        var functional = new KernelDiscrepancy<double, GaussianKernel<double>>(Targets, new(0.2));
        Tensor<double> gradient = Tensor.Zeros<double>(26, 2);
        Assert.Equal(0, functional.Evaluate(Targets, gradient), 1e-15);
        Assert.All(gradient.ToArray(), g => Assert.Equal(0, g, 1e-15));
        Tensor<double> x = Problems.Matrix(10, 2, 3);
        gradient = Tensor.Zeros<double>(10, 2);
        functional.Evaluate(x, gradient);
        ParticleFlowResult<double> one = new ParticleFlow { StepSize = 0.01, Steps = 1, Monotone = false }.Run(functional, x);
        Assert.Equal((x - (gradient * 0.1)).ToArray(), one.Positions.ToArray());
        Assert.Equal(0.01, one.Times[^1]);
    }

    [Fact]
    public void Stops_and_bad_input()
    {
        IParticleFunctional<double> functional = Functional("energy");
        Assert.Throws<ArgumentNullException>("functional", () => new ParticleFlow { StepSize = 1 }.Run(null!, Targets));
        Assert.Throws<ShapeMismatchException>(() => new ParticleFlow { StepSize = 1 }.Run(functional, Problems.Matrix(4, 3, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("StepSize", () => new ParticleFlow { StepSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("period", () => new PeriodicKernel<double, EnergyKernel<double>>(-1));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(Status.Cancelled, new ParticleFlow { StepSize = 1 }.Run(functional, Targets, cancelled.Token).Status);
    }

    private static IParticleFunctional<double> Functional(string name) => name switch
    {
        "Gaussian" => new KernelDiscrepancy<double, GaussianKernel<double>>(Targets, new(0.3)),
        "energy" => new KernelDiscrepancy<double, EnergyKernel<double>>(Targets, default),
        "Gaussian on the torus" => new KernelDiscrepancy<double, PeriodicKernel<double, GaussianKernel<double>>>(Targets, new(1, new(0.1))),
        "Sinkhorn" => new SinkhornDiscrepancy<double, SquaredEuclideanCost<double>>(Targets, new SinkhornDivergence { Epsilon = 0.1, Tolerance = 1e-11 }),
        _ => new SinkhornDiscrepancy<double, PeriodicCost<double, SquaredEuclideanCost<double>>>(Targets, new SinkhornDivergence { Epsilon = 0.1, Tolerance = 1e-11 }, new(1)),
    };
}
