namespace MathsIA.OptimalTransport.Tests;

public class BeckmannTransportTests
{
    [Fact]
    public void On_a_line_it_is_the_distance_of_the_distribution_functions()
    {
        Tensor<double> a = BenamouBrenierTests.Bump(50, 0.3, 0.08), b = BenamouBrenierTests.Bump(50, 0.6, 0.1);
        BeckmannResult<double> result = new BeckmannTransport { Tolerance = 1e-4 }.Solve(a, b);
        double running = 0, expected = 0;
        for (int i = 0; i < 50; i++)
        {
            running += a[i] - b[i];
            expected += Math.Abs(running) / 50;
        }

        Assert.Equal(Status.Converged, result.Status);
        // On a line one flux alone moves all mass.
        Assert.Equal(expected, result.Value, 1e-13);
        Assert.InRange(result.DualValue, expected * (1 - 1e-4), expected + 1e-13);
    }

    [Fact]
    public void In_the_Manhattan_metric_it_is_exact_transport_between_cells()
    {
        const int N = 9;
        Tensor<double> a = Problems.Masses(N * N, 1), b = Problems.Masses(N * N, 2);
        double[] costs = [.. from i in Enumerable.Range(0, N * N) from j in Enumerable.Range(0, N * N) select (Math.Abs((i / N) - (j / N)) + Math.Abs((i % N) - (j % N))) / (double)N];
        double exact = new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From(costs, N * N, N * N)), a, b).LinearCost;
        BeckmannResult<double> result = new BeckmannTransport { Metric = GridMetric.Manhattan, Tolerance = 1e-3, MaxIterations = 20_000 }.Solve(a.Reshape(N, N), b.Reshape(N, N));
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.DualValue <= exact + 1e-12 && exact <= result.Value + 1e-12, $"{result.DualValue} {exact} {result.Value}");
    }

    [Fact]
    public void The_flux_moves_all_mass_and_the_potential_is_1_Lipschitz()
    {
        const int N = 12, M = 16;
        Tensor<double> a = Problems.Masses(N * M, 3).Reshape(N, M), b = Problems.Masses(N * M, 4).Reshape(N, M);
        BeckmannResult<double> result = new BeckmannTransport { MaxIterations = 300 }.Solve(a, b);
        double cost = 0, dual = 0;
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < M; j++)
            {
                double down = result.Flux[0, i, j], right = result.Flux[1, i, j];
                // Mass times velocity over the width of a cell: what leaves through a face in unit time.
                double divergence = (N * (down - (i > 0 ? result.Flux[0, i - 1, j] : 0))) + (M * (right - (j > 0 ? result.Flux[1, i, j - 1] : 0)));
                Assert.Equal(a[i, j] - b[i, j], divergence, 1e-12);
                double x = i < N - 1 ? N * (result.Potential[i + 1, j] - result.Potential[i, j]) : 0, y = j < M - 1 ? M * (result.Potential[i, j + 1] - result.Potential[i, j]) : 0;
                Assert.InRange(Math.Sqrt((x * x) + (y * y)), 0, 1 + 1e-12);
                cost += Math.Sqrt((down * down) + (right * right));
                dual += result.Potential[i, j] * (a[i, j] - b[i, j]);
            }
        }

        Assert.Equal(cost, result.Value, 1e-12);
        Assert.Equal(dual, result.DualValue, 1e-12);
        Assert.True(result.Gap >= -1e-12);
    }

    [Fact]
    public void A_block_that_moves_along_an_axis_costs_its_way()
    {
        const int N = 32;
        Tensor<double> Block(int at) => Tensor.From([.. from i in Enumerable.Range(0, N) from j in Enumerable.Range(0, N) select i is >= 12 and < 20 && j >= at && j < at + 8 ? 1.0 / 64 : 0], N, N);
        BeckmannResult<double> result = new BeckmannTransport { Tolerance = 1e-3 }.Solve(Block(4), Block(20));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0.5, result.Value, 2e-3);
        Assert.InRange(0.5, result.DualValue - 1e-12, result.Value + 1e-12);
    }

    [Fact]
    public void Equal_densities_stops_and_bad_input()
    {
        Tensor<double> a = Problems.Masses(20, 1), b = Problems.Masses(20, 2);
        BeckmannResult<double> none = new BeckmannTransport().Solve(a, a);
        Assert.Equal(Status.Converged, none.Status);
        Assert.Equal(0, none.Value);
        Assert.Equal(Status.IterationLimit, new BeckmannTransport { MaxIterations = 1 }.Solve(a, b).Status);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(Status.Cancelled, new BeckmannTransport().Solve(a, b, cancelled.Token).Status);
        Assert.Equal(new BeckmannTransport().Solve(a, b).Value, new BeckmannTransport().Solve(a.To<float>(), b.To<float>()).Value, 1e-3);
        Assert.Throws<ArgumentNullException>("target", () => new BeckmannTransport().Solve(a, null!));
        Assert.Throws<ArgumentOutOfRangeException>("Tolerance", () => new BeckmannTransport { Tolerance = 0 });
    }
}
