namespace MathsIA.OptimalTransport.Tests;

public class EntropicSemiRelaxedGromovWassersteinTests
{
    [Fact]
    public void The_plan_is_a_fixed_point_of_the_soft_choice()
    {
        const double Epsilon = 0.3;
        for (ulong seed = 0; seed < 4; seed++)
        {
            (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, _) = GromovWassersteinTests.Random(seed);
            GromovResult<double> result = new EntropicSemiRelaxedGromovWasserstein { Epsilon = Epsilon, Objective = new() { Alpha = 0.5 }, Tolerance = 1e-11, MaxIterations = 20_000 }.Solve(c, d, a, m);
            Assert.Equal(Status.Converged, result.Status);
            Assert.InRange(result.MarginalError, 0, 1e-12);
            Tensor<double> p = result.Plan.ToDense();
            int n = c.Shape[0], columns = d.Shape[0];
            // P_ij ∝ exp(−∇F_ij / ε): log P + ∇F / ε is the same along a row.
            for (int i = 0; i < n; i++)
            {
                double[] constants = [.. Enumerable.Range(0, columns).Select(j => Math.Log(p[i, j]) + (Gradient(c, d, m, p, i, j) / Epsilon))];
                Assert.InRange(constants.Max() - constants.Min(), 0, 1e-6);
            }

            Assert.True(result.EntropicValue >= result.Value);
            Assert.InRange(result.Gap, -1e-12, double.PositiveInfinity);
        }
    }

    [Fact]
    public void The_objective_falls_and_small_epsilon_or_proximal_points_come_near_the_plain_problem()
    {
        (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, _) = GromovWassersteinTests.Random(1);
        double plain = new SemiRelaxedGromovWasserstein { RandomStarts = 20 }.Solve(c, d, a, m).Value;
        GromovResult<double> proximal = new EntropicSemiRelaxedGromovWasserstein { Epsilon = 0.1, Proximal = true, MaxIterations = 20_000, Tolerance = 1e-9 }.Solve(c, d, a, m);
        Assert.Null(proximal.EntropicValue);
        Assert.InRange(proximal.FrankWolfeGap, 0, 1e-4);
        for (int k = 1; k < proximal.Trace.Count; k++)
            Assert.True(proximal.Trace[k] <= proximal.Trace[k - 1] + 1e-12);
        Assert.True(proximal.Value >= plain - 1e-9);
        GromovResult<double> sharp = new EntropicSemiRelaxedGromovWasserstein { Epsilon = 1e-3, MaxIterations = 20_000 }.Solve(c, d, a, m);
        Assert.InRange(sharp.Value - plain, -1e-9, 0.05);
    }

    [Fact]
    public void Stops_floats_and_bad_input()
    {
        (Tensor<double> c, Tensor<double> d, _, _, _) = GromovWassersteinTests.Random(2);
        var solver = new EntropicSemiRelaxedGromovWasserstein { Epsilon = 0.2 };
        Assert.Equal(solver.Solve(c, d).Value, solver.Solve(c.To<float>(), d.To<float>()).Value, 1e-5);
        Assert.Equal(Status.IterationLimit, (solver with { MaxIterations = 1 }).Solve(c, d).Status);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(Status.Cancelled, solver.Solve(c, d, cancellationToken: cancelled.Token).Status);
        Assert.Throws<ArgumentNullException>("targetStructure", () => solver.Solve(c, null!));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve(c, d, initial: solver.Solve(d, c).Plan));
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new EntropicSemiRelaxedGromovWasserstein { Epsilon = 0 });
        Assert.Throws<ArgumentNullException>("value", () => new GromovWasserstein { Objective = null! });
        Assert.Throws<ArgumentNullException>("value", () => new GromovObjective { Loss = null! });
    }

    private static double Gradient(Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> p, int i, int j)
    {
        double sum = 0;
        for (int k = 0; k < c.Shape[0]; k++)
        {
            for (int l = 0; l < d.Shape[0]; l++)
                sum += 2 * 0.5 * Math.Pow(c[i, k] - d[j, l], 2) * p[k, l];
        }

        return sum + (0.5 * m[i, j]);
    }
}
