namespace MathsIA.OptimalTransport.Tests;

public class MarginalPenaltyTests
{
    public static TheoryData<IMarginalPenalty> All => [new EqualityConstraint(), new KullbackLeiblerPenalty(0.7), new TotalVariationPenalty(0.7), new RangeConstraint(0.5, 1.5), new RangeConstraint(0, 1)];

    [Theory, MemberData(nameof(All))]
    public void The_dual_is_the_conjugate(IMarginalPenalty penalty)
    {
        double[] ratios = [.. Enumerable.Range(0, 60_001).Select(k => k / 2000.0)];
        foreach (double f in new[] { -0.69, -0.3, 0, 0.2, 0.69, 1.5 })
        {
            // ψ(f) = inf over r of φ(r) + f r.
            double expected = ratios.Where(r => penalty.Nearest(r) == r).Min(r => penalty.Value(r) + (f * r));
            Assert.Equal(expected, penalty.DualValue(f), 1e-6);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Ratios_are_the_slopes_of_the_dual(IMarginalPenalty penalty)
    {
        foreach (double f in new[] { -0.65, -0.3, 0, 0.2, 0.7, 1.5 })
        {
            (double smallest, double largest) = penalty.Ratios(f);
            Assert.Equal(smallest, (penalty.DualValue(f + 1e-7) - penalty.DualValue(f)) / 1e-7, 1e-5);
            Assert.Equal(largest, (penalty.DualValue(f) - penalty.DualValue(f - 1e-7)) / 1e-7, 1e-5);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void The_potential_is_the_best(IMarginalPenalty penalty)
    {
        foreach (double s in new[] { -2, -0.5, -0.01, 0, 0.01, 0.4, 3 })
        {
            const double Epsilon = 0.2;
            double best = penalty.Potential(s, Epsilon);
            double Objective(double f) => penalty.DualValue(f) - (Epsilon * Math.Exp((f - s) / Epsilon));
            foreach (double step in new[] { 1e-3, 1e-2, 0.1 })
            {
                Assert.True(Objective(best) >= Objective(best + step));
                Assert.True(Objective(best) >= Objective(best - step));
            }
        }
    }

    [Fact]
    public void Strengths_must_be_positive_and_ranges_hold_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Strength", () => new KullbackLeiblerPenalty(0));
        Assert.Throws<ArgumentOutOfRangeException>("Strength", () => new TotalVariationPenalty(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("Smallest", () => new RangeConstraint(1.1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("Largest", () => new RangeConstraint(0, 0.9));
    }
}
