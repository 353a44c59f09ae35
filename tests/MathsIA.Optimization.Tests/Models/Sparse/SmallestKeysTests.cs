using CsCheck;

namespace MathsIA.Optimization.Tests;

public sealed class SmallestKeysTests
{
    [Fact]
    public void The_front_holds_what_a_sort_would_put_there() => Gen.Select(Gen.Int[0, 9].Array[1, 60], Gen.Int[1, 60]).Sample((draw, place) =>
    {
        int count = Math.Min(place, draw.Length);
        double[] keys = Array.ConvertAll(draw, value => (double)value);
        int[] items = [.. Enumerable.Range(0, keys.Length)];
        SmallestKeys.Select<double>(keys, items, count);
        Assert.Equal(draw.Order().Take(count).Select(value => (double)value), keys[..count].Order());
        Assert.Equal(keys, items.Select(i => (double)draw[i]));
        Assert.Equal(Enumerable.Range(0, keys.Length), items.Order());
    }, seed: "0N0XIzNsQ0O2", iter: 2000);
}
