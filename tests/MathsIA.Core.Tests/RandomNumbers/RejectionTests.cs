using MathNet.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

/// <summary>Gamma, beta, Dirichlet.</summary>
public sealed class RejectionTests
{
    private const int Sample = 15_000;

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.5, 2)]
    [InlineData(1, 1)]
    [InlineData(1.5, 0.1)]
    [InlineData(40, 3)]
    [InlineData(2000, 1)]
    public void Gamma_fits(double shape, double scale)
    {
        double[] x = new Philox(1).Gamma<double>([Sample], shape, scale).ToArray();
        Statistics.AssertDistributed(x, v => GammaCdf(shape, v / scale));
        Statistics.AssertMoments(x, shape * scale, shape * scale * scale, 3 + 6 / shape);
    }

    [Theory]
    [InlineData(0.2, 0.3)]
    [InlineData(0.5, 4)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(300, 0.7)]
    public void Beta_fits(double a, double b)
    {
        double[] x = new Philox(2).Beta<double>([Sample], a, b).ToArray();
        Statistics.AssertDistributed(x, v => SpecialFunctions.BetaRegularized(a, b, v));
    }

    [Fact]
    public void Tiny_parameters_give_zero_or_one_and_never_NaN()
    {
        var rng = new Philox(3);
        int ones = 0;
        for (int i = 0; i < 2000; i++)
        {
            double x = rng.NextBeta(1e-4, 1e-4);
            Assert.InRange(x, 0, 1);
            ones += x > 0.5 ? 1 : 0;
            Assert.InRange(rng.NextGamma(1e-9), 0, 1e300);
        }

        Assert.InRange(ones, 900, 1100);
        double[] simplex = new double[5];
        for (int i = 0; i < 200; i++)
        {
            rng.FillDirichlet([1e-5, 1e-5, 1e-5, 1e-5, 1e-5], simplex.AsSpan());
            Assert.Equal(1, simplex.Sum(), 1e-12);
            Assert.True(simplex.Max() > 0.5);
        }
    }

    [Fact]
    public void Dirichlet_coordinates_are_beta()
    {
        var rng = new Philox(4);
        double[] x = new double[3], first = new double[Sample], second = new double[Sample];
        for (int i = 0; i < Sample; i++)
        {
            rng.FillDirichlet([0.7, 2, 3.5], x.AsSpan());
            (first[i], second[i]) = (x[0], x[1]);
            Assert.Equal(1, x.Sum(), 1e-12);
        }

        Statistics.AssertDistributed(first, v => SpecialFunctions.BetaRegularized(0.7, 5.5, v));
        Statistics.AssertDistributed(second, v => SpecialFunctions.BetaRegularized(2, 4.2, v));
    }

    [Fact]
    public void Single_precision_is_double_precision_rounded()
    {
        double[] twice = new Philox(5).Gamma<double>([100], 2.5).ToArray();
        Assert.Equal(twice.Select(v => (float)v), new Philox(5).Gamma<float>([100], 2.5).ToArray());
        Assert.Equal(new Philox(5).NextGamma(2.5), twice[0]);
    }

    /// <summary>Recorded: streams are stable across versions.</summary>
    [Fact]
    public void First_numbers_are_the_recorded_ones()
    {
        Assert.SkipUnless(MathsIAInfo.HasFusedMultiplyAdd, "Recorded on a machine with fused multiply-add.");
        var rng = new Philox(42);
        double[] drawn = [rng.NextGamma(3), rng.NextGamma(0.5), rng.NextBeta(2, 3), rng.NextBeta(0.5, 0.5)];
        Assert.Equal(Recorded, drawn);
    }

    [Fact]
    public void Wrong_parameters_are_refused()
    {
        var rng = new Philox(6);
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => rng.NextGamma(0));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => rng.Gamma<float>([2], 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("a", () => rng.NextBeta(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("b", () => rng.Beta<float>([2], 1, double.PositiveInfinity));
        Assert.Throws<ShapeMismatchException>("destination", () => rng.FillDirichlet<double>([1.0, 1], new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>("concentrations", () => rng.FillDirichlet<double>([1.0, 0], new double[2]));
        Assert.Equal(0ul, rng.Position);
    }

    private static readonly double[] Recorded = [7.0044666644897839, 1.0876593190217847, 0.1468916905932007, 0.032085292788667591];

    /// <summary>The first term of the series near zero, where Math.NET returns 0.</summary>
    private static double GammaCdf(double shape, double x) =>
        x < 1e-12 ? Math.Pow(x, shape) / SpecialFunctions.Gamma(shape + 1) : SpecialFunctions.GammaLowerRegularized(shape, x);
}
