using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

public class GromovWassersteinTests
{
    [Theory]
    [InlineData(5), InlineData(12), InlineData(30)]
    public void A_space_and_its_permuted_copy_are_matched_exactly(int n)
    {
        Tensor<double> c = Spaces.Distances(Problems.Matrix(n, 2, 3));
        int[] order = [.. Enumerable.Range(0, n).Select(i => (7 * i + 2) % n)];
        GromovResult<double> result = new GromovWasserstein().Solve(c, Spaces.Permuted(c, order));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0, result.Value, 1e-13);
        Tensor<double> plan = result.Plan.ToDense();
        for (int i = 0; i < n; i++)
            Assert.Equal(1.0 / n, plan[i, order[i]], 1e-12);
        Assert.InRange(result.Gap, -1e-13, 1e-13);
    }

    [Fact]
    public void The_value_is_the_sum_over_all_pairs_and_the_plan_a_coupling()
    {
        (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, Tensor<double> b) = Random(1);
        foreach (IStructureLoss loss in new IStructureLoss[] { new SquareStructureLoss(), new KullbackLeiblerStructureLoss() })
        {
            GromovResult<double> result = new GromovWasserstein { Objective = new() { Loss = loss, Alpha = 0.4 } }.Solve(c, d, a, b, m);
            Tensor<double> p = result.Plan.ToDense();
            double quadratic = Naive(c, d, p, loss), linear = 0;
            for (int i = 0; i < c.Shape[0]; i++)
                linear += Enumerable.Range(0, d.Shape[0]).Sum(j => p[i, j] * m[i, j]);
            Assert.Equal(quadratic, result.QuadraticValue, 1e-12);
            Assert.Equal(linear, result.LinearValue, 1e-13);
            Assert.Equal((0.6 * linear) + (0.4 * quadratic), result.Value, 1e-12);
            Assert.InRange(result.MarginalError, 0, 1e-13);
            Assert.True(result.Trace.Zip(result.Trace.Skip(1)).All(pair => pair.Second <= pair.First + 1e-15));
            Assert.Equal(result.Value, result.StartValues.Min());
        }
    }

    [Fact]
    public void Structures_that_are_not_symmetric_count_both_ways()
    {
        Tensor<double> c = Problems.Matrix(7, 7, 1), d = Problems.Matrix(6, 6, 2);
        GromovResult<double> result = new GromovWasserstein().Solve(c, d);
        Assert.Equal(Naive(c, d, result.Plan.ToDense(), new SquareStructureLoss()), result.Value, 1e-12);
        // Stationary in the true gradient: no vertex promises a fall.
        Assert.InRange(result.FrankWolfeGap, 0, 1e-8);
        Assert.Equal(result.Value, new GromovWasserstein().Solve(c.Transpose(), d.Transpose()).Value, 1e-9);
    }

    [Fact]
    public void Every_lower_bound_holds_and_the_third_is_the_best()
    {
        Gen.ULong[0, 10_000].Sample(seed =>
        {
            (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, Tensor<double> b) = Random(seed);
            GromovResult<double> plain = new GromovWasserstein().Solve(c, d, a, b), fused = new GromovWasserstein { Objective = new() { Alpha = 0.3 } }.Solve(c, d, a, b, m);
            foreach (GromovResult<double> result in new[] { plain, fused })
            {
                Assert.True(result.FirstLowerBound <= result.ThirdLowerBound + 1e-12);
                Assert.True(result.SecondLowerBound <= result.ThirdLowerBound + 1e-9 || result == fused);
                Assert.True(result.ThirdLowerBound <= result.Value + 1e-12 && result.SecondLowerBound <= result.Value + 1e-12);
                Assert.True(result.Gap >= -1e-12);
            }
        }, iter: 20, seed: "0000KOIPe036");
    }

    [Fact]
    public void Alpha_0_is_Wasserstein_and_alpha_1_is_Gromov_Wasserstein()
    {
        (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, Tensor<double> b) = Random(5);
        double exact = new NetworkSimplex().Solve(new DenseCost<double>(m), a, b).LinearCost;
        GromovResult<double> features = new GromovWasserstein { Objective = new() { Alpha = 0 } }.Solve(c, d, a, b, m);
        Assert.Equal(exact, features.Value, 1e-13);
        Assert.Equal(exact, features.LowerBound, 1e-13);
        Assert.Equal(new GromovWasserstein().Solve(c, d, a, b).Value, new GromovWasserstein { Objective = new() { Alpha = 1 } }.Solve(c, d, a, b, m).Value, 1e-12);
    }

    [Fact]
    public void Scaling_a_space_scales_the_value_and_order_does_not_matter()
    {
        (Tensor<double> c, Tensor<double> d, _, Tensor<double> a, Tensor<double> b) = Random(6);
        // With enough starts both orders come to the same optimum.
        var solver = new GromovWasserstein { RandomStarts = 40 };
        double value = solver.Solve(c, d, a, b).Value;
        Assert.Equal(4 * value, solver.Solve(c * 2, d * 2, a, b).Value, 1e-9);
        Assert.Equal(value, solver.Solve(d, c, b, a).Value, 1e-9);
    }

    [Fact]
    public void Values_of_Pot_are_found_or_bettered()
    {
        (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, Tensor<double> b) = Reference();
        // fixtures/gromov_wasserstein.py: both start from the product of the masses.
        GromovResult<double> plain = new GromovWasserstein().Solve(c, d, a, b), fused = new GromovWasserstein { Objective = new() { Alpha = 0.3 } }.Solve(c, d, a, b, m);
        Assert.Equal(0.596529379716477, plain.StartValues[0], 1e-6);
        Assert.Equal(0.34382951703082026, fused.StartValues[0], 1e-6);
        Assert.True(plain.Value <= 0.596529379716478 && fused.Value <= 0.343829517030821);
    }

    [Fact]
    public void The_kullback_leibler_loss_has_the_value_of_Pot()
    {
        (Tensor<double> c, Tensor<double> d, _, Tensor<double> a, Tensor<double> b) = Reference();
        GromovResult<double> result = new GromovWasserstein { Objective = new() { Loss = new KullbackLeiblerStructureLoss() } }.Solve((-c).Exp(), (-d).Exp(), a, b);
        Assert.Equal(0.13173622129022247, result.StartValues[0], 1e-6);
        Assert.Null(result.FirstLowerBound);
        Assert.True(result.ThirdLowerBound <= result.Value && result.SecondLowerBound <= result.Value);
    }

    [Fact]
    public void Floats_threads_and_stops()
    {
        (Tensor<double> c, Tensor<double> d, _, Tensor<double> a, Tensor<double> b) = Random(9);
        GromovResult<double> one = new GromovWasserstein().Solve(c, d, a, b, context: ComputeContext.SingleThread);
        GromovResult<double> many = new GromovWasserstein().Solve(c, d, a, b, context: new ComputeContext { DegreeOfParallelism = 5 });
        Assert.Equal(one.Plan.ToDense().ToArray(), many.Plan.ToDense().ToArray());
        Assert.Equal(one.Value, new GromovWasserstein().Solve(c.To<float>(), d.To<float>(), a.To<float>(), b.To<float>()).Value, 1e-4);
        Assert.Equal(Status.IterationLimit, new GromovWasserstein { MaxIterations = 0 }.Solve(c, d, a, b).Status);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        GromovResult<double> stopped = new GromovWasserstein().Solve(c, d, a, b, cancellationToken: cancelled.Token);
        Assert.Equal(Status.Cancelled, stopped.Status);
        Assert.InRange(stopped.MarginalError, 0, 1e-12);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Tensor<double> c = Problems.Matrix(3, 3, 1);
        var solver = new GromovWasserstein();
        Assert.Throws<ArgumentNullException>("sourceStructure", () => solver.Solve<double>(null!, c));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve(c, Problems.Matrix(2, 3, 1)));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve(c, c, features: Problems.Matrix(2, 3, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("targetStructure", () => solver.Solve(c, Tensor.From([0, double.NaN, 1, 0]).Reshape(2, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("targetStructure", () => new GromovWasserstein { Objective = new() { Loss = new KullbackLeiblerStructureLoss() } }.Solve(c, Tensor.Zeros<double>(3, 3)));
        Assert.Throws<ArgumentOutOfRangeException>("Alpha", () => new GromovWasserstein { Objective = new() { Alpha = 1.5 } });
    }

    internal static double Naive(Tensor<double> c, Tensor<double> d, Tensor<double> p, IStructureLoss loss)
    {
        double sum = 0;
        int n = c.Shape[0], m = d.Shape[0];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < m; j++)
            {
                for (int k = 0; k < n; k++)
                {
                    for (int l = 0; l < m; l++)
                        sum += loss.Value(c[i, k], d[j, l]) * p[i, j] * p[k, l];
                }
            }
        }

        return sum;
    }

    internal static (Tensor<double> C, Tensor<double> D, Tensor<double> M, Tensor<double> A, Tensor<double> B) Random(ulong seed)
    {
        // A constant keeps the distances off zero, where the divergence is not defined.
        Tensor<double> c = Spaces.Distances(Problems.Matrix(9, 2, seed)) + 0.1, d = Spaces.Distances(Problems.Matrix(11, 3, seed + 1)) + 0.1;
        return (c, d, Problems.Matrix(9, 11, seed + 2), Problems.Masses(9, seed + 3), Problems.Masses(11, seed + 4));
    }

    /// <summary>The problem of fixtures/gromov_wasserstein.py.</summary>
    internal static (Tensor<double> C, Tensor<double> D, Tensor<double> M, Tensor<double> A, Tensor<double> B) Reference()
    {
        const int N = 12, M = 15;
        Tensor<double> x = Tensor.FromRows(Enumerable.Range(0, N).Select(i => new[] { Math.Cos(1.3 * i) * (1 + (i / (double)N)), Math.Sin(0.7 * i) }));
        Tensor<double> y = Tensor.FromRows(Enumerable.Range(0, M).Select(j => new[] { Math.Cos(0.9 * j), Math.Sin(1.7 * j) * (1 + (j / (double)M)), 0.1 * j }));
        double[] features = [.. from i in Enumerable.Range(0, N) from j in Enumerable.Range(0, M) select Math.Pow(x[i, 0] - y[j, 0], 2)];
        double[] a = [.. Enumerable.Range(0, N).Select(i => (1.0 + i) / (N * (N + 1) / 2))];
        return (Spaces.Distances(x), Spaces.Distances(y), Tensor.From(features, N, M), Tensor.From(a), Tensor.Full([M], 1.0 / M));
    }
}
