using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

public sealed class PermutationTests
{
    [Fact]
    public void Every_order_of_four_is_equally_likely()
    {
        const int n = 48_000;
        var rng = new Philox(1);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < n; i++)
        {
            string order = string.Concat(rng.Permutation(4).ToArray());
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Statistics.AssertCounts(counts.Values.ToArray(), _ => n / 24.0);
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void A_permutation_holds_each_integer_once(int length) =>
        Assert.Equal(Enumerable.Range(0, length), new Philox(length).Permutation(length).ToArray().Order());

    [Fact]
    public void Choices_are_different_and_every_ordered_choice_is_equally_likely()
    {
        const int n = 40_000;
        var rng = new Philox(2);
        int[] counts = new int[25];
        for (int i = 0; i < n; i++)
        {
            Tensor<int> pair = rng.Choice(5, 2);
            counts[5 * pair[0] + pair[1]]++;
        }

        for (int i = 0; i < 5; i++)
            Assert.Equal(0, counts[6 * i]);
        Statistics.AssertCounts(counts.Where(c => c > 0).ToArray(), _ => n / 20.0);
    }

    /// <summary>Few of many go through a dictionary, many of few through an array: both are the first steps of one shuffle.</summary>
    [Fact]
    public void A_short_choice_begins_a_long_one()
    {
        int[] many = new Philox(3).Choice(1000, 900).ToArray(), few = new Philox(3).Choice(1000, 60).ToArray();
        Assert.Equal(many[..60], few);
        Assert.Equal(900, many.Distinct().Count());
        Assert.Equal(10, new Philox(4).Choice(int.MaxValue, 10).ToArray().Distinct().Count());
    }

    [Fact]
    public void Wrong_numbers_are_refused()
    {
        var rng = new Philox(5);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => rng.Permutation(-1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => rng.Choice(3, 4));
        Assert.Throws<ArgumentOutOfRangeException>("population", () => rng.Choice(-1, 0));
        Assert.Equal(0, rng.Choice(0, 0).Length);
    }
}
