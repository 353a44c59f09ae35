using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

public class SlicedWassersteinTests
{
    public static TheoryData<ISlicing<double>> Slicings => [new LinearSlicing<double>(), new CircularSlicing<double>(4), new PolynomialSlicing<double>(1), new PolynomialSlicing<double>(3)];

    [Theory, MemberData(nameof(Slicings))]
    public void It_is_the_mean_over_the_lines(ISlicing<double> slicing)
    {
        Tensor<double> x = new Philox(1).Normal<double>(30, 3), y = new Philox(2).Normal<double>(25, 3) + 1, a = Problems.Masses(30, 3), b = Problems.Masses(25, 4);
        Tensor<double> directions = slicing.Directions(new Philox(9), 12, 3), px = slicing.Project(x, directions), py = slicing.Project(y, directions);
        double mean = Enumerable.Range(0, 12).Average(k => new LineTransport { Power = 3 }.Cost(px.Narrow(0, k, 1).Reshape(30), py.Narrow(0, k, 1).Reshape(25), a, b));
        var sliced = new SlicedWasserstein { Projections = 12, Power = 3, Seed = 9 };
        Assert.Equal(Math.Cbrt(mean), sliced.Distance(x, y, a, b, slicing), 1e-12);
        Assert.Equal(sliced.Distance(x, y, a, b, slicing, new() { DegreeOfParallelism = 1 }), sliced.Distance(x, y, a, b, slicing, new() { DegreeOfParallelism = 7 }));
        Assert.Equal(0, sliced.Distance(x, x, a, a, slicing), 1e-14);
    }

    [Theory, MemberData(nameof(Slicings))]
    public void Gradients_are_those_of_finite_differences(ISlicing<double> slicing)
    {
        Tensor<double> x = new Philox(1).Normal<double>(6, 3), y = new Philox(2).Normal<double>(5, 3) + 1, a = Problems.Masses(6, 3);
        var sliced = new SlicedWasserstein { Projections = 8 };
        SlicedGradients<double> gradients = sliced.Gradients(x, y, a, slicing: slicing);
        Assert.Equal(Math.Pow(sliced.Distance(x, y, a, slicing: slicing), 2), gradients.Cost, 1e-12);
        const double H = 1e-6;
        for (int k = 0; k < 18; k++)
        {
            Tensor<double> up = x.Clone(), down = x.Clone();
            up[k / 3, k % 3] += H;
            down[k / 3, k % 3] -= H;
            double difference = (sliced.Gradients(up, y, a, slicing: slicing).Cost - sliced.Gradients(down, y, a, slicing: slicing).Cost) / (2 * H);
            Assert.Equal(difference, gradients.Sources[k / 3, k % 3], 1e-6);
        }

        Tensor<double> moved = y.Clone();
        moved[2, 1] += H;
        Assert.Equal((sliced.Gradients(x, moved, a, slicing: slicing).Cost - gradients.Cost) / H, gradients.Targets[2, 1], 1e-4);
    }

    [Fact]
    public void A_translation_costs_its_length_over_the_dimension()
    {
        // W₂² of each projection is ⟨θ, t⟩², whose mean over the sphere is ‖t‖² / d.
        Tensor<double> x = new Philox(1).Normal<double>(50, 4), t = Tensor.From([1.0, 2, -2, 4]);
        double distance = new SlicedWasserstein { Projections = 20000 }.Distance(x, x + t);
        Assert.Equal(25 / 4.0, distance * distance, 0.1);
        MaxSlicedResult<double> most = new MaxSlicedWasserstein { Starts = 5 }.Solve(x, x + t);
        Assert.Equal(Status.Converged, most.Status);
        Assert.Equal(5, most.Distance, 1e-6);
        Assert.Equal(1, Math.Abs((most.Direction * t).Sum()) / 5, 1e-7);
    }

    [Fact]
    public void The_largest_slice_is_no_smaller_than_any_drawn_and_no_larger_than_the_whole()
    {
        Tensor<double> x = new Philox(1).Normal<double>(40, 3), y = (new Philox(2).Normal<double>(40, 3) * Tensor.From([1.0, 3, 0.5])) + 0.3;
        MaxSlicedResult<double> most = new MaxSlicedWasserstein().Solve(x, y);
        Tensor<double> directions = new LinearSlicing<double>().Directions(new Philox(5), 200, 3);
        Tensor<double> costs = new LineTransport().Costs(new LinearSlicing<double>().Project(x, directions), new LinearSlicing<double>().Project(y, directions));
        Assert.True(most.Gradients.Cost >= costs.Max() - 1e-3);
        Assert.True(most.Gradients.Cost <= new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y)).LinearCost);
        Assert.Equal(most.Distance * most.Distance, most.Gradients.Cost, 1e-12);
        // At the top the gradient along the sphere is gone: Σ s_i x_i + Σ t_j y_j is along θ. By positions: every row of the gradient is along θ.
        Tensor<double> cross = most.Gradients.Sources - (most.Gradients.Sources.MatMul(most.Direction.Reshape(3, 1)) * most.Direction.Reshape(1, 3));
        Assert.True(cross.Abs().Max() < 1e-12);
    }

    [Fact]
    public void Floats_agree_and_bad_input_is_named()
    {
        Tensor<double> x = new Philox(1).Normal<double>(40, 3), y = new Philox(2).Normal<double>(40, 3);
        Assert.Equal(new SlicedWasserstein { Projections = 3000 }.Distance(x, y), new SlicedWasserstein { Projections = 3000 }.Distance(x.To<float>(), y.To<float>()), 0.02);
        Assert.Throws<ArgumentNullException>("y", () => new SlicedWasserstein().Distance(x, null!));
        Assert.Throws<ShapeMismatchException>("y", () => new SlicedWasserstein().Distance(x, Problems.Matrix(3, 2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("x", () => new MaxSlicedWasserstein().Solve(x / 0.0, y));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new SlicedWasserstein { Projections = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Degree", () => new PolynomialSlicing<double>(2));
        Assert.Throws<ArgumentOutOfRangeException>("Radius", () => new CircularSlicing<double>(0));
        Assert.Throws<ShapeMismatchException>("directions", () => new LinearSlicing<double>().Project(x, Problems.Matrix(2, 2, 1)));
    }
}
