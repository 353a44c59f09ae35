using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

/// <summary>Problems with a fixed seed.</summary>
internal static class Problems
{
    public static double[] Uniform(int count, ulong seed)
    {
        var random = new Philox((long)seed);
        return random.Uniform<double>(count).ToArray();
    }

    public static Tensor<double> Matrix(int rows, int columns, ulong seed) => Tensor.From(Uniform(rows * columns, seed)).Reshape(rows, columns);

    public static Tensor<double> Masses(int count, ulong seed)
    {
        double[] masses = Uniform(count, seed);
        double sum = masses.Sum();
        return Tensor.From(masses.Select(m => m / sum).ToArray());
    }

    /// <summary>Two bumps on a line, as in the course: squared distances, a and b on t = i/N.</summary>
    public static (Tensor<double> Costs, Tensor<double> A, Tensor<double> B) Bumps(int n)
    {
        double[] Bump(double centre)
        {
            double[] p = [.. Enumerable.Range(0, n).Select(i => Math.Exp(-Math.Pow(((double)i / n) - centre, 2) / (2 * 0.06 * 0.06)))];
            double floor = 0.02 * p.Max(), sum = p.Sum(x => x + floor);
            return [.. p.Select(x => (x + floor) / sum)];
        }

        double[] costs = [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select Math.Pow((i - j) / (double)n, 2)];
        return (Tensor.From(costs).Reshape(n, n), Tensor.From(Bump(0.25)), Tensor.From(Bump(0.8)));
    }
}
