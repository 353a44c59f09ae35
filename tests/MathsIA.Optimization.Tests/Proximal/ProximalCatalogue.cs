namespace MathsIA.Optimization.Tests.Proximal;

/// <summary>The contract table: one row for each operator.</summary>
internal static partial class ProximalCatalogue
{
    public static IEnumerable<ProximalCase> All => [.. Scalars, .. Norms, .. Sets, .. Calculus, .. Matrices, .. Fits, .. Epigraphs];

    public static TheoryData<string> Names => [.. All.Select(row => row.Name)];

    public static ProximalCase Get(string name) => All.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));

    private const double Infinity = double.PositiveInfinity;

    private static double[] Weights => [0.5, 0, 1.5, 0.25, 2, 1, 0.75];

    private static double[] Centre => [0.5, -1, 2, 0, 0.25, -3, 1];

    private static Tensor<T> Of<T>(double[] values) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Tensor.From(Array.ConvertAll(values, T.CreateChecked));

    private static double Indicator(bool inside) => inside ? 0 : Infinity;

    private static double L1(double[] x) => x.Sum(Math.Abs);

    private static double L2(double[] x) => Math.Sqrt(x.Sum(v => v * v));

    private static double Max(double[] x) => x.Max(Math.Abs);

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static double[] Minus(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a - b)];
}
