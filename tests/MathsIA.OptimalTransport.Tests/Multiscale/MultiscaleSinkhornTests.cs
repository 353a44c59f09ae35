namespace MathsIA.OptimalTransport.Tests;

public class MultiscaleSinkhornTests
{
    [Theory]
    [InlineData(1, 1, 1), InlineData(5, 3, 2), InlineData(60, 90, 1), InlineData(200, 150, 2), InlineData(150, 150, 3)]
    public void It_is_Sinkhorn_on_all_pairs(int n, int m, int dimension)
    {
        Tensor<double> x = Problems.Matrix(n, dimension, 1), y = Problems.Matrix(m, dimension, 2) + 0.3, a = Problems.Masses(n, 3), b = Problems.Masses(m, 4);
        TransportResult<double> multi = new MultiscaleSinkhorn { Epsilon = 0.01, Tolerance = 1e-8 }.Solve(x, y, a, b);
        TransportResult<double> all = new Sinkhorn { Epsilon = 0.01, Tolerance = 1e-9 }.Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y), a, b);
        Assert.Equal(Status.Converged, multi.Status);
        Assert.Equal(all.LinearCost, multi.LinearCost, 1e-6);
        Assert.Equal(all.KlValue!.Value, multi.KlValue!.Value, 1e-6);
        Assert.Equal(all.DualValue, multi.DualValue, 1e-6);
        Assert.InRange(multi.MarginalError, 0, 1e-8);
        Assert.InRange(multi.Gap, -1e-12, 1e-5);
        double exact = new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y), a, b).LinearCost;
        Assert.True(multi.LowerBound <= exact + 1e-12 && exact <= multi.UpperBound + 1e-12);
        Assert.Equal(all.LowerBound, multi.LowerBound, 1e-5);
    }

    [Fact]
    public void The_plan_is_sparse_and_its_order_that_of_the_points()
    {
        Tensor<double> x = Problems.Matrix(400, 2, 5), y = Problems.Matrix(400, 2, 6);
        TransportResult<double> result = new MultiscaleSinkhorn { Epsilon = 5e-4 }.Solve(x, y);
        var plan = (SparsePlan<double>)result.Plan;
        Assert.InRange(plan.Entries.Count, 400, 400 * 400 / 4);
        double cost = 0;
        foreach (PlanEntry<double> entry in plan.Entries)
        {
            double squared = Math.Pow(x[entry.Row, 0] - y[entry.Column, 0], 2) + Math.Pow(x[entry.Row, 1] - y[entry.Column, 1], 2);
            cost += entry.Mass * squared;
            double density = 160_000 * entry.Mass;
            Assert.Equal(density, Math.Exp((result.SourcePotentials[entry.Row] + result.TargetPotentials[entry.Column] - squared) / 5e-4), 1e-6 * density);
        }

        Assert.Equal(cost, result.LinearCost, 1e-12);
    }

    [Fact]
    public void A_far_translation_and_equal_points_are_no_trouble()
    {
        Tensor<double> x = Problems.Matrix(100, 2, 7);
        TransportResult<double> moved = new MultiscaleSinkhorn { Epsilon = 1e-4, Tolerance = 1e-5 }.Solve(x, x + 20);
        Assert.Equal(Status.Converged, moved.Status);
        Assert.Equal(800, moved.LinearCost, 0.05);
        TransportResult<double> same = new MultiscaleSinkhorn { Epsilon = 0.1 }.Solve(Tensor.Zeros<double>(50, 2), Tensor.Ones<double>(30, 2));
        Assert.Equal(2, same.LinearCost, 1e-12);
        Assert.Equal(2, same.LowerBound, 1e-12);
    }

    [Fact]
    public void Masses_of_zero_floats_stops_and_bad_input()
    {
        Tensor<double> x = Problems.Matrix(30, 2, 8), y = Problems.Matrix(20, 2, 9);
        double[] masses = Problems.Masses(30, 1).ToArray();
        (masses[3], masses[4]) = (0, masses[3] + masses[4]);
        TransportResult<double> result = new MultiscaleSinkhorn { Epsilon = 0.05 }.Solve(x, y, Tensor.From(masses));
        TransportResult<double> all = new Sinkhorn { Epsilon = 0.05 }.Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y), Tensor.From(masses));
        Assert.Equal(all.KlValue!.Value, result.KlValue!.Value, 1e-5);
        Assert.True(result.LowerBound <= all.UpperBound);
        Assert.Equal(result.LinearCost, new MultiscaleSinkhorn { Epsilon = 0.05 }.Solve(x.To<float>(), y.To<float>(), Tensor.From(masses).To<float>()).LinearCost, 1e-4);
        foreach (int limit in new[] { 0, 3, 20 })
        {
            TransportResult<double> early = new MultiscaleSinkhorn { Epsilon = 1e-4, MaxIterations = limit }.Solve(x, y);
            Assert.Equal(Status.IterationLimit, early.Status);
            double exact = new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y)).LinearCost;
            Assert.True(early.LowerBound <= exact + 1e-12 && exact <= early.UpperBound + 1e-12);
        }

        Assert.Throws<ArgumentNullException>("sources", () => new MultiscaleSinkhorn { Epsilon = 1 }.Solve(null!, y));
        Assert.Throws<ShapeMismatchException>(() => new MultiscaleSinkhorn { Epsilon = 1 }.Solve(x, Problems.Matrix(4, 3, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new MultiscaleSinkhorn { Epsilon = double.NaN });
    }
}
