using CsCheck;
using MathsIA.Operators;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

/// <summary>Exact transport along few arcs: the answers of the dense problem with the other arcs forbidden, at the price of the arcs.</summary>
public class SparseSimplexTests
{
    [Fact]
    public void Sparse_and_dense_agree_on_value_and_on_what_is_infeasible() =>
        Gen.Select(Gen.Int[1, 14], Gen.Int[1, 14], Gen.Int[0, 1000], Gen.Int[1, 9]).Sample((n, m, seed, share) =>
        {
            var random = new Philox(seed);
            double[] dense = [.. Enumerable.Range(0, n * m).Select(_ => (int)random.NextBelow(10) < share ? random.NextBelow(6) - 1.0 : double.PositiveInfinity)];
            double[] a = [.. Enumerable.Range(0, n).Select(_ => (double)random.NextBelow(3))], b = [.. Enumerable.Range(0, m).Select(_ => (double)random.NextBelow(3))];
            a[0]++;
            b[0]++;
            Tensor<double> source = Tensor.From(a) / a.Sum(), target = Tensor.From(b) / b.Sum();
            TransportResult<double> expected = new NetworkSimplex().Solve(new DenseCost<double>(Tensor.From(dense, n, m)), source, target);
            TransportResult<double> result = new NetworkSimplex().Solve(Sparse(dense, n, m), source, target);
            Assert.True(expected.Status == result.Status, $"{expected.Status} and {result.Status}: marginals miss {expected.MarginalError:g3} and {result.MarginalError:g3}, costs {expected.LinearCost:g17} and {result.LinearCost:g17}");
            Assert.Equal(expected.MarginalError, result.MarginalError, 1e-12);
            if (result.Status == Status.Infeasible)
            {
                Refutes(expected, dense, source, target);
                Refutes(result, dense, source, target);
                return;
            }

            Assert.Equal(Status.Converged, result.Status);
            Assert.Equal(expected.LinearCost, result.LinearCost, 1e-12);
            ExactProblems.Certify(result, (i, j) => dense[(i * m) + j], source, target, 1e-12);
        }, seed: "0000KFqLCTK2", iter: 300);

    [Fact]
    public void Many_nodes_with_few_arcs_take_memory_for_the_arcs_alone()
    {
        // Costs of all pairs would be 3.2 GB.
        const int N = 20_000, Degree = 4;
        int[] rows = [.. Enumerable.Range(0, N * Degree).Select(k => k / Degree)], columns = [.. Enumerable.Range(0, N * Degree).Select(k => ((k / Degree) + (k % Degree)) % N)];
        double[] values = Problems.Uniform(N * Degree, 4);
        var costs = new SparseCost<double>(CsrMatrix<double>.FromTriplets(N, N, rows, columns, values));
        long before = GC.GetAllocatedBytesForCurrentThread();
        TransportResult<double> result = new NetworkSimplex { MaxIterations = 20_000 }.Solve(costs);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 60_000_000);
        Assert.True(result.Status is Status.Converged or Status.IterationLimit);
        Assert.True(result.Gap >= 0);
    }

    [Fact]
    public void Lazy_costs_need_not_be_kept()
    {
        const int N = 1500;
        var costs = new PointCloudCost<float, SquaredEuclideanCost<float>>(Problems.Matrix(N, 3, 1).To<float>(), Problems.Matrix(N, 3, 2).To<float>());
        long before = GC.GetAllocatedBytesForCurrentThread();
        TransportResult<float> lazy = new NetworkSimplex { MaxStoredCosts = 0 }.Solve(costs);
        // A table of the costs would be 18 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 2_500_000);
        TransportResult<float> kept = new NetworkSimplex().Solve(costs);
        Assert.Equal(kept.LinearCost, lazy.LinearCost);
        Assert.Equal(kept.Iterations, lazy.Iterations);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new NetworkSimplex { MaxStoredCosts = -1 });
    }

    [Fact]
    public void A_source_without_arcs_is_infeasible_and_one_of_huge_cost_is_not()
    {
        double inf = double.PositiveInfinity;
        TransportResult<double> result = new NetworkSimplex().Solve(Sparse([1, 2, inf, inf], 2, 2));
        Assert.Equal(Status.Infeasible, result.Status);
        Assert.Equal(1, result.MarginalError, 1e-12);
        Assert.True(double.IsPositiveInfinity(result.Gap) && double.IsPositiveInfinity(result.DualValue));
        result = new NetworkSimplex().Solve(Sparse([1, inf, inf, 1e200], 2, 2));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0.5e200, result.LinearCost, 1e190);
        // Both kinds at once: the huge arc is not a way out of what is forbidden.
        result = new NetworkSimplex().Solve(Sparse([1, 1e200, inf, 2, 3, inf, 4, inf, inf], 3, 3));
        Assert.Equal(Status.Infeasible, result.Status);
        Refutes(result, [1, 1e200, inf, 2, 3, inf, 4, inf, inf], Tensor.Full([3], 1.0 / 3), Tensor.Full([3], 1.0 / 3));
    }

    /// <summary>Potentials that no plan could meet.</summary>
    private static void Refutes(TransportResult<double> result, double[] dense, Tensor<double> a, Tensor<double> b)
    {
        Tensor<double> f = result.SourcePotentials, g = result.TargetPotentials;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
                Assert.True(double.IsInfinity(dense[(i * b.Length) + j]) || f[i] + g[j] <= 0, $"({i}, {j}): {f[i]} + {g[j]}");
        }

        Assert.True((f * a).Sum() + (g * b).Sum() > 1e-6);
    }

    private static SparseCost<double> Sparse(double[] dense, int n, int m)
    {
        int[] places = [.. Enumerable.Range(0, n * m).Where(k => double.IsFinite(dense[k]))];
        return new(CsrMatrix<double>.FromTriplets(n, m, [.. places.Select(k => k / m)], [.. places.Select(k => k % m)], [.. places.Select(k => dense[k])]));
    }
}
