namespace MathsIA.Optimization.Tests;

/// <summary>The theorems that the documentation quotes, on problems where they are tight or nearly so.</summary>
public sealed class RateTests
{
    private const int Dimension = 101;

    /// <summary>Nesterov's worst function in the world, <c>1/4 (½ ⟨T x, x⟩ − x_1)</c> with the second-difference matrix T, whose
    /// gradient is 1-Lipschitz (Nesterov 2018, section 2.1.2).</summary>
    private static (Quadratic<double> Function, double Minimum, double SquaredDistance) Worst(int dimension)
    {
        Tensor<double> matrix = Tensor.Zeros<double>(dimension, dimension), linear = Tensor.Zeros<double>(dimension);
        double distance = 0;
        for (int i = 0; i < dimension; i++)
        {
            matrix[i, i] = 0.5;
            if (i + 1 < dimension)
                matrix[i, i + 1] = matrix[i + 1, i] = -0.25;
            distance += Math.Pow(1 - ((i + 1) / (dimension + 1.0)), 2);
        }

        linear[0] = 0.25;
        return (new Quadratic<double>(matrix, linear), -0.125 * (1 - (1 / (dimension + 1.0))), distance);
    }

    private static IReadOnlyList<TracePoint> Trace(ISmoothMethod method, ISmoothFunction<double> function, int dimension, int iterations) =>
        Minimize.Run(function, method, Tensor.Zeros<double>(dimension), new() { MaxIterations = iterations, Tolerance = 0 }).Trace;

    [Fact]
    public void Gradient_descent_keeps_its_bound_on_the_worst_function()
    {
        (Quadratic<double> f, double minimum, double distance) = Worst(Dimension);
        foreach (TracePoint point in Trace(new GradientDescent { Step = new FixedStep(1) }, f, Dimension, 1000).Skip(1))
            Assert.True(point.Objective - minimum <= distance / (2 * point.Iteration), $"iteration {point.Iteration}");
    }

    [Fact]
    public void Nesterov_keeps_its_bound_on_the_worst_function()
    {
        (Quadratic<double> f, double minimum, double distance) = Worst(Dimension);
        foreach (TracePoint point in Trace(new Nesterov { StepSize = 1 }, f, Dimension, 1000).Skip(1))
            Assert.True(point.Objective - minimum <= 2 * distance / Math.Pow(point.Iteration + 1, 2), $"iteration {point.Iteration}");
    }

    public static TheoryData<string> Methods => [.. Method.All.Where(method => method.Smooth is not null and not Newton and not NewtonConjugateGradient).Select(method => method.Name)];

    /// <summary>After k steps on the function of dimension 2k + 1, no first-order method is closer than
    /// 3L ‖x_0 − x*‖² / (32 (k + 1)²) (Nesterov 2018, theorem 2.1.7).</summary>
    [Theory, MemberData(nameof(Methods))]
    public void No_method_beats_the_lower_bound(string method)
    {
        foreach (int k in (int[])[1, 5, 20, 50])
        {
            (Quadratic<double> f, double minimum, double distance) = Worst((2 * k) + 1);
            TracePoint last = Trace(Method.Named(method).Smooth!, f, (2 * k) + 1, k)[^1];
            Assert.True(last.Objective - minimum >= 3 * distance / (32 * Math.Pow(k + 1, 2)), $"after {k} steps");
        }
    }

    [Fact]
    public void Nesterov_is_faster_than_gradient_descent_on_the_worst_function()
    {
        (Quadratic<double> f, double minimum, _) = Worst(Dimension);
        double plain = Trace(new GradientDescent(), f, Dimension, 200)[^1].Objective - minimum;
        double accelerated = Trace(new Nesterov(), f, Dimension, 200)[^1].Objective - minimum;
        Assert.True(accelerated < plain / 5, $"{accelerated} against {plain}");
    }

    /// <summary>A diagonal quadratic with eigenvalues from 1 to κ: on it the linear rates are attained.</summary>
    private static Quadratic<double> Diagonal(double kappa, int dimension = 20)
    {
        Tensor<double> matrix = Tensor.Zeros<double>(dimension, dimension);
        for (int i = 0; i < dimension; i++)
            matrix[i, i] = 1 + ((kappa - 1) * i / (dimension - 1));
        return new Quadratic<double>(matrix, Tensor.Ones<double>(dimension));
    }

    private static double MeasuredRate(ISmoothMethod method, double kappa, int skip, int count)
    {
        Quadratic<double> f = Diagonal(kappa);
        IIteration<double> iteration = method.Start(f, Tensor.Zeros<double>(20));
        double Distance()
        {
            double sum = 0;
            for (int i = 0; i < 20; i++)
                sum += Math.Pow(iteration.Point[i] - (1 / (1 + ((kappa - 1) * i / 19))), 2);
            return Math.Sqrt(sum);
        }

        for (int k = 0; k < skip; k++)
            iteration.Step();
        double start = Distance();
        for (int k = 0; k < count; k++)
            iteration.Step();
        return Math.Pow(Distance() / start, 1.0 / count);
    }

    [Theory]
    [InlineData(2, 12)]
    [InlineData(10, 60)]
    [InlineData(100, 400)]
    public void Optimal_step_contracts_at_exactly_the_predicted_rate(double kappa, int skip) =>
        Assert.Equal((kappa - 1) / (kappa + 1), MeasuredRate(new GradientDescent { Step = new OptimalStep() }, kappa, skip, 10), 1e-3);

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void Heavy_ball_contracts_at_the_root_of_the_condition_number(double kappa)
    {
        double rate = (Math.Sqrt(kappa) - 1) / (Math.Sqrt(kappa) + 1);
        // A double eigenvalue at the optimum costs a factor k, seen as a slightly larger rate over a finite window.
        Assert.InRange(MeasuredRate(new HeavyBall(), kappa, 20, 40), 0.9 * rate, 1.06 * rate);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void Strongly_convex_nesterov_keeps_its_linear_bound(double kappa)
    {
        double rate = MeasuredRate(new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, kappa, 20, 60);
        Assert.InRange(rate, 0.5, Math.Sqrt(1 - (1 / Math.Sqrt(kappa))) * 1.01);
        Assert.True(rate < MeasuredRate(new GradientDescent { Step = new OptimalStep() }, kappa, 20, 60));
    }
}
