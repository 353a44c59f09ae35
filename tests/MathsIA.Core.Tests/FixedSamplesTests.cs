using CsCheck;

namespace MathsIA.Tests;

/// <summary>What the other property tests rest on.</summary>
public sealed class FixedSamplesTests
{
    private const string Seed = "0001MathsIA00";

    [Fact]
    public void Every_run_draws_the_same_samples_and_they_differ_among_themselves()
    {
        List<(int, double)> once = [], again = [];
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Double[0, 1]).Sample((i, x) => once.Add((i, x)), seed: Seed, iter: 50);
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Double[0, 1]).Sample((i, x) => again.Add((i, x)), seed: Seed, iter: 50);
        Assert.Equal(50, once.Count);
        Assert.Equal(once, again);
        Assert.Equal(50, once.Distinct().Count());
    }

    [Fact]
    public void A_sample_that_fails_is_told_with_a_smaller_one()
    {
        CsCheckException thrown = Assert.Throws<CsCheckException>(() => Gen.Int[0, 1_000_000].Sample(i => Assert.True(i < 1000), seed: Seed));
        int smallest = int.Parse(thrown.Message.Split('\n').Select(line => line.Trim()).First(line => line.All(char.IsDigit) && line.Length > 0), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(smallest, 1000, 100_000);
    }
}
