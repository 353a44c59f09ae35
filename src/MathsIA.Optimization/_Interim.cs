using System.Numerics;
namespace MathsIA.Optimization;
internal static class Interim
{
    /// <summary>x</summary>
    public static void MatMul<T>(Tensor<T> a, Tensor<T> b, Tensor<T> c, ComputeContext? context = null) where T : unmanaged, INumberBase<T>
    {
        int n = a.Shape[0], p = a.Shape[1], k = b.Rank == 1 ? 1 : b.Shape[1];
        Span<T> z = c.AsSpan(); z.Clear();
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
/// <summary>x</summary>
public sealed class Philox(long seed)
{
    private ulong _s = (ulong)seed;
    /// <summary>x</summary>
    public Philox Clone() => new((long)_s);
    /// <summary>x</summary>
    public ulong NextUInt64() { ulong z = _s += 0x9E3779B97F4A7C15; z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9; z = (z ^ (z >> 27)) * 0x94D049BB133111EB; return z ^ (z >> 31); }
}
