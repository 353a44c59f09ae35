namespace MathsIA.OptimalTransport.Tests;

/// <summary>Problems given by formulas, as fixtures/transport_unbalanced_barycenters.py has them.</summary>
internal static class Formulas
{
    public static (Tensor<double> X, Tensor<double> Y, Tensor<double> A, Tensor<double> B) Points(double targetMass)
    {
        double[] a = [.. Enumerable.Range(0, 12).Select(i => 1.0 + (i % 3))], b = [.. Enumerable.Range(0, 9).Select(j => 1.0 + (j % 2))];
        double sumA = a.Sum(), sumB = b.Sum();
        return (Tensor.From([.. Enumerable.Range(0, 12).Select(i => i * 0.6180339887498949 % 1)]).Reshape(12, 1),
            Tensor.From([.. Enumerable.Range(0, 9).Select(j => j * 0.41421356237309515 % 1)]).Reshape(9, 1),
            Tensor.From(Array.ConvertAll(a, v => v / sumA)), Tensor.From(Array.ConvertAll(b, v => v * targetMass / sumB)));
    }

    public static PointCloudCost<double, SquaredEuclideanCost<double>> Squared(Tensor<double> x, Tensor<double> y) => new(x, y);

    /// <summary>Squared distances between i/N on a line.</summary>
    public static DenseCost<double> Line(int n) =>
        new(Tensor.From([.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select Math.Pow((i - j) / (double)n, 2)]).Reshape(n, n));

    /// <summary>Three histograms on 15 bins, one a row.</summary>
    public static Tensor<double> Histograms()
    {
        const int N = 15;
        Func<double, double>[] shapes = [t => Math.Exp(-Math.Pow(t - 0.2, 2) / 0.01) + 0.02, t => Math.Exp(-Math.Pow(t - 0.7, 2) / 0.02) + 0.02, t => 1 + t];
        return Tensor.From([.. shapes.SelectMany(shape =>
        {
            double[] h = [.. Enumerable.Range(0, N).Select(i => shape((double)i / N))];
            double sum = h.Sum();
            return h.Select(v => v / sum);
        })]).Reshape(3, N);
    }

    /// <summary>The derivative of a function by central differences.</summary>
    public static double Slope(Func<double, double> function, double step = 1e-5) => (function(step) - function(-step)) / (2 * step);
}
