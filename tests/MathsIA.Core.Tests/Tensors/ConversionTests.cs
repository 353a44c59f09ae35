namespace MathsIA.Tests;

public class ConversionTests
{
    [Fact]
    public void Floating_point_to_integers_drops_the_fraction_and_saturates()
    {
        Tensor<double> x = Tensor.From([1.9, -1.9, 1e20, -1e20, double.NaN, 300]);
        Assert.Equal([1, -1, int.MaxValue, int.MinValue, 0, 300], x.To<int>().ToArray());
        Assert.Equal([1, -1, long.MaxValue, long.MinValue, 0, 300], x.To<long>().ToArray());
        Assert.Equal([(byte)1, (byte)0, (byte)255, (byte)0, (byte)0, (byte)255], x.To<byte>().ToArray());
        Assert.Equal([true, true, true, true, true, true], x.To<bool>().ToArray());
    }

    [Fact]
    public void Integers_keep_their_low_bits_and_truth_is_one()
    {
        Assert.Equal([(byte)255, (byte)44], Tensor.From([-1, 300]).To<byte>().ToArray());
        Assert.Equal([-1, 0], Tensor.From([-1L, 1L << 32]).To<int>().ToArray());
        Assert.Equal([1.0, 0.0], Tensor.From([true, false]).To<double>().ToArray());
        Assert.Equal([9.223372e18f], Tensor.From([long.MaxValue]).To<float>().ToArray());
        Assert.Equal([true, false], Tensor.From([7, 0]).To<bool>().ToArray());
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Storage_types_round_to_nearest_even(int n)
    {
        float[] x = ElementaryFunctions.Singles(n);
        Assert.Equal(x.Select(v => (Half)v), Tensor.From(x).To<Half>().ToArray());
        Assert.Equal(x.Select(v => (float)(Half)v), Tensor.From(x).To<Half>().To<float>().ToArray());
        Assert.Equal(x.Select(v => ((BFloat16)v).ToBits()), Tensor.From(x).To<BFloat16>().ToArray().Select(v => v.ToBits()));
        Assert.Equal(x.Select(v => (float)(BFloat16)v), Tensor.From(x).To<BFloat16>().To<float>().ToArray());
        Assert.Equal(x.Select(v => (double)v), Tensor.From(x).To<double>().ToArray());
        Assert.Equal(x, Tensor.From(x).To<double>().To<float>().ToArray());
    }

    [Fact]
    public void BFloat16_is_the_nearest_of_its_neighbours()
    {
        foreach (float x in ElementaryFunctions.Singles(20_000))
        {
            BFloat16 rounded = (BFloat16)x;
            if (float.IsNaN(x))
            {
                Assert.True(float.IsNaN(rounded));
                continue;
            }

            if (float.IsInfinity(rounded))
            {
                Assert.True(Math.Abs(x) >= 3.3961775e38f);
                continue;
            }

            float up = BFloat16.FromBits((ushort)(rounded.ToBits() + 1)), down = BFloat16.FromBits((ushort)(rounded.ToBits() - 1));
            double error = Math.Abs((double)x - rounded);
            if (!float.IsNaN(up) && (rounded.ToBits() & 0x7FFF) != 0x7F7F)
                Assert.True(error <= Math.Abs((double)x - up));
            if ((rounded.ToBits() & 0x7FFF) != 0)
                Assert.True(error <= Math.Abs((double)x - down));
        }

        Assert.Equal(0x3F80, ((BFloat16)1.00390625f).ToBits());
        Assert.Equal(0x3F82, ((BFloat16)1.01171875f).ToBits());
        Assert.Equal(0x3F81, ((BFloat16)(1.00390625 + 1e-12)).ToBits());
    }

    [Fact]
    public void Conversion_refuses_unknown_types_and_wrong_destinations()
    {
        Assert.Throws<NotSupportedException>(() => Tensor.Zeros<int>(2).To<decimal>());
        Assert.Throws<ShapeMismatchException>(() => Tensor.Zeros<int>(2).To(Tensor.Zeros<float>(3)));
        Tensor<float> x = Tensor.Zeros<float>(8);
        Assert.Throws<ArgumentException>("destination", () => x[..4].To(x[2..6]));
        Assert.Throws<ArgumentNullException>("destination", () => x.To<float>((Tensor<float>)null!));
        Assert.Equal(0, Tensor.Zeros<int>(0, 2).To<double>().Length);
    }
}
