using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class MarchenkoPasturTests
{
    public static TheoryData<double> Ratios => [0.01, 0.05, 0.25, 0.9, 1, 1.5, 4, 30];

    [Theory, MemberData(nameof(Ratios))]
    public void The_density_integrates_to_the_moments_and_to_the_distribution_function(double ratio)
    {
        var law = new MarchenkoPastur(ratio);
        Assert.Equal(1, law.MassAtZero + Integral(law, law.Upper, _ => 1), 1e-6);
        for (int r = 0; r <= 5; r++)
            Assert.Equal(law.Moment(r), (r == 0 ? law.MassAtZero : 0) + Integral(law, law.Upper, x => Math.Pow(x, r)), 1e-6 * law.Moment(r));
        foreach (double t in (double[])[0.1, 0.3, 0.5, 0.9])
        {
            double at = law.Lower + (t * (law.Upper - law.Lower));
            Assert.Equal(law.MassAtZero + Integral(law, at, _ => 1), law.Cdf(at), 1e-5);
        }

        Assert.Equal(0, law.Cdf(-1));
        Assert.Equal(law.MassAtZero, law.Cdf(law.Lower), 1e-12);
        Assert.Equal(1, law.Cdf(law.Upper));
        Assert.Equal(1, law.Cdf(law.Upper * (1 - 1e-12)), 1e-9);
    }

    [Fact]
    public void Edges_and_moments_are_those_of_the_course()
    {
        Assert.Equal((0.6027864, 1.4972136), Round(new MarchenkoPastur(10 / 200.0)));
        Assert.Equal((0.3754033, 1.9245967), Round(new MarchenkoPastur(30 / 200.0)));
        Assert.Equal((0.25, 2.25), Round(new MarchenkoPastur(50 / 200.0)));
        Assert.Equal([1, 1, 1.5, 1 + 1.5 + 0.25, 1 + 3 + (6 * 0.25) + 0.125], Enumerable.Range(0, 5).Select(r => new MarchenkoPastur(0.5).Moment(r)));

        static (double, double) Round(MarchenkoPastur law) => (Math.Round(law.Lower, 7), Math.Round(law.Upper, 7));
    }

    [Theory, InlineData(10), InlineData(50)]
    public void Eigenvalues_of_gaussian_columns_follow_it(int k)
    {
        Tensor<double> a = Draw.Normal<double>(1, 200, 1000) / Math.Sqrt(200);
        double[] values = RestrictedIsometry.SampleEigenvalues(a, k, 200, new Philox(2)).ToArray();
        var law = new MarchenkoPastur(k / 200.0);
        Assert.Equal(1, values.Average(), 0.02);
        Assert.Equal(law.Moment(2), values.Average(x => x * x), 0.02);
        Array.Sort(values);
        double distance = values.Select((x, i) => Math.Abs(((i + 0.5) / values.Length) - law.Cdf(x))).Max();
        Assert.InRange(distance, 0, 0.05);
    }

    [Fact]
    public void Outside_the_edges_there_is_nothing()
    {
        var law = new MarchenkoPastur(0.25);
        Assert.Equal(0, law.Density(0.2));
        Assert.Equal(0, law.Density(2.3));
        Assert.Equal(0, law.Density(double.NaN));
        Assert.True(double.IsNaN(law.Cdf(double.NaN)));
        Assert.Equal(double.PositiveInfinity, new MarchenkoPastur(1).Density(0));
        Assert.Throws<ArgumentOutOfRangeException>("ratio", () => new MarchenkoPastur(0));
        Assert.Throws<ArgumentOutOfRangeException>("ratio", () => new MarchenkoPastur(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => law.Moment(-1));
    }

    /// <summary>By the midpoint rule in the angle, where the density's square roots at the edges are smooth.</summary>
    private static double Integral(MarchenkoPastur law, double to, Func<double, double> weight)
    {
        const int Nodes = 40_000;
        double middle = (law.Lower + law.Upper) / 2, radius = (law.Upper - law.Lower) / 2;
        double start = Math.Acos(Math.Clamp((to - middle) / radius, -1, 1)), step = (Math.PI - start) / Nodes, sum = 0;
        for (int i = 0; i < Nodes; i++)
        {
            double angle = start + ((i + 0.5) * step), x = middle + (radius * Math.Cos(angle));
            sum += law.Density(x) * weight(x) * radius * Math.Sin(angle) * step;
        }

        return sum;
    }
}
