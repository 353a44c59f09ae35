namespace MathsIA.Optimization.Tests;

/// <summary>The notebook optim_6: the Lasso as a quadratic program in its positive and negative parts, from NumPy's seed 123.</summary>
public sealed class LogBarrierTests
{
    private const double Smallest = 7.190951438747292;
    private static readonly (Quadratic<double> Function, double Constant, double Weight) _lasso = Lasso();

    [Theory, InlineData(4, 43), InlineData(10, 41), InlineData(50, 32), InlineData(100, 36), InlineData(500, 33)]
    public void Follows_the_central_path_of_the_notebook(double growth, int newtonSteps)
    {
        var method = new LogBarrier { Growth = growth };
        LogBarrierIteration<double> iteration = method.Start(_lasso.Function, -Tensor.Eye<double>(120), Tensor.Zeros<double>(120), Tensor.Ones<double>(120));
        Solution<double> s = Minimize.Run(iteration, new() { Tolerance = 1e-6 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Objective + _lasso.Constant - Smallest, -1e-9, 1e-6);
        Assert.InRange(s.Iterations, newtonSteps - 8, newtonSteps + 12);
        Assert.Equal(s.Trace.Count, s.Iterations + 1);
        foreach (CentralPoint point in iteration.CentralPath)
            Assert.InRange(point.Objective + _lasso.Constant - Smallest, -1e-9, point.GapBound);
        foreach (TracePoint point in s.Trace)
        {
            if (point.Gap is { } gap)
                Assert.True(point.Objective + _lasso.Constant - gap <= Smallest + 1e-9, $"step {point.Iteration}");
        }
    }

    [Fact]
    public void Newton_at_a_large_parameter_takes_the_twelve_steps_of_the_notebook()
    {
        LogBarrierIteration<double> iteration = new LogBarrier { InitialParameter = 100 }.Start(_lasso.Function, -Tensor.Eye<double>(120), Tensor.Zeros<double>(120), Tensor.Ones<double>(120));
        while (iteration.CentralPath.Count == 0)
            iteration.Step();
        Assert.InRange(iteration.CentralPath[0].NewtonSteps, 11, 13);
        Assert.Equal(1.138019, iteration.CentralPath[0].Objective + _lasso.Constant - Smallest, 1e-4);
    }

    [Fact]
    public void Agrees_with_the_quadratic_program()
    {
        Tensor<double> q = Tensor.Zeros<double>(120, 120), unit = Tensor.Zeros<double>(120), column = Tensor.Zeros<double>(120), cost = Tensor.Zeros<double>(120);
        _lasso.Function.Gradient(unit, cost);
        for (int j = 0; j < 120; j++)
        {
            unit.AsSpan()[j] = 1;
            _lasso.Function.HessianVector(unit, unit, column);
            unit.AsSpan()[j] = 0;
            column.AsSpan().CopyTo(q.AsSpan().Slice(j * 120, 120));
        }

        ProgramSolution s = new QuadraticProgram(q, cost, new() { Lower = Tensor.Zeros<double>(120) }).Solve();
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(Smallest, s.Objective + _lasso.Constant, 1e-7);
    }

    [Fact]
    public void The_multipliers_meet_the_optimality_conditions()
    {
        var f = new Quadratic<double>(Tensor.Eye<double>(3), Tensor.From(new double[] { 2, -1, 0.5 }));
        Tensor<double> a = Draw.Normal<double>(1, 5, 3), b = Tensor.Ones<double>(5) * 0.3;
        LogBarrierIteration<double> iteration = new LogBarrier().Start(f, a, b, Tensor.Zeros<double>(3));
        Solution<double> s = Minimize.Run(iteration, new() { Tolerance = 1e-8 });
        Tensor<double> gradient = Tensor.Zeros<double>(3), slack = b - a.MatMul(s.Value);
        f.Gradient(s.Value, gradient);
        Assert.True((gradient + a.Transpose().MatMul(s.Dual!)).Abs().Max() < 1e-4);
        Assert.All(s.Dual!.ToArray().Zip(slack.ToArray()), pair => Assert.InRange(pair.First * pair.Second, 0, 1e-8));
        Assert.InRange(s.Gap!.Value, 0, 1e-6);
    }

    [Fact]
    public void Works_in_single_precision()
    {
        var f = new Quadratic<float>(Tensor.Eye<float>(3), Tensor.From(new float[] { 2, -1, 0.5f }));
        Solution<float> s = new LogBarrier().Minimize(f, Tensor.Eye<float>(3), Tensor.Full([3], 1f), Tensor.Zeros<float>(3), new() { Tolerance = 1e-3 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(1f, s.Value.AsSpan()[0], 5e-3f);
        Assert.Equal(-1f, s.Value.AsSpan()[1], 5e-3f);
    }

    [Fact]
    public void Finds_a_start_or_says_that_there_is_none()
    {
        Tensor<double> a = Draw.Normal<double>(4, 9, 4), x = Draw.Normal<double>(5, 4) * 10, b = a.MatMul(x) + 0.01;
        Tensor<double> inside = LogBarrier.FindInterior(a, b)!;
        Assert.All((b - a.MatMul(inside)).ToArray(), slack => Assert.True(slack > 0));
        Tensor<double> line = Tensor.From(new double[,] { { 1 }, { -1 } });
        Assert.Null(LogBarrier.FindInterior(line, Tensor.From(new double[] { 0, 0 })));
        Assert.Null(LogBarrier.FindInterior(line, Tensor.From(new double[] { 0, -1 })));
    }

    [Fact]
    public void Keeps_the_promises_of_the_loop()
    {
        var f = new Quadratic<double>(Tensor.Eye<double>(3), Tensor.Ones<double>(3));
        Tensor<double> a = Tensor.Eye<double>(3), b = Tensor.Ones<double>(3), x = Tensor.Zeros<double>(3);
        Assert.Equal(Status.Cancelled, new LogBarrier().Minimize(f, a, b, x, null, new CancellationToken(true)).Status);
        Assert.Equal(Status.IterationLimit, new LogBarrier().Minimize(f, a, b, x, new() { MaxIterations = 2 }).Status);
        Solution<double> failed = new LogBarrier().Minimize(new FailingSmooth<double>(f, 4), a, b, x);
        Assert.Equal(Status.NonFinite, failed.Status);
        Assert.True(double.IsFinite(failed.Objective));
        Assert.Throws<ArgumentException>(() => new LogBarrier().Start(f, a, b, b));
        Assert.Throws<ShapeMismatchException>(() => new LogBarrier().Start(f, a, Tensor.Ones<double>(2), x));
        LogBarrierIteration<double> iteration = new LogBarrier().Start(f, a, b, x);
        iteration.Step();
        iteration.Measure();
        long before = GC.GetAllocatedBytesForCurrentThread();
        iteration.Step();
        iteration.Measure();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (Quadratic<double> Function, double Constant, double Weight) Lasso()
    {
        var r = new NumpyLegacyRandom(123);
        Tensor<double> b = r.Randn(40, 60), w = Tensor.Zeros<double>(60);
        (w.AsSpan()[6], w.AsSpan()[15], w.AsSpan()[36], w.AsSpan()[54]) = (0.8, -0.6, 0.7, -0.9);
        Tensor<double> clean = b.MatMul(w), y = clean + (0.02 * clean.Abs().Max() * r.Randn(40));
        Tensor<double> correlation = b.Transpose().MatMul(y);
        double weight = correlation.Abs().Max() / 10;
        Tensor<double> gram = b.Transpose().MatMul(b), matrix = Tensor.Zeros<double>(120, 120), linear = Tensor.Zeros<double>(120);
        for (int i = 0; i < 120; i++)
        {
            int sign = i < 60 ? 1 : -1;
            linear.AsSpan()[i] = (sign * correlation.AsSpan()[i % 60]) - weight;
            for (int j = 0; j < 120; j++)
                matrix.AsSpan()[(i * 120) + j] = sign * (j < 60 ? 1 : -1) * gram.Contiguous().AsSpan()[(Math.Max(i % 60, j % 60) * 60) + Math.Min(i % 60, j % 60)];
        }

        return (new Quadratic<double>(matrix, linear), 0.5 * Vectors.Dot(y, y), weight);
    }
}
