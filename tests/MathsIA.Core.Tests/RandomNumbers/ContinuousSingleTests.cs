using MathsIA.Kernels;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

public sealed class ContinuousSingleTests : ContinuousTests<float>
{
    /// <summary>Recorded: streams are stable across versions.</summary>
    [Fact]
    public void First_numbers_are_the_recorded_ones()
    {
        Assert.SkipUnless(MathsIAInfo.HasFusedMultiplyAdd, "Recorded on a machine with fused multiply-add.");
        Assert.Equal(Uniform, new Philox(42).Uniform<float>(4).ToArray());
        Assert.Equal(Normal, new Philox(42).Normal<float>(4).ToArray());
        Assert.Equal(Exponential, new Philox(42).Exponential<float>(4).ToArray());
    }

    /// <summary>Against the same inverses in double arithmetic from the same integers, over the whole range of words.</summary>
    [Fact]
    public void Inverses_are_accurate_to_a_few_units_in_the_last_place()
    {
        float[] bits = Bits(200_000);
        double worstNormal = 0, worstExponential = 0;
        foreach (float x in bits)
        {
            uint word = BitConverter.SingleToUInt32Bits(x);
            double p = ((~(word << 1) | 1u) * Math.Pow(2, -33));
            double normal = -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p) * ((int)word < 0 ? -1 : 1);
            worstNormal = Math.Max(worstNormal, Ulps(new NormalMap<float>(0, 1).Apply(new LaneScalar<float>(x)).Value, normal));
            double u = (word + 0.5) * Math.Pow(2, -32), v = (~word + 0.5) * Math.Pow(2, -32);
            double exponential = u < 0.5 ? -Math.Log(u) : LogOnePlus(v);
            worstExponential = Math.Max(worstExponential, Ulps(new ExponentialMap<float>(1).Apply(new LaneScalar<float>(x)).Value, exponential));
        }

        Assert.InRange(worstNormal, 0, 6);
        Assert.InRange(worstExponential, 0, 3);

        // -log(1 - v) without loss for small v.
        static double LogOnePlus(double v) => v < 1e-4 ? v + v * v / 2 + v * v * v / 3 : -Math.Log(1 - v);
    }

    protected override float[] Bits(int count)
    {
        uint[] words = new uint[count];
        new Philox(123).FillBits(words);
        uint[] ends = [0, 1, 2, uint.MaxValue, uint.MaxValue - 1, int.MaxValue, 0x80000000, 0x80000001, 0x7FFFFFFE, 0x7F000000, 0xFF000000, 0x00FFFFFF, 0x7FC00000];
        ends.CopyTo(words, 0);
        return [.. words.Select(BitConverter.UInt32BitsToSingle)];
    }

    private static double Ulps(float value, double exact) => Math.Abs(value - exact) / (MathF.BitIncrement(MathF.Abs((float)exact)) - MathF.Abs((float)exact));

    private static readonly float[] Uniform = [0.61295986f, 0.4685865f, 0.0732317f, 0.3408615f];
    private static readonly float[] Normal = [-0.2870419f, 1.860414f, 0.18460795f, 0.99800503f];
    private static readonly float[] Exponential = [0.48945582f, 0.7580346f, 2.6141264f, 1.0762789f];
}
