using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Tests;

/// <summary>The drivers against plain loops: every tail, in place, strided, broadcast, on one thread and on many.</summary>
public unsafe class DriverTests
{
    private readonly struct Affine<T> : IMap<T> where T : unmanaged, INumber<T>
    {
        public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => x * TLane.Create(T.CreateChecked(3)) - TLane.Create(T.One);
    }

    private readonly struct HeavyAffine<T> : IMap<T> where T : unmanaged, INumber<T>
    {
        public static bool Unrolls => false;

        public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => x * TLane.Create(T.CreateChecked(3)) - TLane.Create(T.One);
    }

    private readonly struct LessTwice<T> : IZip<T> where T : unmanaged, INumber<T>
    {
        public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x - y - y;
    }

    private readonly struct Mixed<T> : IZip3<T> where T : unmanaged, INumber<T>
    {
        public TLane Apply<TLane>(TLane x, TLane y, TLane z) where TLane : struct, ILane<TLane, T> => x * y - z;
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Map_visits_every_element_once_and_nothing_beyond(int n)
    {
        CheckMap<float>(n);
        CheckMap<double>(n);
        CheckMap<int>(n);
        CheckMap<long>(n);
        CheckMap<byte>(n);
        CheckMap<Half>(n);
    }

    private static void CheckMap<T>(int n) where T : unmanaged, INumber<T>
    {
        T[] x = Numbers<T>(n + 2), once = [.. x], twice = [.. x], apart = new T[n + 2];
        fixed (T* s = x, a = once, b = twice, c = apart)
        {
            Map.Run(a + 1, a + 1, n, new Affine<T>());
            Map.Run(b + 1, b + 1, n, new HeavyAffine<T>());
            Map.Run(s + 1, c + 1, n, new Affine<T>());
        }

        Assert.Equal(x[0], once[0]);
        Assert.Equal(x[^1], once[^1]);
        Assert.Equal(T.Zero, apart[^1]);
        for (int i = 1; i <= n; i++)
        {
            T expected = x[i] * T.CreateChecked(3) - T.One;
            Assert.Equal(expected, once[i]);
            Assert.Equal(expected, twice[i]);
            Assert.Equal(expected, apart[i]);
        }
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Zip_works_in_place_of_either_operand(int n)
    {
        float[] x = Numbers<float>(n + 1), y = Numbers<float>(n + 1)[..(n + 1)], left = [.. x], right = [.. y];
        fixed (float* a = x, b = y, l = left, r = right)
        {
            Zip.Run(l, b, l, n, new LessTwice<float>());
            Zip.Run(a, r, r, n, new LessTwice<float>());
        }

        Assert.Equal(x[n], left[n]);
        Assert.Equal(y[n], right[n]);
        for (int i = 0; i < n; i++)
        {
            Assert.Equal(x[i] - y[i] - y[i], left[i]);
            Assert.Equal(x[i] - y[i] - y[i], right[i]);
        }
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Zip3_works_in_place_of_any_operand(int n)
    {
        for (int place = 0; place < 3; place++)
        {
            double[][] x = [Numbers<double>(n + 1), Numbers<double>(n + 1), Numbers<double>(n + 1)];
            double[] before = [.. x[place]];
            double[][] kept = [.. x.Select(v => (double[])[.. v])];
            fixed (double* a = x[0], b = x[1], c = x[2], d = x[place])
                Zip3.Run(a, b, c, d, n, new Mixed<double>());
            Assert.Equal(before[n], x[place][n]);
            for (int i = 0; i < n; i++)
                Assert.Equal(kept[0][i] * kept[1][i] - kept[2][i], x[place][i]);
        }
    }

    public static TheoryData<string> Views => ["plain", "transposed", "reversed", "stepped", "row", "column", "scalar", "inner", "short runs"];

    private static Tensor<double> View(string kind, int seed)
    {
        Tensor<double> base0 = Tensor.From(Numbers<double>(6 * 70 * 6, seed), 6, 70, 6);
        return kind switch
        {
            "plain" => base0[.., .., ..3].Contiguous(),
            "transposed" => Tensor.From(Numbers<double>(3 * 70 * 6, seed), 3, 70, 6).Transpose(),
            "reversed" => Tensor.From(Numbers<double>(6 * 70 * 3, seed), 6, 70, 3)[AxisSlice.Step(.., -1), AxisSlice.Step(.., -1), AxisSlice.Step(.., -1)],
            "stepped" => base0[.., .., AxisSlice.Step(.., 2)],
            "row" => Tensor.From(Numbers<double>(3, seed)).BroadcastTo(6, 70, 3),
            "column" => Tensor.From(Numbers<double>(70, seed), 70, 1).BroadcastTo(6, 70, 3),
            "scalar" => Tensor.Scalar(2.5 + seed).BroadcastTo(6, 70, 3),
            "inner" => base0[.., .., 1..4],
            _ => Tensor.From(Numbers<double>(6 * 3, seed), 6, 1, 3).BroadcastTo(6, 70, 3),
        };
    }

    [Theory, MemberData(nameof(Views))]
    public void Strided_operands_give_what_their_copies_give(string kind)
    {
        foreach (string other in Views.Select(row => row.Data))
        {
            Tensor<double> x = View(kind, 1), y = View(other, 2), z = View("stepped", 3);
            foreach (Tensor<double> to in (Tensor<double>[])[Tensor.Zeros<double>(6, 70, 3), Tensor.Zeros<double>(3, 70, 6).Transpose(), Tensor.Zeros<double>(6, 70, 6)[.., .., AxisSlice.Step(.., 2)]])
            {
                double[] xs = x.ToArray(), ys = y.ToArray(), zs = z.ToArray();
                Map.Run(x, to, new Affine<double>());
                Assert.Equal(xs.Select(v => v * 3 - 1), to.ToArray());
                Zip.Run(x, y, to, new LessTwice<double>());
                Assert.Equal(xs.Zip(ys, (a, b) => a - b - b), to.ToArray());
                Zip3.Run(x, y, z, to, new Mixed<double>());
                Assert.Equal(Enumerable.Range(0, xs.Length).Select(i => xs[i] * ys[i] - zs[i]), to.ToArray());
            }
        }
    }

    [Theory]
    [InlineData(600, 500)]
    [InlineData(3, 70_001)]
    [InlineData(70_001, 3)]
    public void Many_threads_give_what_one_gives(int rows, int columns)
    {
        Tensor<float> x = Tensor.From(Numbers<float>(rows * columns), columns, rows).Transpose(), flat = Tensor.From(Numbers<float>(rows * columns), rows, columns);
        Tensor<float> row = Tensor.From(Numbers<float>(columns)), column = Tensor.From(Numbers<float>(rows), rows, 1), one = Tensor.Scalar(3f);
        foreach ((Tensor<float> left, Tensor<float> right) in (ReadOnlySpan<(Tensor<float>, Tensor<float>)>)[(x, flat), (flat, row), (column, flat), (row, column), (flat, flat), (flat, one), (one, flat)])
        {
            Tensor<float> a = Tensor.Zeros<float>(rows, columns), b = Tensor.Zeros<float>(rows, columns);
            Zip.Run(left, right, a, new LessTwice<float>(), ComputeContext.SingleThread);
            Zip.Run(left, right, b, new LessTwice<float>(), new ComputeContext { DegreeOfParallelism = 4 });
            Assert.Equal(a.ToArray(), b.ToArray());
            Assert.Equal(left.BroadcastTo(rows, columns).ToArray().Zip(right.BroadcastTo(rows, columns).ToArray(), (p, q) => p - q - q), a.ToArray());
            Zip3.Run(left, right, x, b, new Mixed<float>(), new ComputeContext { DegreeOfParallelism = 4 });
            Zip3.Run(left, right, x, a, new Mixed<float>(), ComputeContext.SingleThread);
            Assert.Equal(a.ToArray(), b.ToArray());
            Map.Run(x, b, new Affine<float>(), new ComputeContext { DegreeOfParallelism = 4 });
            Assert.Equal(x.ToArray().Select(v => v * 3 - 1), b.ToArray());
        }
    }

    private static T[] Numbers<T>(int n, int seed = 0) where T : unmanaged, INumber<T>
    {
        var numbers = new T[n];
        uint state = (uint)(seed * 7919 + 12345);
        for (int i = 0; i < n; i++)
        {
            state = state * 1664525 + 1013904223;
            numbers[i] = T.CreateTruncating(1 + (state >> 24) % 40);
        }

        return numbers;
    }
}
