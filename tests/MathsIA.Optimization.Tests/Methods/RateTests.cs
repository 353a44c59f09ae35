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

    [Fact]
    public void Optimized_gradient_keeps_its_bound_on_the_worst_function()
    {
        (Quadratic<double> f, double minimum, double distance) = Worst(Dimension);
        IReadOnlyList<TracePoint> trace = Trace(new OptimizedGradient { StepSize = 1 }, f, Dimension, 1000), nesterov = Trace(new Nesterov { StepSize = 1 }, f, Dimension, 40);
        foreach (TracePoint point in trace.Skip(1))
            Assert.True(point.Objective - minimum <= distance / Math.Pow(point.Iteration + 1, 2), $"iteration {point.Iteration}");
        Assert.True(trace[40].Objective < nesterov[40].Objective);
    }

    [Fact]
    public void Polyak_step_keeps_its_bound_on_the_worst_function()
    {
        (Quadratic<double> f, double minimum, double distance) = Worst(Dimension);
        double best = double.PositiveInfinity;
        foreach (TracePoint point in Trace(new GradientDescent { Step = new PolyakStep(minimum) }, f, Dimension, 1000))
        {
            best = Math.Min(best, point.Objective - minimum);
            Assert.True(best <= 2 * distance / (point.Iteration + 1), $"iteration {point.Iteration}");
        }
    }

    [Fact]
    public void Exact_steps_keep_the_bound_of_Kantorovich()
    {
        Quadratic<double> f = Diagonal(30);
        double rate = Math.Pow(29.0 / 31, 2), minimum = Minimize.Run(f, new Newton(), Tensor.Zeros<double>(20)).Objective;
        IReadOnlyList<TracePoint> trace = Trace(new GradientDescent { Step = new ExactStep() }, f, 20, 60);
        for (int k = 1; k < trace.Count; k++)
            Assert.True(trace[k].Objective - minimum <= (rate * (trace[k - 1].Objective - minimum)) + 1e-14, $"step {k}");
    }

    [Theory]
    [InlineData(ConjugateGradientUpdate.HagerZhang)]
    [InlineData(ConjugateGradientUpdate.PolakRibierePlus)]
    [InlineData(ConjugateGradientUpdate.FletcherReeves)]
    [InlineData(ConjugateGradientUpdate.HestenesStiefel)]
    [InlineData(ConjugateGradientUpdate.DaiYuan)]
    public void Conjugate_gradients_with_exact_steps_end_after_n(ConjugateGradientUpdate update)
    {
        Solution<double> s = Minimize.Run(Diagonal(50, 12), new LineSearchMethod(new ConjugateGradientDirection { Update = update }, new ExactStep()), Tensor.Zeros<double>(12), new() { Tolerance = 1e-9 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Iterations, 1, 13);
    }

    [Fact]
    public void Quasi_newton_methods_with_exact_steps_are_conjugate_gradients()
    {
        Quadratic<double> f = Diagonal(50, 12);
        var options = new MinimizeOptions { MaxIterations = 6, Tolerance = 0 };
        double[] Point(IDirectionRule direction) => Minimize.Run(f, new LineSearchMethod(direction, new ExactStep()), Tensor.Zeros<double>(12), options).Value.ToArray();
        double[] expected = Point(new ConjugateGradientDirection { Update = ConjugateGradientUpdate.FletcherReeves });
        foreach (double[] actual in new[] { Point(new BfgsDirection()), Point(new LbfgsDirection(6)), Point(new LbfgsDirection(1)) })
        {
            for (int i = 0; i < 12; i++)
                Assert.Equal(expected[i], actual[i], 1e-10);
        }
    }

    public static TheoryData<string> Methods => [.. Method.All.Where(method => method.Smooth is not null && !method.UsesHessian).Select(method => method.Name)];

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

    public static TheoryData<string> ProximalMethods => [.. _proximal.Keys];

    private static readonly Dictionary<string, Func<ISmoothFunction<double>, Tensor<double>, IIteration<double>>> _proximal = new(StringComparer.Ordinal)
    {
        ["forward-backward"] = (f, x) => new ForwardBackward().Start(f, new ZeroFunction<double>(), x),
        ["FISTA"] = (f, x) => new Fista().Start(f, new ZeroFunction<double>(), x),
        ["FISTA Chambolle-Dossal"] = (f, x) => new Fista { Momentum = new ChambolleDossalMomentum(10) }.Start(f, new ZeroFunction<double>(), x),
        ["FISTA monotone"] = (f, x) => new Fista { IsMonotone = true }.Start(f, new ZeroFunction<double>(), x),
        ["FISTA restarting"] = (f, x) => new Fista { Restart = FistaRestart.Gradient }.Start(f, new ZeroFunction<double>(), x),
        ["FISTA searching"] = (f, x) => new Fista { Search = new ProximalBacktracking() }.Start(f, new ZeroFunction<double>(), x),
        ["PANOC"] = (f, x) => new Panoc().Start(f, new ZeroFunction<double>(), x),
        ["Davis-Yin"] = (f, x) => new DavisYin().Start(f, new ZeroFunction<double>(), new ZeroFunction<double>(), x),
        ["generalized forward-backward"] = (f, x) => new GeneralizedForwardBackward().Start(f, [new ZeroFunction<double>()], x),
        ["mirror descent"] = (f, x) => new MirrorDescent().Start(f, new EuclideanMap<double>(new ZeroFunction<double>()), x),
    };

    /// <summary>The bound counts gradients, of which a proximal method that searches needs several a step.</summary>
    [Theory, MemberData(nameof(ProximalMethods))]
    public void No_proximal_method_beats_the_lower_bound(string method)
    {
        foreach (int k in (int[])[1, 5, 20, 50])
        {
            (Quadratic<double> f, double minimum, double distance) = Worst((2 * k) + 1);
            var counting = new CountingFunction<double>(f);
            IIteration<double> iteration = _proximal[method](counting, Tensor.Zeros<double>((2 * k) + 1));
            while (counting.Counts.Gradients <= k)
            {
                Assert.True(f.Value(iteration.Point) - minimum >= 3 * distance / (32 * Math.Pow(k + 1, 2)), $"{counting.Counts.Gradients} gradients of {k}");
                iteration.Step();
            }
        }
    }

    [Fact]
    public void Newton_keeps_its_quadratic_bound()
    {
        // ‖x_{k+1} − x*‖ ≤ M‖x_k − x*‖²/(2(μ − M‖x_k − x*‖)) while M‖x_k − x*‖ < 2μ/3, M the Lipschitz constant of the Hessian (Nesterov 2018, theorem 1.2.5). The third
        // derivative of the logistic loss is at most 1/(6√3).
        Tensor<double> a = Draw.Normal<double>(1, 60, 4);
        var f = new RidgeRegularized<double>(new LogisticLoss<double>(a, Draw.Signs<double>(2, 60)), 1);
        Tensor<double> solution = Minimize.Run(f, new Newton(), Tensor.Zeros<double>(4), new() { Tolerance = 1e-14, MaxIterations = 50 }).Value;
        double mu = f.StrongConvexity!.Value, third = Enumerable.Range(0, 60).Average(i => Math.Pow(Enumerable.Range(0, 4).Sum(j => a[i, j] * a[i, j]), 1.5)) / (6 * Math.Sqrt(3));
        IIteration<double> iteration = new Newton().Start(f, (solution + (0.3 * mu / third * Draw.Unit<double>(3, 4))).Contiguous());
        double Distance() => Vectors.Norm((iteration.Point - solution).Contiguous());
        double before = Distance();
        Assert.InRange(third * before, 0.1 * mu, 2 * mu / 3);
        for (int k = 0; k < 4; k++)
        {
            iteration.Step();
            double now = Distance();
            Assert.True(now <= (third * before * before / (2 * (mu - (third * before)))) + 1e-14, $"step {k}: {now} after {before}");
            before = now;
        }

        Assert.InRange(before, 0, 1e-13);
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
