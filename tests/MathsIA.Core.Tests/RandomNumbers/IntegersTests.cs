using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

public sealed class IntegersTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(257)]
    public void Integers_are_equally_likely(int count)
    {
        int[] counts = new int[count];
        foreach (int v in new Philox(count).Integers([100_000], 0, count).ToArray())
            counts[v]++;
        Statistics.AssertCounts(counts, _ => 100_000.0 / count);
    }

    /// <summary>A length just above half the range of a word: a method that only scales or takes a remainder is visibly biased.</summary>
    [Fact]
    public void Long_intervals_have_no_bias()
    {
        const int n = 300_000, cells = 6;
        int[] words = new int[cells], pairs = new int[cells];
        long third = (1L << 32) / 3 * 2;
        long most = long.MaxValue / 3 * 2;
        var rng = new Philox(1);
        for (int i = 0; i < n; i++)
        {
            words[(int)(rng.NextBelow(third) / (third / cells + 1))]++;
            pairs[(int)(rng.NextBelow(most) / (most / cells + 1))]++;
        }

        Statistics.AssertCounts(words, _ => (double)n / cells);
        Statistics.AssertCounts(pairs, _ => (double)n / cells);
    }

    [Fact]
    public void Whole_ranges_of_every_type_are_reached()
    {
        var rng = new Philox(2);
        Assert.Equal(255, rng.Integers<byte>([5000], 0, 255).ToArray().Distinct().Count());
        Assert.Contains(rng.Integers([100], long.MinValue, long.MaxValue).ToArray(), v => v < 0);
        Assert.All(rng.Integers([1000], int.MinValue, int.MinValue + 3).ToArray(), v => Assert.InRange(v, int.MinValue, int.MinValue + 2));
        Assert.All(rng.Integers<sbyte>([1000], -128, 127).ToArray(), v => Assert.NotEqual(127, v));
        Assert.Equal(0, rng.NextBelow(1));
        Assert.Equal(0L, rng.NextBelow(1L));
    }

    [Fact]
    public void Empty_intervals_are_refused()
    {
        var rng = new Philox(3);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => rng.NextBelow(0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => rng.NextBelow(-1L));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => rng.Integers([1], 5, 5));
        Assert.Equal(0ul, rng.Position);
    }
}
