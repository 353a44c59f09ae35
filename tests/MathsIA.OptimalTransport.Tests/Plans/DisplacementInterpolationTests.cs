namespace MathsIA.OptimalTransport.Tests;

public class DisplacementInterpolationTests
{
    [Fact]
    public void The_optimal_plan_makes_a_geodesic()
    {
        Tensor<double> x = Problems.Matrix(15, 2, 1), y = Problems.Matrix(20, 2, 2) + 0.5, a = Problems.Masses(15, 3), b = Problems.Masses(20, 4);
        TransportResult<double> result = new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y), a, b);
        var plan = (SparsePlan<double>)result.Plan;
        foreach ((double s, double t) in new[] { (0.0, 0.3), (0.2, 0.7), (0.5, 1.0) })
        {
            (Tensor<double> from, Tensor<double> masses) = DisplacementInterpolation.At(plan, x, y, s);
            (Tensor<double> to, Tensor<double> same) = DisplacementInterpolation.At(plan, x, y, t);
            Assert.Equal(1, masses.Sum(), 1e-12);
            double squared = new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(from, to), masses, same).LinearCost;
            Assert.Equal((t - s) * (t - s) * result.LinearCost, squared, 1e-12);
        }
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Tensor<double> x = Problems.Matrix(3, 2, 1), y = Problems.Matrix(4, 2, 2);
        var plan = (SparsePlan<double>)new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y)).Plan;
        Assert.Throws<ArgumentNullException>("plan", () => DisplacementInterpolation.At<double>(null!, x, y, 0.5));
        Assert.Throws<ShapeMismatchException>("targets", () => DisplacementInterpolation.At(plan, x, x, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("time", () => DisplacementInterpolation.At(plan, x, y, double.NaN));
    }
}
