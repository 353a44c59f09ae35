using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class PhaseTransitionTests
{
    public static TheoryData<double> Deltas => [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1];

    [Theory, MemberData(nameof(Deltas))]
    public void The_threshold_inverts_the_statistical_dimension(double delta)
    {
        double rho = PhaseTransition.WeakThreshold(delta);
        Assert.InRange(rho, 0, 1);
        Assert.Equal(delta, PhaseTransition.StatisticalDimension(rho * delta), 1e-11);
    }

    [Fact]
    public void It_is_the_maximum_it_is_defined_by()
    {
        foreach (double delta in (double[])[0.05, 0.25, 0.5, 0.8])
        {
            double best = 0;
            for (double z = 0; z < 6; z += 1e-4)
            {
                double tail = PhaseTransition.Tail(z);
                best = Math.Max(best, (1 - (tail / delta)) / (1 + (z * z) - tail));
            }

            Assert.Equal(best, PhaseTransition.WeakThreshold(delta), 1e-8);
        }
    }

    [Fact]
    public void It_passes_through_known_points()
    {
        // tests/fixtures/phase_transition.py, which integrates and minimizes numerically.
        Assert.Equal(0.1894293678, PhaseTransition.WeakThreshold(0.1), 1e-8);
        Assert.Equal(0.3856896662, PhaseTransition.WeakThreshold(0.5), 1e-8);
        Assert.Equal(0.6781693781, PhaseTransition.WeakThreshold(0.9), 1e-8);
        // As δ → 0, ρ* ~ 1 / (2 log(1/δ)), approached slowly.
        Assert.InRange(PhaseTransition.WeakThreshold(1e-9) * 2 * Math.Log(1e9), 0.8, 1.2);
        Assert.Equal((0, 1), (PhaseTransition.StatisticalDimension(0), PhaseTransition.StatisticalDimension(1)));
    }

    [Fact]
    public void State_evolution_vanishes_just_below_the_threshold_and_not_above()
    {
        foreach (double delta in (double[])[0.2, 0.5, 0.8])
        {
            double rho = PhaseTransition.WeakThreshold(delta), alpha = PhaseTransition.MinimaxThreshold(delta);
            // The least favourable signal: amplitudes far above the noise.
            double After(double factor) => StateEvolution.MeanSquaredErrors(SparsePrior.Signs(factor * rho * delta, 1e6), delta, 0, alpha, 2000)[^1] / (factor * rho * delta * 1e12);
            Assert.InRange(After(0.97), 0, 1e-8);
            Assert.InRange(After(1.03), 1e-12, 1);
            Assert.True(After(1.03) > 1e3 * After(0.97));
        }
    }

    [Fact]
    public void Message_passing_follows_its_state_evolution()
    {
        const int Rows = 1000, Columns = 2000;
        foreach (SparsePrior prior in (SparsePrior[])[SparsePrior.Signs(0.1), SparsePrior.Gaussian(0.1, 2)])
        {
            var random = new Philox(3);
            Tensor<double> a = random.Split("sensing").Normal<double>(Rows, Columns) / Math.Sqrt(Rows), x = Tensor.Zeros<double>(Columns);
            int[] support = random.Split("support").Choice(Columns, Columns / 10).ToArray();
            foreach (int j in support)
                x[j] = prior.Variance > 0.2 ? random.NextNormal<double>(0, 2) : j % 2 == 0 ? 1 : -1;
            Tensor<double> y = a.MatMul(x) + random.Split("noise").Normal<double>([Rows], 0, 0.1);
            double alpha = 1.5;
            IReadOnlyList<double> predicted = StateEvolution.MeanSquaredErrors(prior, 0.5, 0.01, alpha, 12);
            IIteration<double> iteration = new ApproximateMessagePassing { ThresholdFactor = alpha }.Start(new MatrixAtoms<double>(a, null), y);
            for (int t = 1; t <= 12; t++)
            {
                iteration.Step();
                double measured = Math.Pow((iteration.Point - x).Norm(), 2) / Columns;
                Assert.Equal(1, measured / predicted[t], 0.15);
            }
        }
    }

    [Fact]
    public void The_error_of_soft_thresholding_is_its_expectation()
    {
        var random = new Philox(4);
        double[] noise = random.Normal<double>(50_000).ToArray(), values = random.Normal<double>(50_000).ToArray();
        foreach ((SparsePrior prior, bool gaussian) in ((SparsePrior, bool)[])[(SparsePrior.Signs(1, 1.7), false), (SparsePrior.Gaussian(1, 1.7), true), (SparsePrior.Signs(0.3), false), (SparsePrior.Gaussian(0.3), true)])
        {
            foreach ((double tau, double alpha) in ((double, double)[])[(0.5, 1.2), (2, 0.4), (1, 3)])
            {
                double scale = Math.Sqrt(prior.Variance / prior.Density), sum = 0, zeros = 0;
                for (int i = 0; i < noise.Length; i++)
                {
                    double x = scale * (gaussian ? values[i] : 1);
                    sum += Math.Pow(Soft(x + (tau * noise[i]), alpha * tau) - x, 2);
                    zeros += Math.Pow(Soft(tau * noise[i], alpha * tau), 2);
                }

                double expected = ((prior.Density * sum) + ((1 - prior.Density) * zeros)) / noise.Length;
                Assert.Equal(1, prior.SoftThresholdError(tau, alpha) / expected, 0.05);
            }
        }

        Assert.Equal(0, SparsePrior.Signs(0.2).SoftThresholdError(0, 1));
        Assert.Equal(1, SparsePrior.Signs(0.2).SoftThresholdError(1, 0), 1e-12);

        static double Soft(double x, double threshold) => Math.CopySign(Math.Max(0, Math.Abs(x) - threshold), x);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        foreach (double wrong in (double[])[0, -0.1, 1.1, double.NaN])
        {
            Assert.Throws<ArgumentOutOfRangeException>("delta", () => PhaseTransition.MinimaxThreshold(wrong));
            if (wrong != 0)
            {
                Assert.Throws<ArgumentOutOfRangeException>("sparsity", () => PhaseTransition.StatisticalDimension(wrong));
                Assert.Throws<ArgumentOutOfRangeException>("density", () => SparsePrior.Signs(wrong));
            }
        }

        SparsePrior prior = SparsePrior.Signs(0.1);
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => SparsePrior.Gaussian(0.1, 0));
        Assert.Throws<ArgumentNullException>("prior", () => StateEvolution.MeanSquaredErrors(null!, 0.5, 0, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("delta", () => StateEvolution.MeanSquaredErrors(prior, 0, 0, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("noiseVariance", () => StateEvolution.MeanSquaredErrors(prior, 0.5, -1, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("thresholdFactor", () => StateEvolution.MeanSquaredErrors(prior, 0.5, 0, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => StateEvolution.MeanSquaredErrors(prior, 0.5, 0, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("thresholdFactor", () => prior.SoftThresholdError(1, double.NaN));
    }
}
