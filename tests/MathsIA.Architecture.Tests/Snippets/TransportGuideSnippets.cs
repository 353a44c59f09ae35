using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code that the guide to optimal transport shows.</summary>
public class TransportGuideSnippets
{
    private static readonly Philox Random = new(seed: 4);
    private static readonly Tensor<double> X = Random.Normal<double>(120, 2), Y = Random.Normal<double>(90, 2) + 1;

    [Fact]
    public void One_way_in()
    {
        #region start
        var random = new Philox(seed: 4);
        var source = new Measure<double>(random.Normal<double>(120, 2));                     // 120 points of equal mass
        var target = new Measure<double>(random.Normal<double>(90, 2) + 1);

        TransportAnswer<double> answer = Transport.Solve(source, target);
        Console.WriteLine($"{answer.Choice.Solver}: {answer.Choice.Reason}");
        Console.WriteLine($"{answer.Status}: cost {answer.LinearCost:g6}, certified to {answer.Gap:g1}");

        TransportAnswer<double> smooth = Transport.Solve(source, target, new TransportOptions { Epsilon = 0.05 });
        Console.WriteLine($"the exact cost is between {smooth.Result.LowerBound:g6} and {smooth.Result.UpperBound:g6}");
        #endregion
        Assert.Equal(TransportSolver.NetworkSimplex, answer.Choice.Solver);
        Assert.InRange(answer.LinearCost, smooth.Result.LowerBound - 1e-9, smooth.Result.UpperBound + 1e-9);
    }

    [Fact]
    public void Maps()
    {
        (Tensor<double> x, Tensor<double> y) = (X, Y);
        #region maps
        var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        TransportResult<double> plan = new Sinkhorn { Epsilon = 0.05 }.Solve(costs);

        Tensor<double> images = BarycentricProjection.Of(plan.Plan, y);                      // where the sources go, on average
        var map = new EntropicMap<double, SquaredEuclideanCost<double>>(y, plan.TargetPotentials, epsilon: 0.05);
        Tensor<double> elsewhere = map.Apply(Tensor.From(new[,] { { 0.5, 0.5 } }));          // where a point goes that was not there
        #endregion
        Assert.True((map.Apply(x) - images).Abs().Max() < 1e-3);
        Assert.Equal(new Shape(1, 2), elsewhere.Shape);
    }

    [Fact]
    public void Barycenters()
    {
        #region barycenters
        GridAxis<double> axis = GridAxis<double>.Regular(length: 64, spacing: 1.0 / 64);
        Tensor<double> places = Tensor.Linspace(0.0, 1.0, 64);
        Tensor<double> left = (-200 * (places - 0.2) * (places - 0.2)).Exp(), right = (-200 * (places - 0.8) * (places - 0.8)).Exp();
        Tensor<double> measures = Tensor.Stack(0, left / left.Sum(), right / right.Sum());

        BarycenterResult<double> middle = new EntropicBarycenter { Epsilon = 1e-3 }.Solve(new GridCost<double>(axis), measures);
        Console.WriteLine($"{middle.Status}: value {middle.Value:g4}, within {middle.Gap:g2} of the smallest");
        #endregion
        Assert.Equal(Status.Converged, middle.Status);
        Assert.Equal(0.5, (middle.Masses * places).Sum(), 1e-3);
    }

    [Fact]
    public void Unbalanced()
    {
        (Tensor<double> x, Tensor<double> y) = (X, Y);
        #region unbalanced
        var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        var penalty = new KullbackLeiblerPenalty(0.5);                                       // mass farther than about √0.5 is not worth it
        UnbalancedResult<double> relaxed = new UnbalancedSinkhorn { Epsilon = 0.05, SourcePenalty = penalty, TargetPenalty = penalty }.Solve(costs);
        Console.WriteLine($"{relaxed.Mass:g3} of 1 moves; gap {relaxed.Gap:g1}");

        TransportResult<double> part = new PartialTransport().Solve(costs, mass: 0.6);       // the cheapest 0.6, exactly
        #endregion
        Assert.InRange(relaxed.Mass, 0.1, 1);
        Assert.Equal(0.6, part.Plan.ToDense().Sum(), 1e-9);
    }

    [Fact]
    public void Cells()
    {
        Tensor<double> sites = Random.Split("sites").Uniform<double>(20, 2);
        #region cells
        SemiDiscreteResult cells = new SemiDiscreteNewton().Solve(UniformDensity.OnRectangle(0, 0, 1, 1), sites);
        foreach (LaguerreCell cell in cells.Diagram.Cells)
            Console.WriteLine($"{cell.Vertices.Count} corners, mass {cell.Moments.Mass:g4}");
        #endregion
        Assert.Equal(Status.Converged, cells.Status);
        Assert.All(cells.Diagram.Cells, cell => Assert.Equal(0.05, cell.Moments.Mass, 1e-9));
    }

    [Fact]
    public void Gradients()
    {
        (Tensor<double> x, Tensor<double> y) = (X, Y);
        #region gradients
        var divergence = new SinkhornDivergence { Epsilon = 0.05 };
        SinkhornDivergenceResult<double> apart = divergence.Solve<double, SquaredEuclideanCost<double>>(x, y);
        Tensor<double> pull = apart.SourcePositions<SquaredEuclideanCost<double>>(x, y);     // ∂S/∂x, one row a point

        var flow = new ParticleFlow { StepSize = 0.1, Steps = 20 };
        ParticleFlowResult<double> nearer = flow.Run(new SinkhornDiscrepancy<double, SquaredEuclideanCost<double>>(y, divergence), x);
        #endregion
        Assert.Equal(x.Shape, pull.Shape);
        Assert.True(nearer.Values[^1] < 0.1 * apart.Value);
    }
}
