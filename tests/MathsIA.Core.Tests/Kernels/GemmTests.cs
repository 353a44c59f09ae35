using System.Numerics;
using CsCheck;
using MathsIA.Kernels;

namespace MathsIA.Tests.Kernels;

public sealed unsafe class GemmTests
{
    /// <summary>How an operand lies in memory.</summary>
    public enum Layout
    {
        Rows,
        Columns,
        PaddedRows,
        Strided,
        Reversed,
    }

    /// <summary>Sizes on both sides of every tile, depth block, task and path.</summary>
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 2, 3, 4 }, { 5, 7, 3 }, { 12, 32, 8 }, { 13, 33, 9 }, { 8, 16, 255 }, { 8, 16, 256 }, { 9, 17, 257 }, { 49, 50, 300 },
        { 64, 64, 64 }, { 81, 83, 85 }, { 97, 130, 70 }, { 1, 100, 50 }, { 100, 1, 50 }, { 3, 600, 40 }, { 48, 300, 90 }, { 205, 40, 400 }, { 25, 530, 600 }, { 200, 520, 3 },
        // Registers that share columns, short rows, a narrow result, and more columns than are swept at a time.
        { 24, 24, 24 }, { 17, 23, 19 }, { 5, 13, 40 }, { 150, 10, 801 }, { 200, 16, 60 }, { 1, 64, 64 }, { 1, 90, 700 }, { 110, 1100, 70 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Equals_the_triple_loop_in_single_precision(int m, int n, int k) => EqualsTheTripleLoop<float>(m, n, k);

    [Theory, MemberData(nameof(Sizes))]
    public void Equals_the_triple_loop_in_double_precision(int m, int n, int k) => EqualsTheTripleLoop<double>(m, n, k);

    [Fact]
    public void Equals_the_triple_loop_for_any_size_layout_and_factor() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[0, 300], Gen.Enum<Layout>(), Gen.Enum<Layout>(), Gen.Enum<Layout>(), Gen.Int[-1, 1]).Sample(
            (m, n, k, la, lb, lc, beta) => Check<float>(m, n, k, la, lb, lc, 1.5f, beta), iter: 60, seed: "0001HtHOkpm3");

    [Theory]
    [InlineData(300, 300, 300)]
    [InlineData(1000, 40, 300)]
    [InlineData(20, 2000, 300)]
    [InlineData(1, 3000, 500)]
    [InlineData(3000, 1, 500)]
    [InlineData(1000, 10, 500)]
    public void Has_the_same_bits_for_any_number_of_threads(int m, int n, int k)
    {
        float[] one = Product<float>(m, n, k, Layout.Rows, Layout.Rows, Layout.Rows, 1, 0, ComputeContext.SingleThread);
        foreach (int threads in (int[])[2, 3, 7])
            Assert.Equal(one, Product<float>(m, n, k, Layout.Rows, Layout.Rows, Layout.Rows, 1, 0, new ComputeContext { DegreeOfParallelism = threads }));
    }

    [Theory]
    [InlineData(16, 19)]
    [InlineData(24, 24)]
    [InlineData(40, 7)]
    public void Each_row_has_the_same_bits_whatever_number_of_rows_it_is_computed_with(int n, int k)
    {
        // The number of rows decides how they are cut into register tiles.
        const int most = 60;
        float[] all = Product<float>(most, n, k, Layout.Rows, Layout.Rows, Layout.Rows, 1, 0, ComputeContext.SingleThread);
        for (int m = 2; m < most; m++)
            Assert.Equal(all[..(m * n)], Product<float>(m, n, k, Layout.Rows, Layout.Rows, Layout.Rows, 1, 0, ComputeContext.SingleThread)[..(m * n)]);
    }

    [Theory, CombinatorialTriangle]
    public void The_lower_triangle_equals_the_product_and_leaves_the_rest_alone(int n, int k, Layout layout)
    {
        float[] a = Random<float>(n * k, 1), c = Random<float>(n * n, 2), expected = (float[])c.Clone();
        fixed (float* pa = a, pc = c, pe = expected)
        {
            MatrixView<float> view = layout == Layout.Rows ? new(pa, n, k) : new MatrixView<float>(pa, k, n).Transpose();
            MatrixView<float> target = layout == Layout.Strided ? new MatrixView<float>(pc, n, n).Transpose() : new(pc, n, n);
            MatrixView<float> wanted = layout == Layout.Strided ? new MatrixView<float>(pe, n, n).Transpose() : new(pe, n, n);
            Gemm.RunLower(2f, view, 0.5f, target);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double sum = 0;
                    for (int p = 0; p < k; p++)
                        sum += (double)view[i, p] * view[j, p];
                    wanted[i, j] = (float)((2 * sum) + (0.5 * wanted[i, j]));
                }
            }

            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    if (j > i)
                        Assert.Equal(wanted[i, j], target[i, j]);
                    else
                        Assert.Equal(wanted[i, j], target[i, j], 1e-5f * k);
                }
            }
        }
    }

    [Theory]
    [InlineData(100, 1100, 400)]
    [InlineData(30, 50, 20)]
    [InlineData(1, 70, 30)]
    public void An_epilogue_finishes_every_element_once(int m, int n, int k)
    {
        float[] plain = Product<float>(m, n, k, Layout.Rows, Layout.Rows, Layout.Rows, 1, 0, null);
        float[] a = Random<float>(Storage(m, k), 1), b = Random<float>(Storage(k, n), 2), c = Random<float>(Storage(m, n), 3), bias = Random<float>(n, 4);
        fixed (float* pa = a, pb = b, pc = c, p = bias)
            Gemm.Run(1f, View(pa, m, k, Layout.Rows), View(pb, k, n, Layout.Rows), 0f, View(pc, m, n, Layout.Rows), new AffineEpilogue<float>(p, Activation.None), null);
        for (int i = 0; i < m * n; i++)
            Assert.Equal(plain[i] + bias[i % n], c[i]);
    }

    [Fact]
    public void Integers_take_the_plain_loop()
    {
        int[] c = Product<int>(7, 9, 11, Layout.Rows, Layout.Columns, Layout.Rows, 2, 0, null);
        Assert.Equal(Reference<int>(7, 9, 11, Layout.Rows, Layout.Columns, Layout.Rows, 2, 0), c);
    }

    [Fact]
    public void With_beta_zero_what_stood_in_the_result_does_not_matter()
    {
        foreach (int n in (int[])[1, 5, 100])
        {
            var c = new float[n * n];
            Array.Fill(c, float.NaN);
            float[] a = Random<float>(n * n, 1), b = Random<float>(n * n, 2);
            fixed (float* pa = a, pb = b, pc = c)
                Gemm.Run(1f, new(pa, n, n), new(pb, n, n), 0f, new(pc, n, n));
            Assert.DoesNotContain(float.NaN, c);
        }
    }

    private static void EqualsTheTripleLoop<T>(int m, int n, int k) where T : unmanaged, INumber<T>
    {
        foreach (Layout layout in Enum.GetValues<Layout>())
        {
            // The large sizes are there for the blocking: one layout of each operand is enough.
            if ((long)m * n * k > 500_000 && layout > Layout.Columns)
                continue;
            Check<T>(m, n, k, layout, Layout.Rows, Layout.Rows, T.One, T.Zero);
            Check<T>(m, n, k, Layout.Rows, layout, Layout.Rows, T.One, T.One);
            Check<T>(m, n, k, Layout.Columns, Layout.Columns, layout, -T.One, T.Zero);
        }
    }

    private static void Check<T>(int m, int n, int k, Layout la, Layout lb, Layout lc, T alpha, T beta) where T : unmanaged, INumber<T>
    {
        T[] fast = Product<T>(m, n, k, la, lb, lc, alpha, beta, null), slow = Reference<T>(m, n, k, la, lb, lc, alpha, beta);
        // Elements are below 1, so the classical bound on a sum of k products is k eps times k at most; k eps is typical.
        double tolerance = (typeof(T) == typeof(float) ? 6e-8 : 1.2e-16) * 4 * (k + 2);
        for (int i = 0; i < fast.Length; i++)
        {
            double difference = Math.Abs(double.CreateChecked(fast[i]) - double.CreateChecked(slow[i]));
            Assert.True(difference <= tolerance, $"{typeof(T).Name} {m}x{n}x{k} {la} {lb} {lc}: element {i}, {fast[i]} for {slow[i]}.");
        }
    }

    private static T[] Product<T>(int m, int n, int k, Layout la, Layout lb, Layout lc, T alpha, T beta, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        T[] a = Random<T>(Storage(m, k), 1), b = Random<T>(Storage(k, n), 2), c = Random<T>(Storage(m, n), 3);
        fixed (T* pa = a, pb = b, pc = c)
            Gemm.Run(alpha, View(pa, m, k, la), View(pb, k, n, lb), beta, View(pc, m, n, lc), context);
        return c;
    }

    private static T[] Reference<T>(int m, int n, int k, Layout la, Layout lb, Layout lc, T alpha, T beta) where T : unmanaged, INumber<T>
    {
        T[] a = Random<T>(Storage(m, k), 1), b = Random<T>(Storage(k, n), 2), c = Random<T>(Storage(m, n), 3);
        fixed (T* pa = a, pb = b, pc = c)
        {
            MatrixView<T> va = View(pa, m, k, la), vb = View(pb, k, n, lb), vc = View(pc, m, n, lc);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double sum = 0;
                    for (int p = 0; p < k; p++)
                        sum += double.CreateChecked(va[i, p]) * double.CreateChecked(vb[p, j]);
                    vc[i, j] = T.CreateChecked((double.CreateChecked(alpha) * sum) + (double.CreateChecked(beta) * double.CreateChecked(vc[i, j])));
                }
            }
        }

        return c;
    }

    private static int Storage(int rows, int columns) => 2 * (rows + 1) * 3 * (columns + 1);

    private static MatrixView<T> View<T>(T* data, int rows, int columns, Layout layout) where T : unmanaged => layout switch
    {
        Layout.Rows => new(data, rows, columns),
        Layout.Columns => new MatrixView<T>(data, columns, rows).Transpose(),
        Layout.PaddedRows => new(data + 1, rows, columns, columns + 3, 1),
        Layout.Strided => new(data, rows, columns, 2 * columns + 1, 2),
        _ => new(data + (rows * columns) - 1, rows, columns, -columns, -1),
    };

    private static T[] Random<T>(int count, int seed) where T : unmanaged, INumber<T>
    {
        var random = new System.Random(seed);
        var values = new T[count];
        for (int i = 0; i < count; i++)
            values[i] = typeof(T) == typeof(int) ? T.CreateChecked(random.Next(-9, 9)) : T.CreateChecked((2 * random.NextDouble()) - 1);
        return values;
    }

    private sealed class CombinatorialTriangleAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker)
        {
            var rows = new List<ITheoryDataRow>();
            foreach (int n in (int[])[1, 2, 11, 33, 70, 260, 600])
            {
                foreach (int k in (int[])[1, 17, 300])
                {
                    foreach (Layout layout in (Layout[])[Layout.Rows, Layout.Columns, Layout.Strided])
                        rows.Add(new TheoryDataRow<int, int, Layout>(n, k, layout));
                }
            }

            return new(rows);
        }

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
