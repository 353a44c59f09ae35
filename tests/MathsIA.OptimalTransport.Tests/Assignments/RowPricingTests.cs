namespace MathsIA.OptimalTransport.Tests;

/// <summary>The kernels of the exact solvers against plain loops, at every length round a vector's.</summary>
public class RowPricingTests
{
    public static TheoryData<int> Lengths => [1, 2, 7, 8, 9, 15, 16, 17, 23, 24, 31, 33, 100];

    [Theory, MemberData(nameof(Lengths))]
    public void The_two_least_and_the_first_of_equals(int length)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            // Few levels: ties; some forbidden.
            double[] costs = [.. Problems.Uniform(length, seed).Select(u => u < 0.1 ? double.PositiveInfinity : Math.Floor(u * 6))], prices = [.. Problems.Uniform(length, seed + 99).Select(u => Math.Floor(u * 2))];
            (double Value, int At)[] sorted = [.. costs.Zip(prices, (c, v) => c - v).Select((value, at) => (value, at)).OrderBy(pair => pair).Where(pair => double.IsFinite(pair.value))];
            (double least, int at, double second, int secondAt) = RowPricing.TwoLeast(costs, prices);
            Assert.Equal(sorted.Length > 0 ? sorted[0].Value : double.PositiveInfinity, least);
            Assert.Equal(sorted.Length > 1 ? sorted[1].Value : double.PositiveInfinity, second);
            if (sorted.Length > 0)
                Assert.Equal(sorted[0].At, at);
            if (sorted.Length > 1)
                Assert.Equal(sorted[1].Value, costs[secondAt] - prices[secondAt]);
            Assert.True(sorted.Length < 2 || at != secondAt);
            if (sorted.Length > 0)
            {
                Assert.Equal(least, LeastDifference.Value(costs, prices));
                Assert.Equal(at, LeastDifference.Find(costs, prices, least));
            }

            (double largest, bool infinite) = CostMagnitudes.Look(costs);
            Assert.Equal(costs.Where(double.IsFinite).Append(0).Max(), largest);
            Assert.Equal(costs.Any(double.IsInfinity), infinite);
            Assert.Equal(costs.Count(cost => cost >= 3), CostMagnitudes.CountFrom(costs, 3));
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Distances_are_shortened_and_columns_lowered(int length)
    {
        double[] costs = Problems.Uniform(length, 1), prices = Problems.Uniform(length, 2), distances = Problems.Uniform(length, 3), by = new double[length];
        prices[length / 2] = double.NegativeInfinity;
        distances[length / 2] = double.PositiveInfinity;
        double[] expected = [.. Enumerable.Range(0, length).Select(j => Math.Min(distances[j], costs[j] - prices[j] - 0.1))], expectedBy = [.. Enumerable.Range(0, length).Select(j => costs[j] - prices[j] - 0.1 < distances[j] ? 5.0 : 0)];
        (double least, int at) = RowPricing.Relax(costs, prices, 0.1, 5, distances, by);
        Assert.Equal(expected, distances);
        Assert.Equal(expectedBy, by);
        Assert.Equal(expected.Min(), least);
        Assert.Equal(double.IsFinite(least) ? Array.IndexOf(expected, least) : -1, at);
        double[] lowest = Problems.Uniform(length, 7), rows = new double[length], lowered = [.. lowest.Zip(costs, Math.Min)];
        double[] changed = [.. Enumerable.Range(0, length).Select(j => costs[j] < lowest[j] ? 3.0 : 0)];
        RowPricing.LowerColumns(costs, 3, lowest, rows);
        Assert.Equal(lowered, lowest);
        Assert.Equal(changed, rows);
    }
}
