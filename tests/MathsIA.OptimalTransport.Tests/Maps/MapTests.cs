namespace MathsIA.OptimalTransport.Tests;

public class MapTests
{
    [Fact]
    public void At_the_sources_the_entropic_map_is_the_barycentric_projection()
    {
        Tensor<double> x = Problems.Matrix(40, 2, 1), y = Problems.Matrix(30, 2, 2) + 1, b = Problems.Masses(30, 3);
        TransportResult<double> result = new Sinkhorn { Epsilon = 0.05, Tolerance = 1e-12 }.Solve(Formulas.Squared(x, y), null, b);
        var map = new EntropicMap<double, SquaredEuclideanCost<double>>(y, result.TargetPotentials, 0.05, b);
        Tensor<double> images = map.Apply(x), projection = BarycentricProjection.Of(result.Plan, y);
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(projection[i, 0], images[i, 0], 1e-10);
            Assert.Equal(projection[i, 1], images[i, 1], 1e-10);
            Assert.Equal(result.SourcePotentials[i], map.Potential(x)[i], 1e-10);
        }

        Assert.Equal(map.Apply(x, ComputeContext.SingleThread).ToArray(), map.Apply(x, new ComputeContext { DegreeOfParallelism = 5 }).ToArray());
    }

    [Fact]
    public void For_squared_distances_the_map_is_x_less_half_the_gradient_of_the_potential()
    {
        Tensor<double> y = Problems.Matrix(20, 2, 2), g = Tensor.From(Problems.Uniform(20, 5));
        var map = new EntropicMap<double, SquaredEuclideanCost<double>>(y, g, 0.3);
        Tensor<double> point = Tensor.From([3.0, -1.5]).Reshape(1, 2), image = map.Apply(point);
        for (int k = 0; k < 2; k++)
        {
            double slope = Formulas.Slope(h =>
            {
                Tensor<double> moved = point.Clone();
                moved[0, k] += h;
                return map.Potential(moved)[0];
            });
            Assert.Equal(point[0, k] - (slope / 2), image[0, k], 1e-8);
        }
    }

    [Fact]
    public void Gaussians_are_mapped_by_their_affine_map_out_of_sample()
    {
        // N(0, 1) to N(1, 4) on a grid: T(x) = 1 + 2x up to the bias of the entropy.
        const int N = 400;
        double[] at = [.. Enumerable.Range(0, N).Select(i => -6 + (12.0 * i / (N - 1)))], to = [.. at.Select(t => 1 + (2 * t))];
        Tensor<double> masses = Tensor.From([.. at.Select(t => Math.Exp(-t * t / 2))]);
        Tensor<double> x = Tensor.From(at).Reshape(N, 1), y = Tensor.From(to).Reshape(N, 1);
        TransportResult<double> result = new Sinkhorn { Epsilon = 0.05, Tolerance = 1e-8 }.Solve(Formulas.Squared(x, y), masses, masses);
        var map = new EntropicMap<double, SquaredEuclideanCost<double>>(y, result.TargetPotentials, 0.05, masses);
        Tensor<double> images = map.Apply(Tensor.From([-1.234, 0.5, 1.777]).Reshape(3, 1));
        foreach ((int i, double t) in new[] { (0, -1.234), (1, 0.5), (2, 1.777) })
            Assert.Equal(1 + (2 * t), images[i, 0], 0.03);
    }

    [Fact]
    public void A_permutation_projects_to_itself_and_what_has_no_mass_takes_the_fallback()
    {
        Tensor<double> c = Problems.Matrix(5, 5, 3), values = Problems.Matrix(5, 2, 4);
        ITransportPlan<double> plan = new NetworkSimplex().Solve(new DenseCost<double>(c)).Plan;
        Tensor<double> images = BarycentricProjection.Of(plan, values);
        foreach (PlanEntry<double> entry in ((SparsePlan<double>)plan).Entries)
            Assert.Equal(values[entry.Column, 1], images[entry.Row, 1], 1e-15);
        ITransportPlan<double> partial = new NetworkSimplex().Solve(new DenseCost<double>(c), Tensor.From([0.5, 0, 0.5, 0, 0])).Plan;
        Assert.Throws<ArgumentException>("fallback", () => BarycentricProjection.Of(partial, values));
        Assert.Equal(7, BarycentricProjection.Of(partial, values, Tensor.Full<double>([5, 2], 7))[1, 0]);
        Assert.Throws<ShapeMismatchException>(() => BarycentricProjection.Of(partial, values, values.Transpose()));
        Assert.Throws<ShapeMismatchException>(() => new EntropicMap<double, SquaredEuclideanCost<double>>(values, Tensor.From([1.0]), 1));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new EntropicMap<double, SquaredEuclideanCost<double>>(values, Tensor.From([1.0, 1, 1, 1, 1]), 0));
    }
}
