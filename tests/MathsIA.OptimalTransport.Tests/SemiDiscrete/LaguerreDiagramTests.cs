using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

public class LaguerreDiagramTests
{
    public static TheoryData<IPlanarDensity> Densities =>
    [
        UniformDensity.OnRectangle(0, 0, 1, 1),
        new UniformDensity([new(0, 0), new(2, -0.5), new(2.5, 1), new(1, 2), new(-0.3, 1)], 3),
        new GridDensity(Tensor.From(Problems.Uniform(35, 3), 5, 7), -0.2, 0, 1.3, 1.1),
    ];

    [Theory, MemberData(nameof(Densities))]
    public void The_cells_part_the_domain_and_each_point_lies_in_the_nearest(IPlanarDensity density)
    {
        Tensor<double> sites = Problems.Matrix(40, 2, 1), weights = Tensor.From(Problems.Uniform(40, 2)) * 0.02;
        LaguerreDiagram diagram = LaguerreDiagram.Of(density, sites, weights);
        Assert.Equal(density.Mass, diagram.Cells.Sum(cell => cell.Moments.Mass), 1e-13);
        for (int i = 0; i < 40; i++)
        {
            LaguerreCell cell = diagram.Cells[i];
            Assert.Equal(cell.Vertices.Count, cell.Neighbours.Count);
            for (int e = 0; e < cell.Vertices.Count; e++)
            {
                PlanarPoint vertex = cell.Vertices[e];
                double own = Power(vertex, i);
                Assert.All(Enumerable.Range(0, 40), k => Assert.True(own <= Power(vertex, k) + 1e-12));
                // Both ends of an edge are as far from the site beyond it.
                if (cell.Neighbours[e] is var j and >= 0)
                    Assert.Equal(own, Power(vertex, j), 1e-12);
            }
        }

        double Power(PlanarPoint p, int k) => ((p.X - sites[k, 0]) * (p.X - sites[k, 0])) + ((p.Y - sites[k, 1]) * (p.Y - sites[k, 1])) - weights[k];
    }

    [Fact]
    public void Moments_are_those_of_a_fine_grid_of_points()
    {
        var density = new GridDensity(Tensor.From(Problems.Uniform(12, 3), 3, 4));
        Tensor<double> sites = Problems.Matrix(5, 2, 1);
        LaguerreDiagram diagram = LaguerreDiagram.Of(density, sites);
        double[] masses = new double[5], costs = new double[5];
        const int N = 600;
        double[] heights = Problems.Uniform(12, 3);
        for (int k = 0; k < N * N; k++)
        {
            double x = ((k % N) + 0.5) / N, y = ((k / N) + 0.5) / N, weight = heights[((int)(y * 3) * 4) + (int)(x * 4)] * 12 / N / N;
            (int i, double square) = Enumerable.Range(0, 5).Select(s => (s, Math.Pow(x - sites[s, 0], 2) + Math.Pow(y - sites[s, 1], 2))).MinBy(pair => pair.Item2);
            masses[i] += weight;
            costs[i] += weight * square;
        }

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(masses[i], diagram.Cells[i].Moments.Mass, 2e-3);
            Assert.Equal(costs[i], diagram.Cells[i].Moments.Square, 2e-3);
        }
    }

    [Fact]
    public void A_grid_of_one_height_is_uniform()
    {
        Tensor<double> sites = Problems.Matrix(30, 2, 1);
        LaguerreDiagram plain = LaguerreDiagram.Of(UniformDensity.OnRectangle(0, 0, 1, 1), sites), grid = LaguerreDiagram.Of(new GridDensity(Tensor.Full([6, 9], 1.0 / 54)), sites);
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(plain.Cells[i].Moments.Mass, grid.Cells[i].Moments.Mass, 1e-14);
            Assert.Equal(plain.Cells[i].Moments.Square, grid.Cells[i].Moments.Square, 1e-14);
        }

        PlanarPoint p = new(0.013, 0.2), q = new(0.97, 0.71);
        Assert.Equal(plain.Density.IntegrateAlong(p, q), grid.Density.IntegrateAlong(p, q), 1e-14);
        Assert.Equal(plain.Density.IntegrateAlong(q, p), grid.Density.IntegrateAlong(q, p), 1e-14);
    }

    [Fact]
    public void Threads_do_not_change_a_bit_and_bad_input_is_named()
    {
        IPlanarDensity density = UniformDensity.OnRectangle(0, 0, 1, 1);
        Tensor<double> sites = new Philox(1).Uniform<double>(500, 2);
        Assert.Equal(LaguerreDiagram.Of(density, sites, context: new() { DegreeOfParallelism = 1 }).Cells.Select(c => c.Moments), LaguerreDiagram.Of(density, sites, context: new() { DegreeOfParallelism = 6 }).Cells.Select(c => c.Moments));
        Assert.Throws<ArgumentNullException>("density", () => LaguerreDiagram.Of(null!, sites));
        Assert.Throws<ShapeMismatchException>("sites", () => LaguerreDiagram.Of(density, Problems.Matrix(3, 3, 1)));
        Assert.Throws<ShapeMismatchException>("weights", () => LaguerreDiagram.Of(density, sites, Tensor.From([1.0])));
        Assert.Throws<ArgumentException>("polygon", () => new UniformDensity([new(0, 0), new(0, 1), new(1, 0)]));
        Assert.Throws<ArgumentException>("polygon", () => new UniformDensity([new(0, 0), new(0, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>("mass", () => new UniformDensity([new(0, 0), new(1, 0), new(0, 1)], 0));
        Assert.Throws<ArgumentOutOfRangeException>("masses", () => new GridDensity(Tensor.From([-1.0], 1, 1)));
        Assert.Throws<ArgumentException>("masses", () => new GridDensity(Tensor.From([0.0], 1, 1)));
        Assert.Throws<ArgumentException>("right", () => new GridDensity(Tensor.From([1.0], 1, 1), 1, 0, 0, 1));
    }
}
