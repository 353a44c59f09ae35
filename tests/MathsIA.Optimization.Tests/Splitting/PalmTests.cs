namespace MathsIA.Optimization.Tests;

public sealed class PalmTests
{
    private static readonly Tensor<double> _matrix = Draw.Normal<double>(1, 9, 2).Abs().MatMul(Draw.Normal<double>(2, 2, 7).Abs());
    private static readonly IProximable<double>[] _nonNegative = [new NonNegative<double>(), new NonNegative<double>()];

    [Fact]
    public void Factors_a_non_negative_matrix_with_a_falling_objective()
    {
        Tensor<double> start = Draw.Normal<double>(3, 32).Abs();
        Solution<double> s = Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm(), start, new() { MaxIterations = 20_000, Tolerance = 1e-8 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Objective, 0, 1e-10);
        Assert.All(s.Value.ToArray(), element => Assert.True(element >= 0));
        for (int k = 1; k < s.Trace.Count; k++)
            Assert.True(s.Trace[k].Objective <= s.Trace[k - 1].Objective * (1 + 1e-12) + 1e-14, $"step {k}");
    }

    [Fact]
    public void Inertia_reaches_the_same_quality_in_fewer_steps()
    {
        Tensor<double> start = Draw.Normal<double>(3, 32).Abs();
        var options = new MinimizeOptions { MaxIterations = 20_000, Tolerance = 1e-8 };
        Solution<double> plain = Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm(), start, options);
        Solution<double> inertial = Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm { Inertia = new ConstantMomentum(0.4) }, start, options);
        Assert.Equal(Status.Converged, inertial.Status);
        Assert.True(inertial.Iterations < plain.Iterations, $"{inertial.Iterations} against {plain.Iterations}");
    }

    [Fact]
    public void Keeps_the_promises_of_the_loop()
    {
        Tensor<double> start = Draw.Normal<double>(3, 32).Abs();
        Assert.Equal(Status.Cancelled, Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm(), start, null, new CancellationToken(true)).Status);
        Assert.Equal(Status.IterationLimit, Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm(), start, new() { MaxIterations = 3 }).Status);
        IIteration<double> iteration = new Palm().Start(new FactorizationLoss<double>(_matrix, 2), _nonNegative, start);
        iteration.Step();
        iteration.Measure();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 20; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        start.AsSpan()[0] = double.NaN;
        Assert.Equal(Status.NonFinite, Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm(), start).Status);
    }

    [Fact]
    public void Gives_back_the_last_finite_point_when_the_objective_fails()
    {
        Tensor<double> start = Draw.Normal<double>(3, 32).Abs();
        var failing = new FailingBlocks<double>(new FactorizationLoss<double>(_matrix, 2), 40);
        Solution<double> s = Minimize.Run(failing, _nonNegative, new Palm(), start, new() { Tolerance = 0 });
        Assert.Equal(Status.NonFinite, s.Status);
        Assert.True(double.IsFinite(s.Objective));
        Assert.True(s.Objective < new FactorizationLoss<double>(_matrix, 2).Value(start.AsSpan()));
        Assert.All(s.Value.ToArray(), element => Assert.True(double.IsFinite(element)));
    }

    [Fact]
    public void Stays_at_the_solution_and_gives_the_best_point_when_it_is_cancelled()
    {
        Tensor<double> start = Draw.Normal<double>(3, 32).Abs();
        var options = new MinimizeOptions { MaxIterations = 20_000, Tolerance = 1e-8 };
        Solution<double> solved = Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm(), start, options);
        Solution<double> again = Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm(), solved.Value, options);
        Assert.Equal(Status.Converged, again.Status);
        Assert.InRange(again.Iterations, 0, 1);
        using var source = new CancellationTokenSource();
        var progress = new Inline(point =>
        {
            if (point.Iteration == 4)
                source.Cancel();
        });
        Solution<double> cut = Minimize.Run(new FactorizationLoss<double>(_matrix, 2), _nonNegative, new Palm(), start, new() { Tolerance = 0, Progress = progress }, source.Token);
        Assert.Equal(Status.Cancelled, cut.Status);
        Assert.Equal(4, cut.Iterations);
        Assert.Equal(cut.Trace.Min(point => point.Objective), cut.Objective);
    }

    [Fact]
    public void The_gradient_of_the_factorization_is_right()
    {
        var loss = new FactorizationLoss<double>(_matrix, 2);
        double[] x = Draw.Normal<double>(4, 32).ToArray(), gradient = new double[18];
        for (int block = 0; block < 2; block++)
        {
            int offset = 18 * block, length = block == 0 ? 18 : 14;
            loss.Gradient(x, block, gradient.AsSpan(0, length));
            for (int i = 0; i < length; i++)
            {
                double kept = x[offset + i];
                x[offset + i] = kept + 1e-5;
                double ahead = loss.Value(x);
                x[offset + i] = kept - 1e-5;
                double behind = loss.Value(x);
                x[offset + i] = kept;
                Assert.Equal((ahead - behind) / 2e-5, gradient[i], 1e-6);
            }
        }
    }
}
