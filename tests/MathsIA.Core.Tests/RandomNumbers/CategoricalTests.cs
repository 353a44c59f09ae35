using CsCheck;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

public sealed class CategoricalTests
{
    private static readonly double[] Weights = [3, 0, 1, 0.5, 0, 7, 2.5, 0];

    [Fact]
    public void Every_route_draws_in_proportion_to_the_weights()
    {
        const int n = 60_000;
        var rng = new Philox(1);
        double[] logs = [.. Weights.Select(w => Math.Log(w) - 800)];
        Check(new CategoricalTable(Weights).Sample(rng, n).ToArray());
        Check(CategoricalTable.FromLogWeights(logs).Sample(rng, n).ToArray());
        int[] single = new int[n];
        for (int i = 0; i < n; i++)
            single[i] = rng.NextCategorical(Weights);
        Check(single);
        Tensor<double> row = Tensor.From(logs).Reshape(1, logs.Length);
        Check(rng.Categorical(row.BroadcastTo([n, logs.Length])).ToArray());

        static void Check(int[] drawn)
        {
            int[] counts = new int[Weights.Length];
            foreach (int i in drawn)
                counts[i]++;
            for (int i = 0; i < counts.Length; i++)
                Assert.Equal(Weights[i] == 0, counts[i] == 0);
            int[] kept = [.. Enumerable.Range(0, counts.Length).Where(i => Weights[i] > 0)];
            Statistics.AssertCounts(kept.Select(i => counts[i]).ToArray(), i => n * Weights[kept[i]] / Weights.Sum());
        }
    }

    /// <summary>Summed over its columns, the table gives back the weights exactly: no sampling error hides a mistake.</summary>
    [Fact]
    public void A_table_holds_exactly_the_weights() =>
        Gen.Double[0, 1].Select(x => x < 0.2 ? 0 : Math.Exp(20 * (x - 0.5))).Array[1, 40].Where(w => w.Any(x => x > 0)).Sample(
            weights =>
            {
                double[] share = new CategoricalTable(weights).Shares();
                double sum = weights.Sum();
                for (int i = 0; i < weights.Length; i++)
                {
                    if (weights[i] == 0 ? share[i] != 0 : Math.Abs(share[i] - weights[i] / sum) > 1e-14)
                        return false;
                }

                return true;
            },
            seed: "0000KOIPe036", iter: 500);

    [Fact]
    public void Weights_of_any_magnitude_work()
    {
        var rng = new Philox(2);
        foreach (double scale in (double[])[1e-320, 1e-300, 1e307])
        {
            double[] weights = [scale, 0, scale];
            int[] drawn = new CategoricalTable(weights).Sample(rng, 1000).ToArray();
            Assert.InRange(drawn.Count(i => i == 0), 400, 600);
            Assert.InRange(Enumerable.Range(0, 1000).Count(_ => rng.NextCategorical(weights) == 2), 400, 600);
        }
    }

    [Fact]
    public void Weighted_choice_takes_one_after_another()
    {
        const int n = 30_000;
        var rng = new Philox(3);
        double[] weights = [1, 2, 0, 3];
        var counts = new Dictionary<(int, int), int>();
        for (int i = 0; i < n; i++)
        {
            Tensor<int> pair = rng.Choice(weights, 2);
            counts[(pair[0], pair[1])] = counts.GetValueOrDefault((pair[0], pair[1])) + 1;
        }

        (int First, int Second)[] pairs = [.. counts.Keys.Order()];
        Assert.Equal(6, pairs.Length);
        Statistics.AssertCounts(pairs.Select(p => counts[p]).ToArray(), i => n * weights[pairs[i].First] / 6 * weights[pairs[i].Second] / (6 - weights[pairs[i].First]));
        Assert.Equal([0, 1, 3], rng.Choice([1e-320, 1, 0, 1e300], 3).ToArray().Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Certain_outcomes_are_certain(double probability)
    {
        var rng = new Philox(4);
        Assert.All(rng.Bernoulli([2000], probability).ToArray(), v => Assert.Equal(probability == 1, v));
        Assert.Equal(probability == 1, rng.NextBernoulli(probability));
    }

    [Fact]
    public void Bernoulli_fits_and_a_fill_is_what_single_draws_give()
    {
        const int n = 100_001;
        Philox fill = new(5), single = new(5), mask = new(5);
        bool[] drawn = fill.Bernoulli([n], 0.3).ToArray();
        Assert.InRange((drawn.Count(v => v) - 0.3 * n) / Math.Sqrt(0.21 * n), -4, 4);
        foreach (bool v in drawn)
            Assert.Equal(single.NextBernoulli(0.3), v);
        Assert.Equal(single.State, fill.State);
        float[] weights = new float[n];
        mask.FillBernoulli(weights, 0.3, 2.5f);
        Assert.Equal(drawn.Select(v => v ? 2.5f : 0), weights);
    }

    [Fact]
    public void Wrong_weights_are_refused()
    {
        var rng = new Philox(6);
        Assert.Throws<ArgumentException>("weights", () => new CategoricalTable([]));
        Assert.Throws<ArgumentException>("weights", () => rng.NextCategorical([0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => new CategoricalTable([1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => rng.NextCategorical([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => rng.Choice([1.0, 0, 1], 3));
        Assert.Throws<ArgumentException>("logWeights", () => CategoricalTable.FromLogWeights([double.NegativeInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>("logWeights", () => CategoricalTable.FromLogWeights([double.NaN, 0]));
        Assert.Throws<ArgumentException>("logits", () => rng.Categorical(Tensor.From([0f, float.NaN])));
        Assert.Throws<ArgumentException>("logits", () => rng.Categorical(Tensor.From([float.NegativeInfinity])));
        Assert.Throws<ShapeMismatchException>("logits", () => rng.Categorical(Tensor.Zeros<float>(3, 0)));
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => rng.NextBernoulli(double.NaN));
        Assert.Throws<ArgumentNullException>("random", () => new CategoricalTable([1]).Next(null!));
    }
}
