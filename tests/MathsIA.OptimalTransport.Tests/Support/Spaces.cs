namespace MathsIA.OptimalTransport.Tests;

/// <summary>Distances within clouds.</summary>
internal static class Spaces
{
    public static Tensor<double> Distances(Tensor<double> points)
    {
        int n = points.Shape[0];
        Tensor<double> distances = Tensor.Zeros<double>(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                distances[i, j] = Math.Sqrt(Enumerable.Range(0, points.Shape[1]).Sum(k => Math.Pow(points[i, k] - points[j, k], 2)));
        }

        return distances;
    }

    public static Tensor<double> Permuted(Tensor<double> matrix, int[] order)
    {
        Tensor<double> result = Tensor.Zeros<double>(order.Length, order.Length);
        for (int i = 0; i < order.Length; i++)
        {
            for (int j = 0; j < order.Length; j++)
                result[order[i], order[j]] = matrix[i, j];
        }

        return result;
    }
}
