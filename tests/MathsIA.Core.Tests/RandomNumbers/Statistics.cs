namespace MathsIA.Tests.RandomNumbers;

/// <summary>Tests of fit. Seeds are fixed, so each either always passes or always fails; the thresholds are those of probability 1e-4.</summary>
internal static class Statistics
{
    /// <summary>Kolmogorov and Smirnov: √n times the largest distance between the empirical and the given distribution function.</summary>
    public static double KolmogorovSmirnov(IEnumerable<double> sample, Func<double, double> cdf)
    {
        double[] x = [.. sample];
        Array.Sort(x);
        double distance = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double f = cdf(x[i]);
            distance = Math.Max(distance, Math.Max(f - (double)i / x.Length, (i + 1.0) / x.Length - f));
        }

        return distance * Math.Sqrt(x.Length);
    }

    /// <summary>Passes unless the distance is one that a right sample exceeds with probability 1e-4 (Kolmogorov's limit law: 2.23).</summary>
    public static void AssertDistributed(IEnumerable<double> sample, Func<double, double> cdf) =>
        Assert.InRange(KolmogorovSmirnov(sample, cdf), 0, 2.23);

    /// <summary>Pearson's statistic of counts against expected counts, in standard deviations (Wilson and Hilferty's cube root): passes below 4.</summary>
    public static void AssertCounts(ReadOnlySpan<int> counts, Func<int, double> expected)
    {
        double sum = 0;
        for (int i = 0; i < counts.Length; i++)
            sum += Math.Pow(counts[i] - expected(i), 2) / expected(i);
        double k = counts.Length - 1;
        double z = (Math.Cbrt(sum / k) - (1 - 2 / (9 * k))) / Math.Sqrt(2 / (9 * k));
        Assert.InRange(z, -4, 4);
    }

    /// <summary>Mean and variance within five standard errors; <paramref name="fourth"/> is the central fourth moment over the squared variance.</summary>
    public static void AssertMoments(IReadOnlyCollection<double> sample, double mean, double variance, double fourth)
    {
        double n = sample.Count, m = sample.Average(), v = sample.Sum(x => (x - mean) * (x - mean)) / n;
        Assert.InRange((m - mean) / Math.Sqrt(variance / n), -5, 5);
        Assert.InRange((v - variance) / (variance * Math.Sqrt((fourth - 1) / n)), -5, 5);
    }

    /// <summary>The correlation of two samples, in standard errors.</summary>
    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double mx = 0, my = 0, xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            mx += x[i] / x.Length;
            my += y[i] / x.Length;
        }

        for (int i = 0; i < x.Length; i++)
        {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }

        return xy / Math.Sqrt(xx * yy) * Math.Sqrt(x.Length);
    }
}
