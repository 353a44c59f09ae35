using System.Numerics;
using MathNet.Numerics;
using MathsIA.Kernels;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

/// <summary>What holds for every distribution drawn by inversion, for one element type.</summary>
public abstract class ContinuousTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Sample = 200_000;

    private static double NormalCdf(double x) => 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2));

    [Fact]
    public void Uniform_fits()
    {
        double[] x = Doubles(new Philox(1).Uniform<T>(Sample));
        Statistics.AssertDistributed(x, v => v);
        Statistics.AssertMoments(x, 0.5, 1 / 12.0, 9 / 5.0);
        Assert.All(x, v => Assert.InRange(v, 0, double.BitDecrement(1)));
    }

    [Fact]
    public void Uniform_between_ends_never_reaches_the_upper_one()
    {
        T low = T.CreateChecked(1), high = T.BitIncrement(T.BitIncrement(low));
        foreach (T v in new Philox(2).Uniform([5000], low, high).ToArray())
            Assert.True(v >= low && v < high);
        double[] x = Doubles(new Philox(2).Uniform([Sample], T.CreateChecked(-3), T.CreateChecked(5)));
        Statistics.AssertDistributed(x, v => (v + 3) / 8);
    }

    [Fact]
    public void Normal_fits()
    {
        double[] x = Doubles(new Philox(3).Normal<T>(Sample));
        Statistics.AssertDistributed(x, NormalCdf);
        Statistics.AssertMoments(x, 0, 1, 3);
        double[] y = Doubles(new Philox(4).Normal([Sample], T.CreateChecked(-2), T.CreateChecked(0.5)));
        Statistics.AssertDistributed(y, v => NormalCdf((v + 2) / 0.5));
    }

    [Fact]
    public void Normal_tails_hold_what_they_should()
    {
        const int n = 4_000_000;
        int three = 0, four = 0;
        foreach (T v in new Philox(5).Normal<T>(n).AsSpan())
        {
            double a = Math.Abs(double.CreateChecked(v));
            three += a > 3 ? 1 : 0;
            four += a > 4 ? 1 : 0;
        }

        AssertRate(three, 2 * NormalCdf(-3));
        AssertRate(four, 2 * NormalCdf(-4));

        static void AssertRate(int count, double p) => Assert.InRange((count - n * p) / Math.Sqrt(n * p), -4, 4);
    }

    [Fact]
    public void Exponential_fits()
    {
        double[] x = Doubles(new Philox(6).Exponential([Sample], T.CreateChecked(2)));
        Statistics.AssertDistributed(x, v => 1 - Math.Exp(-v / 2));
        Statistics.AssertMoments(x, 2, 4, 9);
        Assert.All(x, v => Assert.True(v > 0));
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void A_fill_is_what_single_draws_give(int length)
    {
        var rng = new Philox(7);
        T two = T.CreateChecked(2);
        rng.NextUInt32();
        Tensor<T> uniform = rng.Uniform([length], -T.One, two), normal = rng.Normal([length], -T.One, two), exponential = rng.Exponential<T>(length);
        var single = new Philox(7);
        single.NextUInt32();
        for (int i = 0; i < length; i++)
            Assert.Equal(single.NextUniform(-T.One, two), uniform[i]);
        for (int i = 0; i < length; i++)
            Assert.Equal(single.NextNormal(-T.One, two), normal[i]);
        for (int i = 0; i < length; i++)
            Assert.Equal(single.NextExponential<T>(), exponential[i]);
        Assert.Equal(single.State, rng.State);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        const int n = 300_001;
        T[] one = new T[n], many = new T[n];
        Philox a = new(8), b = new(8);
        a.FillNormal(one, ComputeContext.SingleThread);
        b.FillNormal(many, new ComputeContext { DegreeOfParallelism = 7 });
        Assert.Equal(one, many);
        Assert.Equal(a.State, b.State);
        a.FillUniform(one, ComputeContext.SingleThread);
        b.FillUniform(many, new ComputeContext { DegreeOfParallelism = 3 });
        Assert.Equal(one, many);
    }

    [Fact]
    public unsafe void Every_register_width_gives_the_same_bits()
    {
        Assert.SkipUnless(MathsIAInfo.HasFusedMultiplyAdd, "Without fused multiply-add the widths may round differently.");
        Check(new UniformMap<T>(-T.One, T.One));
        Check(new NormalMap<T>(T.Zero, T.One));
        Check(new ExponentialMap<T>(T.One));

        void Check<TMap>(TMap map) where TMap : struct, IMap<T>
        {
            const int n = 4096;
            T[] bits = Bits(n), expected = [.. bits];
            fixed (T* p = expected)
                WordMap.Run<TMap, T, LaneScalar<T>>(map, p, n);
            Assert.All(expected, v => Assert.True(T.IsFinite(v)));
            T[] words = [.. bits];
            fixed (T* p = words)
                WordMap.Run<TMap, T, Lane128<T>>(map, p, n);
            Assert.Equal(expected, words);
            words = [.. bits];
            fixed (T* p = words)
                WordMap.Run<TMap, T, Lane256<T>>(map, p, n);
            Assert.Equal(expected, words);
            words = [.. bits];
            fixed (T* p = words)
                WordMap.Run<TMap, T, Lane512<T>>(map, p, n);
            Assert.Equal(expected, words);
        }
    }

    [Fact]
    public void A_strided_tensor_is_filled_in_row_major_order()
    {
        Tensor<T> whole = Tensor.Zeros<T>(6, 10), expected = new Philox(9).Normal<T>(3, 5);
        Tensor<T> view = whole[AxisSlice.Step(.., 2), AxisSlice.Step(.., 2)];
        new Philox(9).FillNormal(view, T.Zero, T.One);
        Assert.Equal(expected.ToArray(), view.ToArray());
        Assert.Equal(T.Zero, whole[1, 1]);
        Assert.Throws<ArgumentNullException>("destination", () => new Philox(9).FillNormal((Tensor<T>)null!, T.Zero, T.One));
    }

    [Fact]
    public void Empty_and_zero_dimensional_shapes_work()
    {
        var rng = new Philox(10);
        Assert.Equal(0, rng.Normal<T>(3, 0).Length);
        Assert.Equal(0ul, rng.Position);
        Assert.Equal(0, rng.Uniform<T>().Rank);
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.Normal<T>(-1));
    }

    [Fact]
    public void Parameters_are_checked_before_anything_is_drawn()
    {
        var rng = new Philox(11);
        T huge = T.BitDecrement(T.PositiveInfinity);
        Assert.Throws<ArgumentOutOfRangeException>("mean", () => rng.NextNormal(T.NaN, T.One));
        Assert.Throws<ArgumentOutOfRangeException>("deviation", () => rng.NextNormal(T.Zero, -T.One));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => rng.NextUniform(T.One, T.One));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => rng.NextUniform(-huge, huge));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => rng.Uniform([2], T.NegativeInfinity, T.One));
        Assert.Throws<ArgumentOutOfRangeException>("mean", () => rng.Exponential([2], T.Zero));
        Assert.Equal(0ul, rng.Position);
    }

    protected static double[] Doubles(Tensor<T> tensor) => [.. tensor.ToArray().Select(double.CreateChecked)];

    /// <summary>Random bits, and the extreme ones.</summary>
    protected abstract T[] Bits(int count);
}
