using System.Globalization;
using MathsIA.Benchmarks.Peers;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Exact transport against POT, assignments against SciPy, transport on the line against POT: each answer with plan and, here, potentials.</summary>
/// <remarks>Costs are given as a matrix to both sides. They agree when the values differ by less than 1e-9 of them; ours also carries a gap below that.</remarks>
internal static class EmdArea
{
    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        foreach (int n in new[] { 500, 1000, 2000 })
        {
            yield return Emd($"emd_{n}", n, weighted: false, options);
            yield return Emd($"emd_weighted_{n}", n, weighted: true, options);
        }

        yield return Grid("emd_grid_32x32", smooth: true, options);
        yield return Grid("emd_grid_32x32_random", smooth: false, options);
        foreach (int n in new[] { 500, 1000, 2000 })
            yield return Pairs($"assignment_{n}", n, plane: true, options);
        yield return Pairs("assignment_1000_random", 1000, plane: false, options);
        yield return Line("line_100000_emd2_1d", "emd1d", options);
        yield return Line("line_100000_wasserstein_1d", "wasserstein1d", options);
    }

    private static Comparison Emd(string name, int n, bool weighted, CompareOptions options) => Exact(name, () =>
    {
        var random = new Philox(7);
        Tensor<double> x = random.Normal<double>(n, 2), y = random.Normal<double>(n, 2);
        return (Matrix(x, y), weighted ? Masses(random, n) : Uniform(n), weighted ? Masses(random, n) : Uniform(n));
    }, options);

    private static Comparison Grid(string name, bool smooth, CompareOptions options) => Exact(name, () =>
    {
        const int Side = 32;
        var random = new Philox(8);
        Tensor<double> pixels = Tensor.From([.. Enumerable.Range(0, Side * Side).SelectMany(k => new double[] { k / Side, k % Side })], Side * Side, 2);
        Tensor<double> Histogram(double row, double column) => Tensor.From([.. Enumerable.Range(0, Side * Side).Select(k =>
            0.01 + Math.Exp(-(Math.Pow((k / Side) - row, 2) + Math.Pow((k % Side) - column, 2)) / 50))]);
        Tensor<double> a = smooth ? Histogram(10, 8) : Masses(random, Side * Side), b = smooth ? Histogram(22, 25) : Masses(random, Side * Side);
        return (Matrix(pixels, pixels), a / a.Sum(), b / b.Sum());
    }, options);

    private static Comparison Exact(string name, Func<(Tensor<double> C, Tensor<double> A, Tensor<double> B)> draw, CompareOptions options)
    {
        var data = new Lazy<(Tensor<double> C, Tensor<double> A, Tensor<double> B)>(draw);
        TransportResult<double>? result = null;
        double theirs = double.NaN;
        return new(name, "POT emd", () => result = new NetworkSimplex().Solve(new DenseCost<double>(data.Value.C), data.Value.A, data.Value.B), null, () =>
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {result!.LinearCost:g15} here with gap {result.Gap:g2} after {result.Iterations} pivots, {theirs:g15} by POT"));
            return Math.Abs(result.LinearCost - theirs) <= 1e-9 * theirs && result.Gap <= 1e-9 * theirs;
        }, () => Seconds(["emd", Text(data.Value.A.Length), Text(data.Value.B.Length)], [.. data.Value.C.ToArray(), .. data.Value.A.ToArray(), .. data.Value.B.ToArray()], options, out theirs));
    }

    private static Comparison Pairs(string name, int n, bool plane, CompareOptions options)
    {
        var data = new Lazy<Tensor<double>>(() =>
        {
            var random = new Philox(9);
            return plane ? Matrix(random.Normal<double>(n, 2), random.Normal<double>(n, 2)) : random.Uniform<double>(n, n);
        });
        AssignmentResult<double>? result = null;
        double theirs = double.NaN;
        return new(name, "SciPy", () => result = new LinearAssignment().Solve(new DenseCost<double>(data.Value)), null,
            () => Math.Abs(result!.Cost - theirs) <= 1e-9 * theirs && result.Gap <= 1e-9 * theirs,
            () => Seconds(["assignment", Text(n), Text(n)], data.Value.ToArray(), options, out theirs));
    }

    private static Comparison Line(string name, string what, CompareOptions options)
    {
        const int N = 100000;
        var data = new Lazy<(Tensor<double> X, Tensor<double> Y, Tensor<double> A, Tensor<double> B)>(() =>
        {
            var random = new Philox(10);
            return (random.Normal<double>(N), random.Normal<double>(N) + 0.5, Masses(random, N), Masses(random, N));
        });
        double ours = 0, theirs = double.NaN;
        return new(name, "POT", () => ours = new LineTransport().Cost(data.Value.X, data.Value.Y, data.Value.A, data.Value.B, options.Context), null,
            () => Math.Abs(ours - theirs) <= 1e-9 * theirs,
            () => Seconds([what, Text(N), Text(N)], [.. data.Value.X.ToArray(), .. data.Value.Y.ToArray(), .. data.Value.A.ToArray(), .. data.Value.B.ToArray()], options, out theirs));
    }

    private static double Seconds(string[] arguments, double[] data, CompareOptions options, out double answer)
    {
        (double seconds, answer) = ExactTransportPeer.Time(arguments, data, options.Threads) ?? (double.PositiveInfinity, double.NaN);
        return seconds;
    }

    private static Tensor<double> Matrix(Tensor<double> x, Tensor<double> y)
    {
        var cloud = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        Tensor<double> costs = Tensor.Zeros<double>(cloud.Rows, cloud.Columns);
        for (int i = 0; i < cloud.Rows; i++)
            cloud.Row(i, 0, costs.AsSpan().Slice(i * cloud.Columns, cloud.Columns));
        return costs;
    }

    private static Tensor<double> Uniform(int n) => Tensor.Full([n], 1.0 / n);

    private static Tensor<double> Masses(Philox random, int n)
    {
        Tensor<double> masses = random.Uniform<double>(n) + 0.1;
        return masses / masses.Sum();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
