using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

/// <summary>The places of the largest magnitudes, against a stable sort.</summary>
public sealed class LargestEntriesTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(17), InlineData(200)]
    public void They_are_those_of_a_stable_sort(int length)
    {
        var random = new Philox(seed: 41);
        var selection = new LargestEntries<double>(length);
        // Few distinct magnitudes, so that there are ties; NaN counts as infinite.
        double[] x = [.. Enumerable.Range(0, length).Select(i => i % 13 == 5 ? double.NaN : Math.Round(2 * random.NextNormal<double>()))];
        for (int k = 0; k <= length; k++)
        {
            int[] expected = [.. Enumerable.Range(0, length).OrderByDescending(i => double.IsNaN(x[i]) ? double.PositiveInfinity : Math.Abs(x[i])).Take(k).Order()], found = new int[k];
            selection.Select(x, found);
            Assert.Equal(expected, found);
        }
    }
}
