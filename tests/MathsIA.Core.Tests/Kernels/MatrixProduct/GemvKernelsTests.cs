using MathsIA.Kernels;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests;

public sealed unsafe class GemvKernelsTests
{
    [Fact]
    public void Four_dot_products_have_the_same_bits_at_every_width_and_read_no_further()
    {
        Dots<double>();
        Dots<float>();
    }

    [Fact]
    public void A_sweep_has_the_same_bits_at_every_width()
    {
        Sweeps<double>();
        Sweeps<float>();
    }

    private static void Dots<T>() where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new Philox(3);
        for (int n = 0; n <= 70; n++)
        {
            // What lies behind the vectors is not a number: one read too many shows.
            T[] rows = new T[5 * (n + 16)];
            rows.AsSpan().Fill(T.NaN);
            for (int r = 0; r < 5; r++)
            {
                for (int i = 0; i < n; i++)
                    rows[(r * (n + 16)) + i] = T.CreateTruncating(random.NextNormal<double>());
            }

            T[] expected = new T[4], found = new T[4];
            fixed (T* a = rows, e = expected, f = found)
            {
                T* a1 = a + n + 16, a2 = a1 + n + 16, a3 = a2 + n + 16, x = a3 + n + 16;
                GemvKernels.Dot4Scalar(n, a, a1, a2, a3, x, e);
                GemvKernels.Dot4<Lane512<T>, T, GemmTile.One>(n, a, a1, a2, a3, x, f);
                Assert.Equal(expected, found);
                GemvKernels.Dot4<Lane256<T>, T, GemmTile.Two>(n, a, a1, a2, a3, x, f);
                Assert.Equal(expected, found);
                GemvKernels.Dot4<Lane128<T>, T, GemmTile.Four>(n, a, a1, a2, a3, x, f);
                Assert.Equal(expected, found);
            }

            Assert.All(expected, sum => Assert.False(T.IsNaN(sum)));
        }
    }

    private static void Sweeps<T>() where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new Philox(4);
        foreach (int columns in new[] { 1, 7, 8, 19 })
        {
            for (int n = 1; n <= 150; n++)
            {
                T[] a = new T[n * columns], x = new T[columns], expected = new T[n], found = new T[n];
                for (int i = 0; i < a.Length; i++)
                    a[i] = T.CreateTruncating(random.NextNormal<double>());
                for (int i = 0; i < columns; i++)
                    x[i] = T.CreateTruncating(random.NextNormal<double>());
                fixed (T* pa = a, px = x, e = expected, f = found)
                {
                    GemvKernels.Sweep<LaneScalar<T>, T>(n, columns, pa, n, px, e);
                    GemvKernels.Sweep<Lane512<T>, T>(n, columns, pa, n, px, f);
                    Assert.Equal(expected, found);
                    GemvKernels.Sweep<Lane256<T>, T>(n, columns, pa, n, px, f);
                    Assert.Equal(expected, found);
                    GemvKernels.Sweep<Lane128<T>, T>(n, columns, pa, n, px, f);
                    Assert.Equal(expected, found);
                }
            }
        }
    }
}
