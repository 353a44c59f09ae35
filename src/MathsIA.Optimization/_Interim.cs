using System.Numerics;
namespace MathsIA.Optimization;
internal static class Interim
{
    /// <summary>x</summary>
    public static void MatMul<T>(Tensor<T> a, Tensor<T> b, Tensor<T> c, ComputeContext? context = null) where T : unmanaged, INumberBase<T>
    {
        int n = a.Shape[0], p = a.Shape[1], k = b.Rank == 1 ? 1 : b.Shape[1];
        b = b.Contiguous(); Span<T> z = c.AsSpan(); z.Clear();
        Span<T> av = a.Storage().AsSpan();
        bool t = !a.IsContiguous;
        for (int i = 0; i < n; i++) for (int q = 0; q < p; q++)
        {
            T v = t ? av[q * n + i] : av[i * p + q];
            for (int j = 0; j < k; j++) z[i * k + j] += v * b.AsSpan()[q * k + j];
        }
    }
    private static Tensor<T> Storage<T>(this Tensor<T> a) where T : unmanaged => a.IsContiguous ? a : a.Transpose();
}
