using MathsIA.RandomNumbers;

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
        Tensor<double> solution = Minimize.Run(f, new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, Regression.Start, new() { Tolerance = 1e-12, MaxIterations = 5000 }).Value;
        Tensor<double> gradient = Tensor.Zeros<double>(5);
        double spread = 0;
        for (int i = 0; i < Count; i++)
        {
            f.Gradient(solution, [i], gradient);
            spread += Vectors.Dot(gradient, gradient) / Count;
        }

        // Schmidt, Le Roux and Bach 2017, theorem 1, for a table of zeros; it holds in expectation, so for the mean of runs.
        double constant = f.Value(Regression.Start) - f.Value(solution) + (4 * l / Count * Vectors.Dot(solution, solution)) + (spread / (16 * l));
        double rate = 1 - Math.Min(mu / (16 * l), 1 / (8.0 * Count));
        foreach (int passes in (int[])[10, 50, 200])
            Assert.True(MeanExcess(random => new Sag { Random = random }, passes * Count) <= constant * Math.Pow(rate, passes * Count), $"{passes} passes");
    }

    [Fact]
    public void Saga_converges_at_least_at_its_linear_rate()
    {
        (IFiniteSum<double> f, Tensor<double> solution, double mu, double l) = Known();
        // Defazio, Bach and Lacoste-Julien 2014, theorem 1 and its corollary for γ = 1/(3L): E‖x_k − x*‖² ≤ ρᵏ T/c with ρ = 1 − min(1/(4n), μ/(3L)), c = 1/(2γ(1 − γμ)n). The
        // gradients of a table of zeros are met where each residual is 0, which makes T = f(x*) + c‖x_0 − x*‖².
        double c = 3 * l / (2 * (1 - (mu / (3 * l))) * Count), rate = 1 - Math.Min(1 / (4.0 * Count), mu / (3 * l));
        double constant = (f.Value(solution) / c) + Vectors.Dot(solution, solution);
        foreach (int passes in (int[])[1, 10, 50])
            Assert.True(MeanSquare(random => new Saga { Random = random }, passes * Count, solution, 20) <= constant * Math.Pow(rate, passes * Count), $"{passes} passes");
    }

    [Fact]
    public void Svrg_shrinks_by_its_factor_in_each_round()
    {
        (IFiniteSum<double> f, Tensor<double> solution, double mu, double l) = Known();
        // With the last point as the next snapshot, E‖x̃_r − x*‖² ≤ ((1 − 2ημ(1 − ηL))^m + 4ηL²/(μ(1 − ηL)))^r ‖x̃_0 − x*‖² (Tan, Ma, Dai and Qian, NIPS 2016, lemma 1).
        double step = mu / (16 * l * l), shrink = 1 - (step * l);
        int round = (int)(2 / (step * mu));
        double factor = Math.Pow(1 - (2 * step * mu * shrink), round) + (4 * step * l * l / (mu * shrink));
        Assert.InRange(factor, 0.1, 0.5);
        for (int rounds = 1; rounds <= 2; rounds++)
            Assert.True(MeanSquare(random => new Svrg { Random = random, StepSize = step, RoundLength = round }, rounds * round, solution, 3) <= Math.Pow(factor, rounds) * Vectors.Dot(solution, solution), $"{rounds} rounds");
    }

    /// <summary>The regression with its solution and its constants.</summary>
    private static (IFiniteSum<double> Function, Tensor<double> Solution, double StrongConvexity, double TermLipschitz) Known()
    {
        IFiniteSum<double> f = Regression.Function;
        Tensor<double> solution = Minimize.Run(f, new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, Regression.Start, new() { Tolerance = 1e-12, MaxIterations = 5000 }).Value;
        return (f, solution, f.StrongConvexity!.Value, f.TermLipschitzConstant!.Value);
    }

    /// <summary>The mean of ‖x − x*‖² after some steps from 0, over seeds.</summary>
    private static double MeanSquare(Func<Philox, IStochasticMethod> method, int iterations, Tensor<double> solution, int seeds) => Enumerable.Range(0, seeds).Average(seed =>
    {
        IIteration<double> iteration = method(new Philox(seed)).Start(Regression.Function, Regression.Start);
        for (int k = 0; k < iterations; k++)
            iteration.Step();
        return Distances.Square<double>(iteration.Point.AsSpan(), solution.AsSpan());
    });

    [Fact]
    public void Sag_with_a_long_step_reaches_rounding()
    {
        double step = 1 / Regression.Function.TermLipschitzConstant!.Value;
        Assert.InRange(Math.Abs(Excess(new Sag { Random = new Philox(1), StepSize = step }, 200 * Count)), 0, 1e-14);
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
        int[] counts = new int[10];
        foreach (int term in new TermSampler(new Philox(5), 10, 10_000).Draw())
            counts[term]++;
        // Five standard deviations of a binomial with 10 000 draws and probability 1/10.
        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }
}
