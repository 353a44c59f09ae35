namespace MathsIA.OptimalTransport.Tests;

public class BenamouBrenierTests
{
    [Fact]
    public void On_a_line_the_action_is_the_squared_distance()
    {
        const int N = 48;
        Tensor<double> a = Bump(N, 0.3, 0.08), b = Bump(N, 0.65, 0.05);
        DynamicTransportResult<double> result = new BenamouBrenier { Steps = 24, Tolerance = 1e-5, MaxIterations = 4000 }.Solve(a, b);
        double[] costs = [.. from i in Enumerable.Range(0, N) from j in Enumerable.Range(0, N) select Math.Pow((i - j) / (double)N, 2)];
        double exact = new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From(costs, N, N)), a, b).LinearCost;
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(exact, result.Value, 0.01 * exact);
        Assert.InRange(result.ContinuityError, 0, 1e-9);
        for (int i = 0; i < N; i++)
        {
            Assert.Equal(a[i], result.Density[0, i], 1e-14);
            Assert.Equal(b[i], result.Density[24, i], 1e-14);
        }
    }

    [Fact]
    public void Half_way_the_density_is_the_displacement_interpolation()
    {
        const int N = 64;
        // Equal shapes: the bump moves as it is.
        DynamicTransportResult<double> result = new BenamouBrenier { Steps = 32, MaxIterations = 3000 }.Solve(Bump(N, 0.3, 0.07), Bump(N, 0.7, 0.07));
        Tensor<double> middle = Bump(N, 0.5, 0.07);
        double distance = Enumerable.Range(0, N).Sum(i => Math.Abs(result.Density[16, i] - middle[i]));
        Assert.InRange(distance, 0, 0.05);
        Assert.Equal(0.16, result.Value, 0.16 * 0.02);
        // The momentum of every frame is the mass times the way.
        for (int k = 0; k < 32; k++)
            Assert.Equal(0.4, Enumerable.Range(0, N).Sum(i => result.Momentum[0, k, i]), 0.01);
    }

    [Fact]
    public void In_the_plane_a_translation_costs_its_squared_length()
    {
        const int N = 20;
        Tensor<double> Blob(double x, double y) => Tensor.From([.. from i in Enumerable.Range(0, N) from j in Enumerable.Range(0, N)
                                                                   select Math.Exp(-(Math.Pow(((i + 0.5) / N) - x, 2) + Math.Pow(((j + 0.5) / N) - y, 2)) / (2 * 0.1 * 0.1))], N, N);
        Tensor<double> a = Blob(0.4, 0.4), b = Blob(0.6, 0.55);
        DynamicTransportResult<double> result = new BenamouBrenier { Steps = 12, Tolerance = 1e-4 }.Solve(a * (1 / a.Sum()), b * (1 / b.Sum()));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0.0625, result.Value, 0.0625 * 0.06);
        Assert.Equal([2, 12, N, N], result.Momentum.Shape.ToArray());
    }

    [Fact]
    public void The_potential_certifies_the_flow_from_below()
    {
        Tensor<double> a = Bump(48, 0.3, 0.08), b = Bump(48, 0.65, 0.05);
        double last = 0;
        DynamicTransportResult<double> best = new BenamouBrenier { Steps = 24, Tolerance = 1e-9, MaxIterations = 2000 }.Solve(a, b);
        foreach (int iterations in new[] { 20, 200, 2000 })
        {
            DynamicTransportResult<double> result = new BenamouBrenier { Steps = 24, Tolerance = 1e-9, MaxIterations = iterations }.Solve(a * 3, b * 3);
            // Below every feasible flow, the best one found included, whatever ended the run.
            Assert.InRange(result.LowerBound, 0, (3 * best.FeasibleValue) + 1e-12);
            Assert.True(result.FeasibleValue >= (3 * best.LowerBound) - 1e-12);
            Assert.True(result.LowerBound > last);
            last = result.LowerBound;
        }

        Assert.InRange(best.Gap, 0, 1e-3 * best.Value);
        Assert.InRange(best.Value, best.LowerBound, best.FeasibleValue + 1e-6);
    }

    [Fact]
    public void In_the_plane_the_certificate_holds_too()
    {
        const int N = 12;
        Tensor<double> Blob(double x, double y) => Tensor.From([.. from i in Enumerable.Range(0, N) from j in Enumerable.Range(0, N)
                                                                   select 0.01 + Math.Exp(-(Math.Pow(((i + 0.5) / N) - x, 2) + Math.Pow(((j + 0.5) / N) - y, 2)) / (2 * 0.12 * 0.12))], N, N);
        Tensor<double> a = Blob(0.4, 0.4), b = Blob(0.6, 0.55);
        DynamicTransportResult<double> result = new BenamouBrenier { Steps = 8, Tolerance = 1e-6, MaxIterations = 800 }.Solve(a * (1 / a.Sum()), b * (1 / b.Sum()));
        Assert.InRange(result.Gap, 0, 0.03 * result.Value);
        Assert.Equal(0, new BenamouBrenier { Steps = 8, MaxIterations = 5 }.Solve(a, a).Gap, 1e-12);
    }

    [Fact]
    public void Mass_scales_the_value_and_nothing_moves_between_equal_densities()
    {
        Tensor<double> a = Bump(16, 0.4, 0.1), b = Bump(16, 0.5, 0.1);
        var solver = new BenamouBrenier { Steps = 8, MaxIterations = 50 };
        Assert.Equal(3 * solver.Solve(a, b).Value, solver.Solve(a * 3, b * 3).Value, 1e-12);
        Assert.Equal(solver.Solve(a, b).Value, solver.Solve(b, a).Value, 1e-12);
        Assert.Equal(0, solver.Solve(a, a).Value, 1e-15);
        Assert.Equal(solver.Solve(a, b).Value, solver.Solve(a.To<float>(), b.To<float>()).Value, 1e-5);
    }

    [Theory]
    [InlineData(1.0, 0.5, 0.3), InlineData(-2.0, 0.5, 0.3), InlineData(0.0, 1e-8, 2.0), InlineData(3.0, 0.0, 1.0), InlineData(-1e-3, 100.0, 0.01)]
    public void The_proximal_point_of_the_energy_meets_its_optimality_condition(double density, double momentum, double gamma)
    {
        double[][] fields = [[density], [momentum]];
        KineticEnergy.Prox(fields, gamma, null);
        double rho = fields[0][0], m = fields[1][0];
        if (rho > 0)
        {
            Assert.Equal(0, m - momentum + (gamma * m / rho), 1e-10);
            Assert.Equal(0, rho - density - (gamma * m * m / (2 * rho * rho)), 1e-9 * Math.Max(1, m * m / rho / rho));
        }
        else
        {
            // The subdifferential at the origin: α + β² / 2 ≤ 0.
            Assert.Equal(0, m);
            Assert.True((density / gamma) + (momentum * momentum / (2 * gamma * gamma)) <= 1e-12);
        }
    }

    [Fact]
    public void Threads_stops_and_bad_input()
    {
        Tensor<double> a = Bump(24, 0.4, 0.1), b = Bump(24, 0.5, 0.1);
        var solver = new BenamouBrenier { Steps = 8, MaxIterations = 20 };
        Assert.Equal(solver.Solve(a, b, ComputeContext.SingleThread).Density.ToArray(), solver.Solve(a, b, new ComputeContext { DegreeOfParallelism = 6 }).Density.ToArray());
        Assert.Equal(Status.IterationLimit, solver.Solve(a, b).Status);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(Status.Cancelled, solver.Solve(a, b, cancellationToken: cancelled.Token).Status);
        Assert.Throws<ArgumentNullException>("source", () => solver.Solve<double>(null!, b));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve(a, Bump(23, 0.5, 0.1)));
        Assert.Throws<ArgumentOutOfRangeException>("source", () => solver.Solve(a - 1, b));
        Assert.Throws<ArgumentException>("target", () => solver.Solve(a, b * 2));
        Assert.Throws<ArgumentOutOfRangeException>("StepSize", () => new BenamouBrenier { StepSize = -1 });
    }

    internal static Tensor<double> Bump(int n, double centre, double width)
    {
        double[] density = [.. Enumerable.Range(0, n).Select(i => Math.Exp(-Math.Pow(((i + 0.5) / n) - centre, 2) / (2 * width * width)) + 1e-3)];
        double sum = density.Sum();
        return Tensor.From(density.Select(p => p / sum).ToArray());
    }
}
