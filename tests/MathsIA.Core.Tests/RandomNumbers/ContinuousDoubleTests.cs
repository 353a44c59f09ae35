using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

public sealed class ContinuousDoubleTests : ContinuousTests<double>
{
    /// <summary>Recorded: streams are stable across versions. The uniform ones are those of tests/fixtures/philox.py.</summary>
    [Fact]
    public void First_numbers_are_the_recorded_ones()
    {
        Assert.Equal(Uniform, new Philox(42).Uniform<double>(4).ToArray());
        Assert.SkipUnless(MathsIAInfo.HasFusedMultiplyAdd, "Recorded on a machine with fused multiply-add.");
        Assert.Equal(Normal, new Philox(42).Normal<double>(4).ToArray());
        Assert.Equal(Exponential, new Philox(42).Exponential<double>(4).ToArray());
    }

    protected override double[] Bits(int count)
    {
        uint[] words = new uint[2 * count];
        new Philox(123).FillBits(words);
        double[] bits = [.. Enumerable.Range(0, count).Select(i => BitConverter.UInt64BitsToDouble(words[2 * i] | ((ulong)words[2 * i + 1] << 32)))];
        ulong[] ends = [0, 1, 2, ulong.MaxValue, ulong.MaxValue - 1, long.MaxValue, 0x8000000000000000, 0x8000000000000001, 0x7FF0000000000000, 0xFFF0000000000000, 0x00FFFFFFFFFFFFFF];
        for (int i = 0; i < ends.Length; i++)
            bits[i] = BitConverter.UInt64BitsToDouble(ends[i]);
        return bits;
    }

    private static readonly double[] Uniform = [0.4685865183391049, 0.34086154938517876, 0.32706338120338474, 0.4543156017348883];
    private static readonly double[] Normal = [1.8604140858842189, 0.9980050677923888, 0.9426240427141668, 1.6882210883580726];
    private static readonly double[] Exponential = [0.7580345234053113, 1.0762788976776316, 1.117601300556731, 0.7889631644448353];
}
