using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests.Proximal;

public sealed class SimplexThresholdTests
{
    public static TheoryData<string> Kinds => ["uniform", "rising", "falling", "constant", "outlier", "far", "few values", "tiny"];

    [Theory, MemberData(nameof(Kinds))]
    public void The_threshold_is_that_of_the_sorted_elements(string kind)
    {
        foreach (int n in new[] { 1, 2, 7, 8, 9, 40, 511, 512, 513, 1025, 4000 })
        {
            foreach (double radius in new[] { 1e-3, 1, 30, 1e5 })
            {
                double[] x = Vector(kind, n);
                Check(x, radius, magnitudes: false);
                Check(x, radius, magnitudes: true);
                Check([.. x.Select(v => (float)v)], radius, magnitudes: false);
                Check([.. x.Select(v => (float)v)], radius, magnitudes: true);
            }
        }
    }

    [Fact]
    public void Elements_at_minus_infinity_are_left_out()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? double.NegativeInfinity : 0.01 * i)];
        Assert.Equal(Sorted([.. x.Where(double.IsFinite)], 1), SimplexThreshold.Offset<double>(x, 0.98, 1, magnitudes: false), 1e-14);
    }

    private static void Check<T>(T[] x, double radius, bool magnitudes) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] values = magnitudes ? [.. x.Select(T.Abs)] : x;
        double expected = Sorted([.. values.Select(double.CreateChecked)], radius);
        double found = SimplexThreshold.Offset<T>(x, values.Max(), radius, magnitudes);
        Assert.Equal(expected, found, 1e-13 * (Math.Abs(expected) + (radius / x.Length)));
    }

    /// <summary>The naive twin: with the elements in falling order, the largest of the means of the first ones.</summary>
    private static double Sorted(double[] values, double radius)
    {
        double top = values.Max(), sum = 0, best = double.NegativeInfinity;
        int count = 0;
        foreach (double value in values.OrderDescending())
        {
            sum += value - top;
            best = Math.Max(best, (sum - radius) / ++count);
        }

        return best;
    }

    private static double[] Vector(string kind, int n)
    {
        var random = new Philox(6);
        return [.. Enumerable.Range(0, n).Select(i => kind switch
        {
            "uniform" => (2 * random.NextDouble()) - 1,
            "rising" => (double)i / n,
            "falling" => 1 - ((double)i / n),
            "constant" => 0.7,
            "outlier" => i == n / 2 ? 100 : random.NextDouble(),
            "far" => 4096 + random.NextDouble(),
            "few values" => Math.Floor(4 * random.NextDouble()),
            _ => 1e-6 * random.NextDouble(),
        })];
    }
}
