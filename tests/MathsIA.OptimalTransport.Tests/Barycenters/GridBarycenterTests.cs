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

    [Theory]
    [InlineData(0.05), InlineData(0.004), InlineData(2e-4)]
    public void Kernel_form_and_log_domain_agree_on_grids_of_one_to_three_axes(double epsilon)
    {
        GridAxis<double>[] axes = [.. new[] { 4, 5, 3 }.Select(n => GridAxis<double>.Regular(n, 1.0 / n))];
        for (int count = 1; count <= 3; count++)
        {
            var grid = new GridCost<double>(axes[..count]);
            Tensor<double> measures = Tensor.Stack(0, Problems.Masses(grid.Rows, 1), Problems.Masses(grid.Rows, 2), Problems.Masses(grid.Rows, 3)), weights = Tensor.From([0.2, 0.5, 0.3]);
            // Two objects of the same costs are not known to be the same: the log domain takes them.
            Tensor<double>[] rows = [.. Enumerable.Range(0, 3).Select(k => measures[k, ..].Clone())];
            ICostGeometry<double>[] apart = [grid, new GridCost<double>(axes[..count]), grid];
            var solver = new EntropicBarycenter { Epsilon = epsilon, Tolerance = 1e-300, MaxIterations = 60 };
            BarycenterResult<double> expected = solver.Solve(apart, rows, weights), found = solver.Solve(grid, measures, weights);
            Near(expected.Masses, found.Masses, 1e-12);
            Assert.Equal(expected.DualValue, found.DualValue, 1e-12);
            for (int k = 0; k < 3; k++)
                Near(expected.SupportPotentials[k], found.SupportPotentials[k], 1e-9);
        }
    }

    [Fact]
    public void Between_different_supports_the_kernel_form_carries_too()
    {
        var grid = new GridCost<double>(Axis(5, 3), Axis(2, 6));
        Tensor<double> measures = Tensor.Stack(0, Problems.Masses(18, 1), Problems.Masses(18, 2));
        Tensor<double>[] rows = [.. Enumerable.Range(0, 2).Select(k => measures[k, ..].Clone())];
        var solver = new EntropicBarycenter { Epsilon = 0.1, Tolerance = 1e-12 };
        BarycenterResult<double> expected = solver.Solve([grid, new GridCost<double>(Axis(5, 3), Axis(2, 6))], rows), found = solver.Solve([grid, grid], rows);
        Near(expected.Masses, found.Masses, 1e-11);
        Assert.Equal(10, found.Masses.Length);
        Assert.InRange(found.Gap!.Value, -1e-12, 1e-9);

        static GridAxis<double> Axis(int sources, int targets) => new(Problems.Matrix(sources, targets, 7));
    }

    [Fact]
    public void Far_from_convergence_the_bound_by_sums_is_a_bound_and_near_it_that_of_the_entries()
    {
        const int N = 6;
        var grid = new GridCost<double>(GridAxis<double>.Regular(N, 1.0 / N), GridAxis<double>.Regular(N, 1.0 / N));
        double[] entries = [.. from i in Enumerable.Range(0, N * N) from j in Enumerable.Range(0, N * N) select grid.Entry(i, j)];
        var dense = new DenseCost<double>(Tensor.From(entries).Reshape(N * N, N * N));
        Tensor<double> measures = Tensor.Stack(0, Problems.Masses(N * N, 1), Problems.Masses(N * N, 2));
        foreach (int iterations in new[] { 1, 3, 10, 400 })
        {
            var solver = new EntropicBarycenter { Epsilon = 0.02, Scaling = 1, Tolerance = 1e-13, MaxIterations = iterations };
            BarycenterResult<double> byEntries = solver.Solve(dense, measures), bySums = solver.Solve(grid, measures);
            Assert.True(bySums.Value >= byEntries.Value - 1e-12);
            Assert.InRange(bySums.Value!.Value - byEntries.Value!.Value, -1e-12, 10 * byEntries.MarginalErrors.Max() + 1e-9);
            for (int k = 0; k < 2; k++)
                Assert.Equal(byEntries.LinearCosts![k], bySums.LinearCosts![k], 1e-12);
        }
    }

    private static void Near(Tensor<double> expected, Tensor<double> found, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance);
    }
}
