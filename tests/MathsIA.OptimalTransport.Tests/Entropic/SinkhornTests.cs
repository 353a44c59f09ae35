namespace MathsIA.OptimalTransport.Tests;

public class SinkhornTests
{
    [Theory]
    [InlineData(0.01), InlineData(0.1), InlineData(1.0), InlineData(10.0)]
    public void Two_by_two_is_known_in_closed_form(double epsilon)
    {
        // With equal masses and costs 0 on the diagonal and 1 off it, the diagonal holds half of 1 / (1 + e^(-1/ε)).
        var costs = new DenseCost<double>(Tensor.From([0.0, 1, 1, 0]).Reshape(2, 2));
        TransportResult<double> result = new Sinkhorn { Epsilon = epsilon, Tolerance = 1e-12 }.Solve(costs);
        double off = 0.5 / (1 + Math.Exp(1 / epsilon));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(off, result.Plan.ToDense()[0, 1], 1e-13);
        Assert.Equal(2 * off, result.LinearCost, 1e-13);
        double kl = (2 * off * Math.Log(off / 0.25)) + (2 * (0.5 - off) * Math.Log((0.5 - off) / 0.25));
        Assert.Equal(2 * off + (epsilon * kl), result.KlValue!.Value, 1e-12);
        Assert.InRange(result.Gap, -1e-12, 1e-11);
    }

    [Fact]
    public void Two_bumps_have_the_values_of_the_course()
    {
        (Tensor<double> c, Tensor<double> a, Tensor<double> b) = Problems.Bumps(200);
        TransportResult<double> result = new Sinkhorn { Epsilon = 0.03 * 0.03, Tolerance = 1e-12 }.Solve(new DenseCost<double>(c), a, b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0.252254475071589, result.LinearCost, 1e-11);
        Assert.Equal(0.244957821691163, result.EntropicValue!.Value, 1e-11);
        Assert.Equal(0.253550878958705, result.KlValue!.Value, 1e-11);
        Assert.Equal(0.253550878958705, result.DualValue, 1e-11);
        Assert.True(result.LowerBound <= 0.251824284731869 && 0.251824284731869 <= result.UpperBound);
    }

    [Theory]
    [InlineData(1e-2), InlineData(1e-3), InlineData(1e-4), InlineData(1e-6)]
    public void However_small_epsilon_the_bounds_hold_and_nothing_is_NaN(double epsilon)
    {
        Tensor<double> c = Problems.Matrix(40, 30, 9), a = Problems.Masses(40, 10), b = Problems.Masses(30, 11);
        double exact = new NetworkSimplex().Solve(new DenseCost<double>(c), a, b).LinearCost;
        TransportResult<double> result = new Sinkhorn { Epsilon = epsilon, MaxIterations = 500 }.Solve(new DenseCost<double>(c), a, b);
        Assert.True(result.Status is Status.Converged or Status.IterationLimit);
        Assert.True(result.LowerBound <= exact + 1e-12 && exact <= result.UpperBound + 1e-12);
        Assert.True(result.Gap >= -1e-12 && double.IsFinite(result.Gap));
        Assert.True(double.IsFinite(result.LinearCost + result.KlValue!.Value + result.DualValue + result.MarginalError));
        // The rounded plan is within the entropy of the best.
        if (result.Status == Status.Converged)
            Assert.True(result.UpperBound <= exact + (epsilon * Math.Log(30 * 40)) + 1e-5);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        Tensor<double> c = Problems.Matrix(150, 90, 4);
        Tensor<double> Potentials(int threads) => new Sinkhorn { Epsilon = 0.05, MaxIterations = 30 }
            .Solve(new DenseCost<double>(c), context: new ComputeContext { DegreeOfParallelism = threads }).TargetPotentials;
        Assert.Equal(Potentials(1).ToArray(), Potentials(7).ToArray());
    }

    [Fact]
    public void Masses_of_zero_and_forbidden_arcs_are_allowed()
    {
        double inf = double.PositiveInfinity;
        Tensor<double> c = Tensor.From([0.1, inf, 0.5, 0.4, 0.2, inf, inf, 0.3, 0.6]).Reshape(3, 3);
        TransportResult<double> result = new Sinkhorn { Epsilon = 0.1, Tolerance = 1e-10 }.Solve(new DenseCost<double>(c), Tensor.From([0.5, 0.5, 0]), Tensor.From([0.3, 0.3, 0.4]));
        Assert.Equal(Status.Converged, result.Status);
        Tensor<double> p = result.Plan.ToDense();
        Assert.Equal(0, p[0, 1]);
        Assert.Equal(0, p[2, 2]);
        Assert.Equal(0.3, p[0, 1] + p[1, 1], 1e-9);
    }

    [Fact]
    public void Floats_agree_with_doubles()
    {
        Tensor<double> c = Problems.Matrix(60, 50, 12);
        double expected = new Sinkhorn { Epsilon = 0.05 }.Solve(new DenseCost<double>(c)).LinearCost;
        TransportResult<float> result = new Sinkhorn { Epsilon = 0.05, Tolerance = 1e-5 }.Solve(new DenseCost<float>(c.To<float>()));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(expected, result.LinearCost, 1e-5);
    }
}
