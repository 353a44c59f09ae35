namespace MathsIA.OptimalTransport.Tests;

public class GridBarycenterTests
{
    [Fact]
    public void On_a_grid_the_convolutional_barycenter_is_the_dense_one()
    {
        const int Height = 7, Width = 9;
        var grid = new GridCost<double>(GridAxis<double>.Regular(Height, 1.0 / Width), GridAxis<double>.Regular(Width, 1.0 / Width));
        double[] entries = [.. from i in Enumerable.Range(0, Height * Width) from j in Enumerable.Range(0, Height * Width) select (double)grid.Entry(i, j)];
        var dense = new DenseCost<double>(Tensor.From(entries).Reshape(Height * Width, Height * Width));
        Tensor<double> measures = Problems.Matrix(3, Height * Width, 1), weights = Tensor.From([0.2, 0.5, 0.3]);
        foreach (Tensor<double> row in new[] { 0, 1, 2 }.Select(k => measures[k, ..]))
        {
            double sum = row.Sum();
            for (int i = 0; i < row.Length; i++)
                row[i] /= sum;
        }

        var plain = new EntropicBarycenter { Epsilon = 0.01, Tolerance = 1e-10 };
        var sharp = new DebiasedBarycenter { Epsilon = 0.01, Tolerance = 1e-7, MaxIterations = 500 };
        BarycenterResult<double> expected = plain.Solve(dense, measures, weights), found = plain.Solve(grid, measures, weights);
        Assert.Equal(Status.Converged, found.Status);
        Assert.Equal(expected.DualValue, found.DualValue, 1e-10);
        Assert.Equal(expected.Value!.Value, found.Value!.Value, 1e-9);
        Near(expected.Masses, found.Masses, 1e-9);
        Near(sharp.Solve(dense, measures, weights).Masses, sharp.Solve(grid, measures, weights).Masses, 1e-7);

        var unbalanced = new UnbalancedSinkhorn { Epsilon = 0.01, SourcePenalty = new KullbackLeiblerPenalty(0.1), TargetPenalty = new KullbackLeiblerPenalty(0.2), Tolerance = 1e-10 };
        Tensor<double> a = Problems.Masses(Height * Width, 7), b = Problems.Masses(Height * Width, 8) * 1.2;
        Assert.Equal(unbalanced.Solve(dense, a, b).PrimalValue, unbalanced.Solve(grid, a, b).PrimalValue, 1e-9);
        Assert.Equal(unbalanced.Solve(dense, a, b).LinearCost, unbalanced.Solve(grid, a, b).LinearCost, 1e-9);
    }

    private static void Near(Tensor<double> expected, Tensor<double> found, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance);
    }
}
