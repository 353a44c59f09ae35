using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code that the README of optimal transport shows.</summary>
public class TransportSnippets
{
    [Fact]
    public void Exact_and_entropic()
    {
        #region transport
        var random = new Philox(seed: 3);
        Tensor<double> x = random.Normal<double>(300, 2), y = random.Normal<double>(200, 2) + 1;
        var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);                   // nothing stored

        TransportResult<double> exact = new NetworkSimplex().Solve(costs);                            // masses 1/300 and 1/200
        TransportResult<double> smooth = new Sinkhorn { Epsilon = 0.05 }.Solve(costs);
        Console.WriteLine($"{exact.LinearCost:g6}, certified to {exact.Gap:g1}");
        Console.WriteLine($"{smooth.LinearCost:g6} with entropy; the exact cost is between {smooth.LowerBound:g6} and {smooth.UpperBound:g6}");

        Tensor<double> images = smooth.Plan.Apply(y) * 300;                                           // where each source goes, on average
        #endregion
        Assert.Equal(Status.Converged, exact.Status);
        Assert.True(smooth.LowerBound <= exact.LinearCost + 1e-9 && exact.LinearCost <= smooth.UpperBound + 1e-9);
        Assert.Equal(x.Shape, images.Shape);
    }
}
