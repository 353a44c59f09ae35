namespace MathsIA.Optimization.Tests;

/// <summary>What the theory says of stochastic methods, on an overdetermined regression with noise.</summary>
public sealed class StochasticTests
{
    private const int Count = 120;

    private static readonly Problem<double> Regression = Noisy();

    private static Problem<double> Noisy()
    {
        Tensor<double> a = Draw.Normal<double>(11, Count, 5);
        return new("noisy", new LeastSquares<double>(a, Draw.Normal<double>(12, Count)) { IsMean = true }, Tensor.Zeros<double>(5));
    }

    private static double Minimum => Minimize.Run(Regression.Function, new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, Regression.Start, new() { Tolerance = 1e-12, MaxIterations = 5000 }).Objective;

    private static double Excess(IStochasticMethod method, int iterations) =>
        Minimize.Run(Regression.Function, method, Regression.Start, new() { MaxIterations = iterations, Tolerance = 0 }).Trace[^1].Objective - Minimum;

    private static double MeanExcess(Func<Philox, IStochasticMethod> method, int iterations) =>
        Enumerable.Range(0, 20).Average(seed => Excess(method(new Philox(seed)), iterations));

    [Fact]
    public void The_plateau_of_a_fixed_step_grows_with_the_step()
    {
        double large = MeanExcess(random => new Sgd { Schedule = new ConstantSchedule(0.08), Random = random }, 4000);
        double small = MeanExcess(random => new Sgd { Schedule = new ConstantSchedule(0.01), Random = random }, 4000);
        // Proportional, to first order: a factor 8.
        Assert.InRange(large / small, 4, 20);
    }

    [Fact]
    public void A_mini_batch_lowers_the_plateau_by_its_size()
    {
        double one = MeanExcess(random => new Sgd { Schedule = new ConstantSchedule(0.02), Random = random }, 3000);
        double ten = MeanExcess(random => new Sgd { Schedule = new ConstantSchedule(0.02), Random = random, BatchSize = 10 }, 3000);
        Assert.InRange(one / ten, 5, 20);
    }

    [Fact]
    public void Decaying_steps_go_below_the_plateau()
    {
        double plateau = MeanExcess(random => new Sgd { Schedule = new ConstantSchedule(0.05), Random = random }, 8000);
        double decaying = MeanExcess(random => new Sgd { Schedule = new InverseDecay(0.05, 50), Random = random }, 8000);
        Assert.True(decaying < plateau / 5, $"{decaying} against {plateau}");
    }

    [Fact]
    public void Averaging_goes_below_the_points_it_averages()
    {
        IStepSchedule schedule = new InverseSquareRootDecay(0.1, 10);
        double plain = MeanExcess(random => new Sgd { Schedule = schedule, Random = random }, 8000);
        double averaged = MeanExcess(random => new Sgd { Schedule = schedule, Random = random, Average = true }, 8000);
        Assert.True(averaged < plain / 2, $"{averaged} against {plain}");
    }

    [Fact]
    public void The_average_is_that_of_all_points()
    {
        var settings = new Sgd { Schedule = new ConstantSchedule(0.05), Random = new Philox(3) };
        IIteration<double> points = settings.Start(Regression.Function, Regression.Start);
        IIteration<double> average = (settings with { Average = true }).Start(Regression.Function, Regression.Start);
        double[] sum = points.Point.ToArray();
        for (int k = 0; k < 30; k++)
        {
            points.Step();
            average.Step();
            for (int i = 0; i < sum.Length; i++)
                sum[i] += points.Point[i];
        }

        for (int i = 0; i < sum.Length; i++)
            Assert.Equal(sum[i] / 31, average.Point[i], 1e-14);
    }

    [Fact]
    public void Sag_converges_at_least_at_its_linear_rate()
    {
        IFiniteSum<double> f = Regression.Function;
        double mu = f.StrongConvexity!.Value, l = f.TermLipschitzConstant!.Value;
        int iterations = 60 * Count;
        double start = f.Value(Regression.Start) - Minimum;
        double excess = Excess(new Sag { Random = new Philox(1) }, iterations);
        double rate = 1 - Math.Min(mu / (16 * l), 1 / (8.0 * Count));
        // The theorem's constant also holds the spread of the first gradients; a factor 4 covers it here.
        Assert.True(excess <= 4 * start * Math.Pow(rate, iterations), $"{excess}");
        Assert.True(Excess(new Sag { Random = new Philox(1), StepSize = 1 / l }, iterations) < 1e-13);
    }

    [Fact]
    public void A_full_batch_is_gradient_descent_in_expectation()
    {
        Tensor<double> x = Draw.Normal<double>(20, 5), full = Tensor.Zeros<double>(5), mean = Tensor.Zeros<double>(5), one = Tensor.Zeros<double>(5);
        Regression.Function.Gradient(x, full);
        for (int i = 0; i < Count; i++)
        {
            Regression.Function.Gradient(x, [i], one);
            Vectors.AddScaled(mean, 1.0 / Count, one, mean);
        }

        for (int i = 0; i < 5; i++)
            Assert.Equal(full[i], mean[i], 1e-13);
    }

    [Fact]
    public void Draws_are_uniform()
    {
        var sampler = new TermSampler(new Philox(5), 10, 10_000);
        int[] counts = new int[10];
        foreach (int term in sampler.Draw())
            counts[term]++;
        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }
}
