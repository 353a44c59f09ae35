namespace MathsIA.Optimization.Tests;

public sealed class NelderMeadTests
{
    public static TheoryData<string> Functions => [.. ClassicFunction<double>.Names];

    [Theory, MemberData(nameof(Functions))]
    public void Reaches_the_minimum_by_values_alone(string name)
    {
        ClassicFunction<double> f = ClassicFunction<double>.Create(name);
        Solution<double> s = Minimize.Run<double>(f.Value, new NelderMead(), f.Start, new() { MaxIterations = 20_000, Tolerance = 1e-9 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Objective, f.Minimum - 1e-12, f.Minimum + 1e-7);
        Assert.Equal(f.Value(s.Value), s.Objective);
        Assert.Equal(s.Trace.Min(point => point.Objective), s.Objective);
    }

    [Fact]
    public void Takes_kinks_and_walls()
    {
        Solution<double> s = Minimize.Run<double>(x => x[0] < 0.5 ? double.NaN : Math.Abs(x[0] - 1) + (3 * Math.Abs(x[1] + 2)), new NelderMead(), Tensor.From([2.0, 2.0]), new() { MaxIterations = 5000, Tolerance = 1e-8 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(1, s.Value[0], 1e-6);
        Assert.Equal(-2, s.Value[1], 1e-6);
    }

    [Fact]
    public void Keeps_the_status_contract()
    {
        Assert.Equal(Status.NonFinite, Minimize.Run<double>(_ => double.NaN, new NelderMead(), Tensor.Zeros<double>(2)).Status);
        Assert.Equal(Status.IterationLimit, Minimize.Run<double>(x => x[0] * x[0], new NelderMead(), Tensor.Ones<double>(1), new() { MaxIterations = 3, Tolerance = 0 }).Status);
        Assert.Equal(Status.Cancelled, Minimize.Run<double>(x => x[0] * x[0], new NelderMead(), Tensor.Ones<double>(1), null, new CancellationToken(true)).Status);
        int evaluations = 0;
        Solution<double> s = Minimize.Run<double>(x => ++evaluations > 30 ? double.NaN : (x[0] * x[0]) + (x[1] * x[1]), new NelderMead(), Tensor.Ones<double>(2), new() { Tolerance = 0, MaxIterations = 100_000 });
        Assert.True(s.Status is Status.Stalled or Status.Converged, s.ToString());
        Assert.InRange(s.Objective, 0, 1.9);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NelderMead { InitialSize = 0 });
        Assert.Throws<ArgumentNullException>("function", () => Minimize.Run((Func<Tensor<double>, double>)null!, new NelderMead(), Tensor.Ones<double>(1)));
    }

    [Fact]
    public void Allocates_nothing_in_a_steady_iteration()
    {
        IIteration<double> iteration = new NelderMead().Start<double>(x => (x[0] * x[0]) + (x[1] * x[1]), Tensor.Ones<double>(2));
        iteration.Step();
        iteration.Measure();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 50; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
