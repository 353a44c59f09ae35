using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

public class ExactBarycenterTests
{
    [Fact]
    public void The_certificate_closes_and_the_support_is_small()
    {
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 9], Gen.Int[1, 9], Gen.ULong).Sample((k, n, m, seed) =>
        {
            DenseCost<double>[] costs = [.. Enumerable.Range(0, k).Select(i => new DenseCost<double>(Problems.Matrix(n, m + i, seed + (ulong)i)))];
            Tensor<double>[] measures = [.. Enumerable.Range(0, k).Select(i => Problems.Masses(m + i, seed + 100 + (ulong)i))];
            Tensor<double> weights = Problems.Masses(k, seed + 50);
            BarycenterResult<double> result = new ExactBarycenter().Solve(costs, measures, weights);
            // Each part of the value is an optimal transport of its own.
            for (int i = 0; i < k; i++)
            {
                double own = new NetworkSimplex().Solve(costs[i], result.Masses, measures[i]).LinearCost;
                if (Math.Abs(own - result.LinearCosts![i]) > 1e-9)
                    return false;
            }

            for (int at = 0; at < n; at++)
            {
                if (Enumerable.Range(0, k).Sum(i => weights[i] * result.SupportPotentials[i][at]) < -1e-9)
                    return false;
            }

            return result.Status == Status.Converged && result.Gap is > -1e-10 and < 1e-9 && result.MarginalErrors.Max() < 1e-9
                && result.Masses.ToArray().Count(p => p > 0) <= measures.Sum(b => b.Length) - k + 1;
        }, seed: "0000Kp3Z7Hq1", iter: 60);
    }

    [Fact]
    public void On_the_line_with_all_means_as_support_it_is_the_quantile_barycenter()
    {
        double[][] points = [Problems.Uniform(6, 1), Problems.Uniform(5, 2), Problems.Uniform(4, 3)];
        Tensor<double> weights = Tensor.From([0.5, 0.3, 0.2]);
        Tensor<double>[] measures = [Problems.Masses(6, 4), Problems.Masses(5, 5), Problems.Masses(4, 6)];
        double[] means = [.. from x in points[0] from y in points[1] from z in points[2] select (0.5 * x) + (0.3 * y) + (0.2 * z)];
        ICostGeometry<double>[] costs = [.. points.Select(p => Formulas.Squared(Tensor.From(means).Reshape(means.Length, 1), Tensor.From(p).Reshape(p.Length, 1)))];
        BarycenterResult<double> exact = new ExactBarycenter().Solve(costs, measures, weights);
        FreeSupportBarycenterResult<double> quantile = QuantileBarycenter.Solve([.. points.Select(p => Tensor.From(p))], measures, weights);
        Assert.Equal(quantile.Value, exact.Value!.Value, 1e-10);
        Assert.InRange(exact.Gap!.Value, -1e-11, 1e-10);
    }

    [Fact]
    public void Equal_masses_many_ties_and_a_limit()
    {
        // Uniform masses make every basis degenerate but for the perturbation.
        Tensor<double> uniform = Tensor.Full<double>([3, 12], 1.0 / 12);
        BarycenterResult<double> result = new ExactBarycenter().Solve(Formulas.Line(12), uniform);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0, result.Value!.Value, 1e-10);
        Assert.Equal(1.0 / 12, result.Masses[5], 1e-8);
        BarycenterResult<double> early = new ExactBarycenter { MaxIterations = 3 }.Solve(new DenseCost<double>(Problems.Matrix(12, 12, 1)), uniform);
        double optimum = new ExactBarycenter().Solve(new DenseCost<double>(Problems.Matrix(12, 12, 1)), uniform).Value!.Value;
        Assert.Equal(Status.IterationLimit, early.Status);
        Assert.True(early.DualValue <= optimum + 1e-12 && optimum <= early.Value!.Value + 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>("costs", () => new ExactBarycenter().Solve(new DenseCost<double>(Tensor.From([double.PositiveInfinity]).Reshape(1, 1)), Tensor.From([1.0]).Reshape(1, 1)));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(Status.Cancelled, new ExactBarycenter().Solve(new DenseCost<double>(Problems.Matrix(12, 12, 1)), uniform, cancellationToken: source.Token).Status);
    }
}
