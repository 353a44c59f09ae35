namespace MathsIA.OptimalTransport.Tests;

public class FreeSupportTests
{
    [Fact]
    public void The_quantile_barycenter_averages_quantile_functions()
    {
        double[][] points = [Problems.Uniform(7, 1), Problems.Uniform(5, 2), Problems.Uniform(9, 3)];
        Tensor<double>[] measures = [Problems.Masses(7, 4), Problems.Masses(5, 5), Problems.Masses(9, 6)];
        Tensor<double> weights = Tensor.From([0.6, 0.3, 0.1]);
        FreeSupportBarycenterResult<double> result = QuantileBarycenter.Solve([.. points.Select(p => Tensor.From(p))], measures, weights);
        Assert.InRange(result.Masses.Length, 9, 19);
        Assert.Equal(1, result.Masses.Sum(), 1e-14);
        double[] support = result.Support.ToArray();
        foreach (double level in new[] { 0.01, 0.333, 0.5, 0.77, 0.99 })
            Assert.Equal(Enumerable.Range(0, 3).Sum(k => weights[k] * Quantile(points[k], measures[k].ToArray(), level)), Quantile(support, result.Masses.ToArray(), level), 1e-14);
        for (int k = 0; k < 3; k++)
        {
            double exact = new NetworkSimplex().Solve(Formulas.Squared(result.Support, Tensor.From(points[k]).Reshape(points[k].Length, 1)), result.Masses, measures[k]).LinearCost;
            Assert.Equal(exact, result.LinearCosts[k], 1e-12);
            Assert.Equal(measures[k][0], result.Plans[k].ApplyTransposed(Tensor.Ones<double>(support.Length, 1))[0, 0], 1e-14);
        }

        Assert.Throws<ArgumentException>("positions", () => QuantileBarycenter.Solve<double>([]));
        Assert.Throws<ArgumentException>("measures", () => QuantileBarycenter.Solve([Tensor.From([1.0]), Tensor.From([1.0])], [Tensor.From([1.0]), Tensor.From([2.0])]));
    }

    [Fact]
    public void Moved_copies_meet_in_the_moved_copy_between()
    {
        Tensor<double> cloud = Problems.Matrix(12, 2, 1);
        Tensor<double>[] clouds = [cloud, cloud + Tensor.From([4.0, 0]), cloud + Tensor.From([0.0, 8])];
        FreeSupportBarycenterResult<double> result = new FreeSupportBarycenter().Solve(clouds, cloud * 0.9, weights: Tensor.From([0.5, 0.25, 0.25]));
        Assert.Equal(Status.Converged, result.Status);
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(cloud[i, 0] + 1, result.Support[i, 0], 1e-12);
            Assert.Equal(cloud[i, 1] + 2, result.Support[i, 1], 1e-12);
        }

