namespace MathsIA.Optimization.Tests;

public sealed class ProximityToTests
{
    private static readonly Tensor<double> _data = Draw.Normal<double>(1, 10);

    [Fact]
    public void Without_another_function_it_is_the_squared_distance()
    {
        var ours = new ProximityTo<double>(_data, 1.7);
        var distance = new SquaredDistance<double>(_data, 1.7);
        double[] x = Draw.Normal<double>(2, 10).ToArray(), left = new double[10], right = new double[10];
        Assert.Equal(distance.Value(x), ours.Value(x), 1e-12);
        Assert.Equal(distance.ConjugateValue(x), ours.ConjugateValue(x), 1e-12);
        Assert.Equal(distance.Prox(x, 0.3, left), ours.Prox(x, 0.3, right), 1e-12);
        Assert.All(left.Zip(right), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        distance.ConjugateGradient(x, left);
        ours.ConjugateGradient(x, right);
        Assert.All(left.Zip(right), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }

    [Fact]
    public void With_a_box_its_prox_and_conjugate_have_their_closed_forms()
    {
        var ours = new ProximityTo<double>(_data, 2, new Box<double>(-0.5, 0.5));
        double[] x = Draw.Normal<double>(3, 10).ToArray(), p = new double[10];
        ours.Prox(x, 0.4, p);
        double conjugate = 0;
        for (int i = 0; i < 10; i++)
        {
            double c = _data.AsSpan()[i], best = Math.Clamp(c + (x[i] / 2), -0.5, 0.5);
            Assert.Equal(Math.Clamp((x[i] + (0.8 * c)) / 1.8, -0.5, 0.5), p[i], 1e-13);
            conjugate += (x[i] * best) - ((best - c) * (best - c));
        }

        Assert.Equal(conjugate, ours.ConjugateValue(x), 1e-12);
    }

    [Fact]
    public void Denoises_under_a_constraint_by_every_dual_method()
    {
        var g = new ProximityTo<double>(_data, 1, new Box<double>(-0.2, 0.6));
        var tv = new L1Norm<double>(0.3).Compose(new Operators.GradientOperator<double>(new Shape(10)));
        var options = new MinimizeOptions { Tolerance = 1e-10, MaxIterations = 50_000 };
        Solution<double> dual = Minimize.Run(g, tv, new DualForwardBackward(), null, options);
        Solution<double> primalDual = Minimize.Run(g, tv, new ChambollePock { Steps = PrimalDualSteps.Accelerated }, null, options with { Tolerance = 1e-7 });
        Assert.Equal(Status.Converged, dual.Status);
        Assert.InRange(dual.Gap!.Value, 0, 1e-9);
        Assert.Equal(dual.Objective, primalDual.Objective, 1e-6);
    }
}
