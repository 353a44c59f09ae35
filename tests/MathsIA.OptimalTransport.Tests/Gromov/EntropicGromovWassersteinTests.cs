namespace MathsIA.OptimalTransport.Tests;

public class EntropicGromovWassersteinTests
{
    [Fact]
    public void The_entropic_plan_is_that_of_Pot()
    {
        (Tensor<double> c, Tensor<double> d, _, Tensor<double> a, Tensor<double> b) = GromovWassersteinTests.Reference();
        GromovResult<double> result = new EntropicGromovWasserstein { Epsilon = 0.5, Tolerance = 1e-10, MaxIterations = 3000 }.Solve(c, d, a, b);
        // fixtures/gromov_wasserstein.py
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0.5477782327560616, result.Value, 1e-6);
        Assert.Equal(0.00032610816020121235, result.Plan.ToDense()[0, 0], 1e-8);
        Assert.Equal(0.00034307952781864257, result.Plan.ToDense()[11, 14], 1e-8);
    }

    [Fact]
    public void At_the_fixed_point_the_logarithm_of_the_plan_is_the_gradient_up_to_potentials()
    {
        (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, Tensor<double> b) = GromovWassersteinTests.Random(2);
        const double Epsilon = 0.2, Alpha = 0.6;
        GromovResult<double> result = new EntropicGromovWasserstein { Epsilon = Epsilon, Objective = new() { Alpha = Alpha }, Tolerance = 1e-11, MaxIterations = 5000 }.Solve(c, d, a, b, m);
        Assert.Equal(Status.Converged, result.Status);
        Tensor<double> p = result.Plan.ToDense();
        var loss = new SquareStructureLoss();
        double Slope(int i, int j)
        {
            double sum = 0;
            for (int k = 0; k < 9; k++)
                sum += Enumerable.Range(0, 11).Sum(l => 2 * Alpha * loss.Value(c[i, k], d[j, l]) * p[k, l]);
            return sum + ((1 - Alpha) * m[i, j]) + (Epsilon * Math.Log(p[i, j]));
        }

        // Mixed differences remove the potentials.
        for (int i = 1; i < 9; i++)
        {
            for (int j = 1; j < 11; j++)
                Assert.Equal(0, Slope(i, j) - Slope(0, j) - Slope(i, 0) + Slope(0, 0), 1e-6);
        }

        Assert.True(result.EntropicValue >= result.Value);
        Assert.True(result.Value >= result.LowerBound);
    }

    [Fact]
    public void Proximal_points_come_to_a_stationary_plan_without_entropy()
    {
        (Tensor<double> c, Tensor<double> d, _, Tensor<double> a, Tensor<double> b) = GromovWassersteinTests.Random(3);
        GromovResult<double> proximal = new EntropicGromovWasserstein { Epsilon = 0.05, Proximal = true, Tolerance = 1e-7, MaxIterations = 2000 }.Solve(c, d, a, b);
        GromovResult<double> exact = new GromovWasserstein().Solve(c, d, a, b);
        Assert.InRange(proximal.FrankWolfeGap, 0, 1e-3 * proximal.Value);
        Assert.True(proximal.Value >= exact.LowerBound - 1e-9);
        Assert.True(proximal.Value <= exact.StartValues.Max() * 1.1, $"{proximal.Value} against {exact.Value}");
        Assert.Null(proximal.EntropicValue);
    }

    [Fact]
    public void Alpha_0_is_entropic_transport()
    {
        (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, Tensor<double> b) = GromovWassersteinTests.Random(4);
        GromovResult<double> result = new EntropicGromovWasserstein { Epsilon = 0.1, Objective = new() { Alpha = 0 } }.Solve(c, d, a, b, m);
        TransportResult<double> sinkhorn = new Sinkhorn { Epsilon = 0.1, Tolerance = 1e-10 }.Solve(new DenseCost<double>(m), a, b);
        Assert.Equal(sinkhorn.LinearCost, result.Value, 1e-8);
        Assert.Equal(sinkhorn.KlValue!.Value, result.EntropicValue!.Value, 1e-8);
    }

    [Fact]
    public void Stops_and_bad_input_are_named()
    {
        (Tensor<double> c, Tensor<double> d, _, Tensor<double> a, Tensor<double> b) = GromovWassersteinTests.Random(4);
        Assert.Equal(Status.IterationLimit, new EntropicGromovWasserstein { Epsilon = 0.1, MaxIterations = 1 }.Solve(c, d, a, b).Status);
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new EntropicGromovWasserstein { Epsilon = 0 });
        Assert.Throws<ShapeMismatchException>(() => new EntropicGromovWasserstein { Epsilon = 1 }.Solve(c, d, b, a));
    }
}