        // Distances 5, 13 and 37 squared to the three.
        Assert.Equal((0.5 * 5) + (0.25 * 13) + (0.25 * 37), result.Value, 1e-10);
    }

    [Fact]
    public void The_objective_falls_to_a_fixed_point_and_on_the_line_to_the_best()
    {
        double[][] points = [Problems.Uniform(10, 1), Problems.Uniform(10, 2)];
        Tensor<double>[] clouds = [.. points.Select(p => Tensor.From(p).Reshape(10, 1))];
        double best = QuantileBarycenter.Solve([.. points.Select(p => Tensor.From(p))]).Value;
        Assert.Equal(best, new FreeSupportBarycenter().Solve(clouds, Problems.Matrix(10, 1, 5)).Value, 1e-12);
        Tensor<double>[] plane = [Problems.Matrix(15, 2, 1), Problems.Matrix(20, 2, 2), Problems.Matrix(10, 2, 3)];
        double last = double.PositiveInfinity;
        for (int steps = 1; steps < 8; steps++)
        {
            FreeSupportBarycenterResult<double> result = new FreeSupportBarycenter { MaxIterations = steps }.Solve(plane, Problems.Matrix(12, 2, 9));
            Assert.True(result.Value <= last + 1e-12);
            last = result.Value;
        }

        FreeSupportBarycenterResult<double> smooth = new FreeSupportBarycenter { Epsilon = 0.05 }.Solve(plane, Problems.Matrix(12, 2, 9));
        Assert.True(smooth.Status is Status.Converged or Status.IterationLimit && double.IsFinite(smooth.Value) && smooth.Value >= last * 0.5);
        Assert.Throws<ShapeMismatchException>(() => new FreeSupportBarycenter().Solve(plane, Problems.Matrix(3, 3, 1)));
        Assert.Throws<ArgumentNullException>("initial", () => new FreeSupportBarycenter().Solve(plane, null!));
    }

    [Fact]
    public void Gaussians_that_commute_have_a_closed_form()
    {
        // Along common axes standard deviations are averaged.
        Tensor<double> rotation = Tensor.From([0.8, -0.6, 0.6, 0.8]).Reshape(2, 2);
        double[][] deviations = [[1, 3], [2, 0.5], [0.1, 4]];
        double[] w = [0.5, 0.3, 0.2];
        Tensor<double> covariances = Tensor.Zeros<double>(3, 2, 2), expected = Turned(Enumerable.Range(0, 2).Select(i => Math.Pow(Enumerable.Range(0, 3).Sum(k => w[k] * deviations[k][i]), 2)));
        for (int k = 0; k < 3; k++)
            Turned(deviations[k].Select(d => d * d)).ToArray().CopyTo(covariances.AsSpan()[(4 * k)..]);
        GaussianBarycenterResult<double> result = new GaussianBarycenter().Solve(Tensor.From([0.0, 0, 1, 2, -1, 5]).Reshape(3, 2), covariances, Tensor.From(w));
        Assert.Equal(Status.Converged, result.Status);
        for (int i = 0; i < 4; i++)
            Assert.Equal(expected.AsSpan()[i], result.Covariance.AsSpan()[i], 1e-9);
        Assert.Equal(0.1, result.Mean[0], 1e-14);

        Tensor<double> Turned(IEnumerable<double> variances)
        {
            double[] v = [.. variances];
            return rotation.MatMul(Tensor.From([v[0], 0, 0, v[1]]).Reshape(2, 2)).MatMul(rotation.Transpose());
        }
    }

    [Fact]
    public void Gaussians_of_any_kind_satisfy_the_equation_and_no_neighbour_is_better()
    {
        Tensor<double> covariances = Tensor.Zeros<double>(3, 3, 3);
        for (int k = 0; k < 3; k++)
        {
            Tensor<double> root = Problems.Matrix(3, 3, (ulong)k) - 0.4;
            root.MatMul(root.Transpose()).ToArray().CopyTo(covariances.AsSpan()[(9 * k)..]);
        }

        GaussianBarycenterResult<double> result = new GaussianBarycenter { Tolerance = 1e-12 }.Solve(Tensor.Zeros<double>(3, 3), covariances);
        Assert.Equal(Status.Converged, result.Status);
        Assert.InRange(result.Residual, 0, 1e-12);
        // The value of a candidate is that of the barycenter of one measure and it, with the weight of the measure 1: the distance.
        double Objective(Tensor<double> s) => Enumerable.Range(0, 3).Average(k => Distance(s, covariances.ToArray()[(9 * k)..(9 * (k + 1))]));
        Assert.Equal(Objective(result.Covariance), result.Value, 1e-9);
        foreach (ulong seed in new ulong[] { 1, 2, 3 })
        {
            Tensor<double> step = Problems.Matrix(3, 3, seed + 20) - 0.5;
            Assert.True(Objective(result.Covariance + ((step + step.Transpose()) * 0.001)) > result.Value);
        }

        static double Distance(Tensor<double> s, double[] other)
        {
            Tensor<double> o = Tensor.From(other).Reshape(3, 3), root = LinearAlgebra.Matrix.SymmetricSqrt(s), inner = root.MatMul(o).MatMul(root);
            Tensor<double> middle = LinearAlgebra.Matrix.SymmetricSqrt((inner + inner.Transpose()) * 0.5);
            return Enumerable.Range(0, 3).Sum(i => s[i, i] + o[i, i] - (2 * middle[i, i]));
        }
    }

    [Fact]
    public void Flat_Gaussians_and_Diracs_are_Gaussians_too()
    {
        Tensor<double> none = Tensor.Zeros<double>(2, 2, 2);
        GaussianBarycenterResult<double> diracs = new GaussianBarycenter().Solve(Tensor.From([0.0, 0, 2, 0]).Reshape(2, 2), none);
        Assert.Equal(Status.Converged, diracs.Status);
        Assert.Equal(1, diracs.Value, 1e-14);
        none[0, 0, 0] = 4;
        none[1, 0, 0] = 1;
        GaussianBarycenterResult<double> flat = new GaussianBarycenter().Solve(Tensor.Zeros<double>(2, 2), none);
        Assert.Equal(2.25, flat.Covariance[0, 0], 1e-9);
        Assert.Equal(0, flat.Covariance[1, 1], 1e-14);
        Assert.Throws<ShapeMismatchException>(() => new GaussianBarycenter().Solve(Tensor.Zeros<double>(2, 3), none));
        none[0, 0, 1] = 1;
        Assert.Throws<ArgumentException>("covariances", () => new GaussianBarycenter().Solve(Tensor.Zeros<double>(2, 2), none));
    }

    private static double Quantile(double[] points, double[] masses, double level)
    {
        int[] order = [.. Enumerable.Range(0, points.Length).OrderBy(i => points[i])];
        foreach (int i in order)
        {
            level -= masses[i];
            if (level <= 0)
                return points[i];
        }

        return points[order[^1]];
    }
}
