using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

public sealed class NormalDistributionTests
{
    /// <summary>From tests/fixtures/normal.py.</summary>
    public static TheoryData<double, double> Table => new()
    {
        { -38.4, 6.4e-323 },
        { -37.5, 4.605353009581955e-308 },
        { -20.0, 2.7536241186062337e-89 },
        { -10.25, 5.917176907365617e-25 },
        { -6.5, 4.016000583859118e-11 },
        { -5.1, 1.6982674071476014e-07 },
        { -3.0, 0.0013498980316300946 },
        { -1.9, 0.028716559816001807 },
        { -1.2, 0.11506967022170828 },
        { -0.7, 0.24196365222307303 },
        { -0.3, 0.3820885778110474 },
        { -1e-09, 0.49999999960105773 },
        { 0.0, 0.5 },
        { 0.001, 0.500398942213911 },
        { 0.5, 0.6914624612740131 },
        { 1.0, 0.8413447460685429 },
        { 2.3, 0.9892758899783242 },
        { 4.0, 0.9999683287581669 },
        { 8.0, 0.9999999999999993 },
    };

    [Theory, MemberData(nameof(Table))]
    public void The_distribution_function_is_accurate_in_both_tails(double x, double p)
    {
        double ulp = Math.BitIncrement(p) - p;
        Assert.InRange((NormalDistribution.Cdf(x) - p) / ulp, -8, 8);
    }

    [Theory, MemberData(nameof(Table))]
    public void The_quantile_undoes_it(double x, double p)
    {
        // What one unit in the last place of p is worth: the density says.
        double slack = (Math.BitIncrement(p) - p) / NormalDistribution.Density(x) + 1e-15 * Math.Abs(x);
        Assert.InRange(NormalDistribution.Quantile(p), x - slack, x + slack);
    }

    [Fact]
    public void Quantile_and_distribution_function_are_inverse_everywhere()
    {
        for (double e = -1073; e < -1.1; e += 0.37)
        {
            double p = Math.Pow(2, e), x = NormalDistribution.Quantile(p);
            // An error of a few units in x changes p by that times x² relatively.
            Assert.InRange(NormalDistribution.Cdf(x) / p, 1 - 2e-15 * (1 + x * x) - 2 * double.Epsilon / p, 1 + 2e-15 * (1 + x * x) + 2 * double.Epsilon / p);
            Assert.Equal(-x, NormalDistribution.Quantile(1 - p) is var y && p > 1e-3 ? y : -x, 1e-12);
        }
    }

    [Fact]
    public void The_density_is_the_slope()
    {
        for (double x = -6; x < 6; x += 0.171)
        {
            double h = 1e-4, slope = (NormalDistribution.Cdf(-Math.Abs(x) + h) - NormalDistribution.Cdf(-Math.Abs(x) - h)) / (2 * h);
            Assert.Equal(1, slope / NormalDistribution.Density(x), 1e-6);
        }
    }

    [Fact]
    public void Ends_and_wrong_arguments()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Quantile(1));
        Assert.Equal(0, NormalDistribution.Quantile(0.5));
        Assert.Equal(0, NormalDistribution.Cdf(double.NegativeInfinity));
        Assert.Equal(1, NormalDistribution.Cdf(double.PositiveInfinity));
        Assert.Equal(0, NormalDistribution.Density(double.PositiveInfinity));
        Assert.True(double.IsNaN(NormalDistribution.Cdf(double.NaN)));
        Assert.True(double.IsNaN(NormalDistribution.Density(double.NaN)));
        Assert.True(double.IsNaN(NormalDistribution.Quantile(double.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>("p", () => NormalDistribution.Quantile(1.5));
    }
}
