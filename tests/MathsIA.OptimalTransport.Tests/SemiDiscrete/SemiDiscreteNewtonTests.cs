using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

public class SemiDiscreteNewtonTests
{
    public static TheoryData<IPlanarDensity> Densities =>
    [
        UniformDensity.OnRectangle(0, 0, 1, 1),
        new UniformDensity([new(0, 0), new(2, -0.5), new(2.5, 1), new(1, 2), new(-0.3, 1)], 3),
        new GridDensity(Tensor.From(Problems.Uniform(35, 3), 5, 7)),
    ];

    [Theory, MemberData(nameof(Densities))]
    public void Cells_get_the_masses_asked_for_and_the_end_is_quadratic(IPlanarDensity density)
    {
        Tensor<double> sites = Problems.Matrix(120, 2, 4), masses = Problems.Masses(120, 5) + 0.002;
        SemiDiscreteResult result = new SemiDiscreteNewton().Solve(density, sites, masses);
        Assert.Equal(Status.Converged, result.Status);
        for (int i = 0; i < 120; i++)
            Assert.Equal(masses[i] / masses.Sum() * density.Mass, result.CellMasses[i], 1e-10);
        Assert.Equal(result.Cost, result.DualValue, 1e-10);
        // Once the error is small it is squared at each step, up to rounding.
        IReadOnlyList<double> errors = result.Errors;
        for (int k = 1; k < errors.Count; k++)
            Assert.True(errors[k - 1] > 1e-2 || errors[k] < Math.Max(100 * errors[k - 1] * errors[k - 1], 1e-12), string.Join(", ", errors));
    }

    [Fact]
    public void The_dual_is_maximal_and_its_gradient_is_the_mass_defect()
    {
        IPlanarDensity density = UniformDensity.OnRectangle(0, 0, 1, 1);
        Tensor<double> sites = Problems.Matrix(8, 2, 4), masses = Problems.Masses(8, 5), weights = Tensor.From(Problems.Uniform(8, 6)) * 0.05;
        double Dual(Tensor<double> w)
        {
            LaguerreDiagram diagram = LaguerreDiagram.Of(density, sites, w);
            return Enumerable.Range(0, 8).Sum(i => diagram.Cells[i].Moments.Square + (w[i] * (masses[i] - diagram.Cells[i].Moments.Mass)));
        }

        LaguerreDiagram here = LaguerreDiagram.Of(density, sites, weights);
        for (int i = 0; i < 8; i++)
        {
            Tensor<double> up = weights.Clone(), down = weights.Clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            Assert.Equal((Dual(up) - Dual(down)) / 2e-6, masses[i] - here.Cells[i].Moments.Mass, 1e-8);
        }

        SemiDiscreteResult best = new SemiDiscreteNewton().Solve(density, sites, masses);
        Assert.True(Dual(weights) <= best.DualValue + 1e-12);
        Assert.Equal(best.DualValue, Dual(best.Weights), 1e-12);
    }

    [Fact]
    public void Sites_outside_the_domain_get_their_share()
    {
        Tensor<double> sites = Tensor.From([0.5, 0.5, 3.0, 0.2, -2, 0.9, 0.3, 4], 4, 2);
        SemiDiscreteResult result = new SemiDiscreteNewton().Solve(UniformDensity.OnRectangle(0, 0, 1, 1), sites);
        Assert.Equal(Status.Converged, result.Status);
        Assert.All(result.CellMasses.ToArray(), mass => Assert.Equal(0.25, mass, 1e-11));
    }

    [Fact]
    public void A_thousand_sites_take_few_steps()
    {
        SemiDiscreteResult result = new SemiDiscreteNewton().Solve(UniformDensity.OnRectangle(0, 0, 1, 1), new Philox(1).Uniform<double>(1000, 2));
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.Iterations <= 20, $"{result.Iterations}");
    }

    [Fact]
    public void Two_sites_at_one_place_are_a_breakdown_and_one_site_is_trivial()
    {
        IPlanarDensity density = UniformDensity.OnRectangle(0, 0, 1, 1);
        Assert.Equal(Status.Breakdown, new SemiDiscreteNewton().Solve(density, Tensor.From([0.5, 0.5, 0.5, 0.5], 2, 2)).Status);
        SemiDiscreteResult one = new SemiDiscreteNewton().Solve(density, Tensor.From([0.5, 0.5], 1, 2));
        Assert.Equal(Status.Converged, one.Status);
        Assert.Equal(1 / 6.0, one.Cost, 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>("masses", () => new SemiDiscreteNewton().Solve(density, Tensor.From([0.5, 0.5], 1, 2), Tensor.From([0.0])));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new SemiDiscreteNewton { Tolerance = 0 });
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(Status.Cancelled, new SemiDiscreteNewton().Solve(density, Problems.Matrix(9, 2, 1), cancellationToken: source.Token).Status);
    }

    [Fact]
    public void Stochastic_ascent_finds_the_same_value_from_samples()
    {
        Tensor<double> sites = Problems.Matrix(10, 2, 4), masses = Problems.Masses(10, 5);
        SemiDiscreteResult exact = new SemiDiscreteNewton().Solve(UniformDensity.OnRectangle(0, 0, 1, 1), sites, masses);
        SemiDiscreteAscentResult ascent = new SemiDiscreteAscent { MaxIterations = 6000, Step = 0.3, EvaluationSize = 40000 }.Run<double, SquaredEuclideanCost<double>>(new Square(), sites, masses);
        Assert.InRange(ascent.DualValue, exact.DualValue - 0.004, exact.DualValue + (4 * ascent.StandardError));
        Assert.True(ascent.MassError < 0.1, $"{ascent.MassError}");
        double shift = (ascent.Potentials - exact.Weights).Mean();
        Assert.True((ascent.Potentials - exact.Weights - shift).Abs().Max() < 0.03);
        Assert.Throws<ShapeMismatchException>("sites", () => new SemiDiscreteAscent().Run<double, SquaredEuclideanCost<double>>(new Square(), Problems.Matrix(3, 3, 1)));
        Assert.Throws<ArgumentNullException>("source", () => new SemiDiscreteAscent().Run<double, SquaredEuclideanCost<double>>(null!, sites));
    }

    private sealed class Square : IPointSampler<double>
    {
        public int Dimension => 2;

        public void Sample(Philox random, Span<double> destination) => random.FillUniform(destination, 0.0, 1.0);
    }
}
