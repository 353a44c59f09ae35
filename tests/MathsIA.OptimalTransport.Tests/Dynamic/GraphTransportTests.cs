using CsCheck;
using MathsIA.Operators;

namespace MathsIA.OptimalTransport.Tests;

public class GraphTransportTests
{
    [Fact]
    public void Flow_and_potential_certify_the_distance_on_random_graphs()
    {
        Gen.Select(Gen.Int[2, 20], Gen.ULong[0, 1000], Gen.Bool).Sample(
            (n, seed, directed) =>
            {
                CsrMatrix<double> edges = Graph(n, seed, directed);
                Tensor<double> a = Problems.Masses(n, seed + 1), b = Problems.Masses(n, seed + 2);
                GraphTransportResult<double> result = GraphTransport.Solve(edges, a, b);
                double exact = new NetworkSimplex().Solve(new GraphCost<double>(edges), a, b).LinearCost;
                double[] net = [.. Enumerable.Range(0, n).Select(v => a[v] - b[v])];
                int at = 0;
                bool feasible = true;
                for (int u = 0; u < n; u++)
                {
                    for (; at < edges.RowStarts[u + 1]; at++)
                    {
                        int v = edges.ColumnIndices[at];
                        (net[u], net[v]) = (net[u] - result.Flow[at], net[v] + result.Flow[at]);
                        feasible &= result.Flow[at] >= 0 && result.Potential[u] - result.Potential[v] <= edges.Values[at] + 1e-12;
                        // Mass flows where the potential falls as fast as it may.
                        feasible &= result.Flow[at] <= 1e-12 || result.Potential[u] - result.Potential[v] >= edges.Values[at] - 1e-9;
                    }
                }

                return feasible && result.Status == Status.Converged && net.All(x => Math.Abs(x) < 1e-12) && Math.Abs(result.Value - exact) < 1e-12 && Math.Abs(result.Gap) < 1e-12;
            },
            seed: "0000Kp3Z7Hq1", iter: 60);
    }

    [Fact]
    public void On_a_path_the_distance_is_the_difference_of_the_sums()
    {
        const int N = 12;
        int[] here = [.. Enumerable.Range(0, N - 1)], there = [.. Enumerable.Range(1, N - 1)];
        CsrMatrix<double> path = CsrMatrix<double>.FromTriplets(N, N, [.. here, .. there], [.. there, .. here], [.. Enumerable.Repeat(0.5, 2 * (N - 1))]);
        Tensor<double> a = Problems.Masses(N, 1), b = Problems.Masses(N, 2);
        double sum = 0, expected = 0;
        for (int v = 0; v < N; v++)
            expected += 0.5 * Math.Abs(sum += a[v] - b[v]);
        Assert.Equal(expected, GraphTransport.Solve(path, a, b).Value, 1e-13);
        CsrMatrix<float> single = CsrMatrix<float>.FromTriplets(N, N, [.. here, .. there], [.. there, .. here], [.. Enumerable.Repeat(0.5f, 2 * (N - 1))]);
        Assert.Equal(expected, GraphTransport.Solve(single, a.To<float>(), b.To<float>()).Value, 1e-6);
        Assert.Equal(2 * expected, GraphTransport.Solve(path, a * 2, b * 2).Value, 1e-13);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        CsrMatrix<double> edges = Graph(4, 1, false);
        Tensor<double> a = Problems.Masses(4, 1);
        Assert.Throws<ArgumentNullException>("edges", () => GraphTransport.Solve(null!, a, a));
        Assert.Throws<ArgumentNullException>("target", () => GraphTransport.Solve(edges, a, null!));
        Assert.Throws<ShapeMismatchException>(() => GraphTransport.Solve(CsrMatrix<double>.FromTriplets(2, 3, [0], [1], [1.0]), a, a));
        Assert.Throws<ShapeMismatchException>(() => GraphTransport.Solve(edges, Problems.Masses(3, 1), a));
        Assert.Throws<ArgumentOutOfRangeException>("edges", () => GraphTransport.Solve(CsrMatrix<double>.FromTriplets(4, 4, [0], [1], [-1.0]), a, a));
        Assert.Throws<ArgumentException>("target", () => GraphTransport.Solve(edges, a, a * 2));
    }

    /// <summary>A circle of edges, so that there is a way to everywhere, and some more.</summary>
    private static CsrMatrix<double> Graph(int n, ulong seed, bool directed)
    {
        double[] numbers = Problems.Uniform(6 * n, seed);
        var edges = new Dictionary<(int From, int To), double>();
        for (int v = 0; v < n; v++)
            edges[(v, (v + 1) % n)] = 0.1 + numbers[v];
        for (int k = 0; k < n; k++)
        {
            (int u, int v) = ((int)(numbers[n + (2 * k)] * n), (int)(numbers[n + (2 * k) + 1] * n));
            if (u != v)
                edges[(u, v)] = numbers[(4 * n) + k];
        }

        if (!directed)
        {
            foreach (((int u, int v), double length) in edges.ToArray())
                edges[(v, u)] = length;
        }

        return CsrMatrix<double>.FromTriplets(n, n, [.. edges.Keys.Select(e => e.From)], [.. edges.Keys.Select(e => e.To)], [.. edges.Values]);
    }
}
