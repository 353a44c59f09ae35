using System.Globalization;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

/// <summary>The first numbers of every kind of draw that has no record elsewhere: streams are stable across versions.</summary>
public sealed class RecordedStreamTests
{
    private static readonly Dictionary<string, (Func<Philox, IEnumerable<double>> Draw, string Recorded)> Rows = new(StringComparer.Ordinal)
    {
        ["integers"] = (r => r.Integers([8], -10, 10).ToArray().Select(i => (double)i), "2 -1 -9 -4 9 -4 0 -1"),
        ["bytes"] = (r => Bytes(r, 6).Select(b => (double)b), "83 240 234 156 59 73"),
        ["long integers"] = (r => r.Integers([3], 0L, 1L << 40).ToArray().Select(i => (double)i), "515216325532 374781237010 359609990652"),
        ["below"] = (r => [r.NextBelow(1000), r.NextBelow(1000), r.NextBelow(1L << 33)], "612 468 2927978414"),
        ["Bernoulli"] = (r => r.Bernoulli([10], 0.3).ToArray().Select(b => b ? 1.0 : 0), "0 0 1 0 0 0 0 0 0 0"),
        ["categorical of weights"] = (r => Enumerable.Range(0, 8).Select(_ => (double)r.NextCategorical([1, 2, 3, 4])), "2 2 2 2 3 3 3 2"),
        ["categorical by table"] = (r => new CategoricalTable([1, 2, 3, 4]).Sample(r, 8).ToArray().Select(i => (double)i), "2 1 2 2 2 3 1 1"),
        ["categorical of logits"] = (r => r.Categorical(Tensor.From([0.0, 1, 2, 3]).BroadcastTo(8, 4)).ToArray().Select(i => (double)i), "3 3 3 3 3 3 2 3"),
        ["permutation"] = (r => r.Permutation(8).ToArray().Select(i => (double)i), "2 7 5 6 1 0 3 4"),
        ["shuffle"] = (r => Shuffled(r, 8), "2 7 5 6 1 0 3 4"),
        ["choice"] = (r => r.Choice(100, 6).ToArray().Select(i => (double)i), "61 47 9 36 98 3"),
        ["weighted choice"] = (r => r.Choice([1.0, 2, 3, 4, 5], 4).ToArray().Select(i => (double)i), "4 3 2 1"),
        ["Dirichlet"] = (r => Dirichlet(r), "0.5053731200447 0.4458539439467 0.0487729360087"),
        ["sphere"] = (r => r.Sphere<double>(1, 4).ToArray(), "0.6498518129021 0.3486080908069 0.329263225693 0.589703949875"),
        ["multivariate normal"] = (r => new MultivariateNormal<double>(Tensor.From([1.0, -1]), Tensor.From(new double[,] { { 2, 0 }, { 1, 0.5 } })).Sample(r, 2).ToArray(), "4.720828171768 1.35941661978 2.885248085428 0.7867345868932"),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory, MemberData(nameof(Names))]
    public void First_numbers_are_the_recorded_ones(string name)
    {
        // Thirteen digits: the last ones depend on whether the machine fuses products and sums.
        IEnumerable<string> drawn = Rows[name].Draw(new Philox(42)).Select(v => v.ToString("G13", CultureInfo.InvariantCulture));
        Assert.Equal(Rows[name].Recorded, string.Join(' ', drawn));
    }

    private static byte[] Bytes(Philox random, int count)
    {
        var bytes = new byte[count];
        random.FillBytes(bytes);
        return bytes;
    }

    private static double[] Shuffled(Philox random, int count)
    {
        double[] numbers = [.. Enumerable.Range(0, count)];
        random.Shuffle<double>(numbers);
        return numbers;
    }

    private static double[] Dirichlet(Philox random)
    {
        var point = new double[3];
        random.FillDirichlet([1.0, 2, 0.5], point);
        return point;
    }
}
