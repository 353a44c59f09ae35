using System.Numerics;
using MathsIA.Benchmarks.Peers;
using MathsIA.Kernels;
using TorchSharp;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Matrix products: square, skinny and batched small ones.</summary>
internal static class GemmArea
{
    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        IEnumerable<IEnumerable<Comparison>> groups =
        [
            .. from n in (int[])[64, 256, 512, 1024, 2048] select Product<float>($"gemm_f32_{n}", n, n, n, options),
            .. from n in (int[])[64, 256, 512, 1024, 2048] select Product<double>($"gemm_f64_{n}", n, n, n, options),
            .. from m in (int[])[1, 8, 32] from k in (int[])[64, 512, 4096] select Product<float>($"gemm_f32_{m}x{k}x{k}", m, k, k, options),
            .. from n in (int[])[16, 24, 32] select Batched($"gemm_f32_10000x{n}x{n}", 10_000, n, options),
        ];
        return groups.SelectMany(group => group);
    }

    private static IEnumerable<Comparison> Product<T>(string name, int m, int n, int k, CompareOptions options) where T : unmanaged, INumber<T>
    {
        var data = new Operands<T>(1, m, n, k, options);
        double tolerance = (typeof(T) == typeof(float) ? 1e-6 : 1e-14) * k;
        if (OpenBlasPeer.IsAvailable(options.Threads))
            yield return new(name, OpenBlasPeer.Name, data.RunOurs, data.RunOpenBlas, () => TestData.Close<T>(data.Ours, data.Theirs, tolerance));
        if (m is 512 or 1024)
        {
            double least = double.PositiveInfinity;
            yield return new(name, "FMA peak", data.RunOurs, null, () => double.IsFinite(least), () => least = 2.0 * m * n * k / FmaPeak.FlopsPerSecond<T>(options.Context));
        }

        if (TorchPeer.IsAvailable(options.Threads))
        {
            using torch.Tensor a = TorchPeer.From(data.A, m, k), b = TorchPeer.From(data.B, k, n);
            yield return new(name, TorchPeer.Name, data.RunOurs, () => a.matmul(b).Dispose(), () => TorchPeer.Close(a.matmul(b), data.Ours, tolerance));
        }
    }

    private static IEnumerable<Comparison> Batched(string name, int count, int n, CompareOptions options)
    {
        var data = new Operands<float>(count, n, n, n, options);
        if (TorchPeer.IsAvailable(options.Threads))
        {
            using torch.Tensor a = TorchPeer.From(data.A, count, n, n), b = TorchPeer.From(data.B, count, n, n);
            yield return new(name, TorchPeer.Name, data.RunOurs, () => a.bmm(b).Dispose(), () => TorchPeer.Close(a.bmm(b), data.Ours, 1e-5 * n));
        }
    }

    private sealed unsafe class Operands<T>(int count, int m, int n, int k, CompareOptions options) where T : unmanaged, INumber<T>
    {
        public T[] A { get; } = TestData.Uniform<T>(count * m * k, 1);

        public T[] B { get; } = TestData.Uniform<T>(count * k * n, 2);

        public T[] Ours { get; } = TestData.Pinned<T>(count * m * n);

        public T[] Theirs { get; } = TestData.Pinned<T>(count * m * n);

        public void RunOurs()
        {
            fixed (T* a = A, b = B, c = Ours)
            {
                if (count == 1)
                    Gemm.Run(T.One, new(a, m, k), new(b, k, n), T.Zero, new(c, m, n), options.Context);
                else
                    Gemm.RunBatch(T.One, new(a, m, k), m * k, new(b, k, n), k * n, T.Zero, new(c, m, n), m * n, count, options.Context);
            }
        }

        public void RunOpenBlas()
        {
            fixed (T* a = A, b = B, c = Theirs)
            {
                if (typeof(T) == typeof(float))
                    OpenBlasPeer.Gemm(m, n, k, (float*)a, (float*)b, (float*)c);
                else
                    OpenBlasPeer.Gemm(m, n, k, (double*)a, (double*)b, (double*)c);
            }
        }
    }
}
