namespace MathsIA.OptimalTransport.Tests;

/// <summary>The problems of tests/fixtures/transport_exact.py: whole numbers, made alike on both sides.</summary>
internal static class ExactProblems
{
    public static double Cost(int i, int j) => ((37 * i * i) + (91 * j) + (17 * i * j) + (5 * j * j)) % 101;

    public static Tensor<double> Costs(int n, int m, Func<int, int, bool>? barred = null) =>
        Tensor.From([.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, m) select barred?.Invoke(i, j) == true ? double.PositiveInfinity : Cost(i, j)], n, m);

    public static bool IsBarred(int i, int j, int n) => (i + j) % 3 == 0 && i != j % n;

    public static Tensor<double> Masses(int n, int k)
    {
        double[] weights = [.. Enumerable.Range(0, n).Select(i => (i * k % 13) + 1.0)];
        return Tensor.From([.. weights.Select(w => w / weights.Sum())]);
    }

    /// <summary>Feasible, dual feasible, and tight where mass is: optimal.</summary>
    public static void Certify(TransportResult<double> result, Func<int, int, double> cost, Tensor<double> a, Tensor<double> b, double tolerance)
    {
        int n = a.Length, m = b.Length;
        double[] rows = new double[n], columns = new double[m];
        foreach (PlanEntry<double> entry in ((SparsePlan<double>)result.Plan).Entries)
        {
            Assert.True(entry.Mass > 0);
            rows[entry.Row] += entry.Mass;
            columns[entry.Column] += entry.Mass;
            Assert.Equal(cost(entry.Row, entry.Column), result.SourcePotentials[entry.Row] + result.TargetPotentials[entry.Column], tolerance);
        }

        for (int i = 0; i < n; i++)
        {
            Assert.Equal(a[i], rows[i], 1e-12);
            for (int j = 0; j < m; j++)
                Assert.True(result.SourcePotentials[i] + result.TargetPotentials[j] <= cost(i, j) + tolerance, $"({i}, {j})");
        }

        for (int j = 0; j < m; j++)
            Assert.Equal(b[j], columns[j], 1e-12);
        Assert.InRange(result.Gap, 0, tolerance);
    }
}
