namespace MathsIA.Optimization.Tests;

/// <summary>What the subgradient method owes besides its rate: the contract of the table, as far as a method without a vanishing residual can meet it.</summary>
public sealed class SubgradientTests
{
    private static readonly Tensor<double> A = Draw.Normal<double>(1, 30, 5);
    private static readonly Tensor<double> Truth = Draw.Normal<double>(2, 5);
    private static readonly Tensor<double> Y = A.MatMul(Truth);

    [Fact]
    public void With_the_smallest_value_known_the_gap_is_exact_and_ends_the_run()
    {
        Solution<double> run = Minimize.Run(Distance(), null, Polyak, Tensor.Zeros<double>(5), new() { MaxIterations = 5000, Tolerance = 1e-6 });
        Assert.Equal(Status.Converged, run.Status);
        Assert.InRange(run.Objective, 0, 1e-6);
        Assert.Equal(run.Objective, run.Gap!.Value);
        Assert.InRange((run.Value - Truth).Abs().Max(), 0, 1e-6);
        Assert.Equal(0, Minimize.Run(Distance(), null, Polyak, run.Value, new() { Tolerance = 1e-6 }).Iterations);
    }

    [Fact]
    public void Budget_time_and_cancellation_end_it_with_the_best_point()
    {
        Solution<double> few = Minimize.Run(Distance(), null, new SubgradientMethod(), Tensor.Zeros<double>(5), new() { MaxIterations = 50 });
        Assert.Equal(Status.IterationLimit, few.Status);
        Assert.Equal(51, few.Trace.Count);
        Assert.Equal(few.Trace.Min(point => point.Objective), few.Objective);
        Assert.Equal(Status.TimeLimit, Minimize.Run(Distance(), null, new SubgradientMethod(), Tensor.Zeros<double>(5), new() { TimeLimit = TimeSpan.FromSeconds(2), Clock = new TickingClock() }).Status);
        using var source = new CancellationTokenSource();
        var progress = new Inline(point =>
        {
            if (point.Iteration == 7)
                source.Cancel();
        });
        Solution<double> cut = Minimize.Run(Distance(), null, new SubgradientMethod(), Tensor.Zeros<double>(5), new() { Progress = progress }, source.Token);
        Assert.Equal(Status.Cancelled, cut.Status);
        Assert.Equal(7, cut.Iterations);
        Assert.Equal(cut.Trace.Min(point => point.Objective), cut.Objective);
    }

    [Fact]
    public void A_function_that_fails_leaves_the_last_finite_point()
    {
        Solution<double> run = Minimize.Run(Distance(failAfter: 20), null, Polyak, Tensor.Zeros<double>(5), new() { MaxIterations = 5000, Tolerance = 0 });
        Assert.Equal(Status.NonFinite, run.Status);
        Assert.True(double.IsFinite(run.Objective));
        Assert.All(run.Value.ToArray(), element => Assert.True(double.IsFinite(element)));
        Assert.Equal(Status.NonFinite, Minimize.Run(Distance(), null, Polyak, Tensor.Full([5], double.NaN)).Status);
    }

    [Fact]
    public void A_steady_step_allocates_nothing()
    {
        var f = new SubdifferentiableFunction<double>((x, v) =>
        {
            double sum = 0;
            for (int i = 0; i < 5; i++)
            {
                v.AsSpan()[i] = Math.Sign(x.AsSpan()[i]);
                sum += Math.Abs(x.AsSpan()[i]);
            }

            return sum;
        });
        IIteration<double> iteration = new SubgradientMethod().Start(f, new L2Ball<double>(3), Tensor.Ones<double>(5));
        for (int k = 0; k < 3; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 20; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SubgradientMethod Polyak => new() { OptimalValue = 0 };

    /// <summary><c>‖A x − y‖₁</c>, whose smallest value is 0.</summary>
    private static SubdifferentiableFunction<double> Distance(int failAfter = int.MaxValue)
    {
        int count = 0;
        return new((x, v) =>
        {
            Tensor<double> r = A.MatMul(x) - Y;
            A.Transpose().MatMul(r.Sign()).CopyTo(v);
            return ++count > failAfter ? double.NaN : r.ToArray().Sum(Math.Abs);
        });
    }
}
