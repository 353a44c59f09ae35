using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleMethodContractTests : MethodContractTests<double>
{
    protected override double Tolerance => 1e-9;
}

public sealed class SingleMethodContractTests : MethodContractTests<float>
{
    protected override double Tolerance => 2e-3;
}

/// <summary>What every method promises on every problem.</summary>
public abstract class MethodContractTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<string, string> Everything => [.. from method in Method.Names from problem in Problem<T>.Names where Method.Meets(method, problem) select (method, problem)];

    public static TheoryData<string, string> Exact => [.. from method in Method.Exact from problem in Problem<T>.Names where Method.Meets(method, problem) select (method, problem)];

    public static TheoryData<string> Methods => [.. Method.Names];

    /// <summary>A gradient norm that the element type can reach on these problems.</summary>
    protected abstract double Tolerance { get; }

    [Theory, MemberData(nameof(Exact))]
    public void Reaches_a_point_whose_gradient_is_below_the_tolerance(string method, string problem)
    {
        Problem<T> p = Problem<T>.Create(problem);
        Solution<T> solution = Method.Named(method).Run(p.Function, p.Start, new() { MaxIterations = 200_000, Tolerance = Tolerance });

        Assert.Equal(Status.Converged, solution.Status);
        Tensor<T> gradient = Tensor.Zeros<T>(p.Start.Shape);
        T value = p.Function.ValueAndGradient(solution.Value, gradient);
        Assert.Equal(value, solution.Objective);
        Assert.Equal(Vectors.Norm(gradient), solution.Residual);
        Assert.InRange(solution.Residual, T.Zero, T.CreateChecked(Tolerance));
        Assert.Equal(double.CreateChecked(solution.Residual), solution.Trace[^1].Residual);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Comes_closer_whatever_the_budget(string method, string problem)
    {
        Problem<T> p = Problem<T>.Create(problem);
        Solution<T> solution = Method.Named(method).Run(p.Function, p.Start, new() { MaxIterations = 300, Tolerance = 0 });

        Assert.True(solution.Status is Status.IterationLimit or Status.Stalled or Status.Converged, solution.ToString());
        Assert.True(solution.Objective < p.Function.Value(p.Start));
        Assert.Equal(solution.Trace.Min(point => point.Objective), double.CreateChecked(solution.Objective));
        Assert.Equal(p.Function.Value(solution.Value), solution.Objective);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Descends_at_each_step_where_the_theorem_says_so(string method, string problem)
    {
        Method m = Method.Named(method);
        if (!m.IsMonotone)
            return;
        Problem<T> p = Problem<T>.Create(problem);
        Solution<T> solution = m.Run(p.Function, p.Start, new() { MaxIterations = 200, Tolerance = 0 });
        double rounding = 64 * double.CreateChecked(T.BitIncrement(T.One) - T.One);
        for (int k = 1; k < solution.Trace.Count; k++)
            Assert.True(solution.Trace[k].Objective <= solution.Trace[k - 1].Objective * (1 + rounding), $"step {k}");
    }

    [Theory, MemberData(nameof(Methods))]
    public void Stops_at_the_iteration_limit(string method)
    {
        Problem<T> p = Problem<T>.Create("ridge");
        Solution<T> solution = Method.Named(method).Run(p.Function, p.Start, new() { MaxIterations = 5, Tolerance = 0, MeasureEvery = 2 });
        Assert.Equal(Status.IterationLimit, solution.Status);
        Assert.Equal(5, solution.Iterations);
        Assert.Equal([0, 2, 4, 5], solution.Trace.Select(point => point.Iteration));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Stops_when_time_is_up(string method)
    {
        Problem<T> p = Problem<T>.Create("ridge");
        Solution<T> solution = Method.Named(method).Run(p.Function, p.Start, new() { Tolerance = 0, TimeLimit = TimeSpan.FromSeconds(10), Clock = new TickingClock() });
        Assert.Equal(Status.TimeLimit, solution.Status);
        Assert.InRange(solution.Iterations, 1, 10);
        Assert.True(solution.Elapsed >= TimeSpan.FromSeconds(10));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Does_nothing_when_cancelled_beforehand(string method)
    {
        Problem<T> p = Problem<T>.Create("logistic");
        Solution<T> solution = Method.Named(method).Run(p.Function, p.Start, null, new CancellationToken(canceled: true));
        Assert.Equal(Status.Cancelled, solution.Status);
        Assert.Equal(0, solution.Iterations);
        Assert.Equal(p.Start.ToArray(), solution.Value.ToArray());
    }

    [Theory, MemberData(nameof(Methods))]
    public void Stops_soon_after_it_is_cancelled(string method)
    {
        Problem<T> p = Problem<T>.Create("logistic");
        using var source = new CancellationTokenSource();
        var options = new MinimizeOptions
        {
            Tolerance = 0,
            MeasureEvery = 1,
            Progress = new Inline(point =>
            {
                if (point.Iteration == 3)
                    source.Cancel();
            }),
        };
        Solution<T> solution = Method.Named(method).Run(p.Function, p.Start, options, source.Token);
        Assert.Equal(Status.Cancelled, solution.Status);
        Assert.Equal(3, solution.Iterations);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Gives_back_the_last_finite_point_when_the_objective_fails(string method)
    {
        Problem<T> p = Problem<T>.Create("logistic");
        // Half of what the method needs for a few steps: in the middle of its way, whatever its price.
        var counting = new FailingAfter<T>(p.Function, int.MaxValue);
        Method.Named(method).Run(counting, p.Start, new() { Tolerance = Tolerance, MeasureEvery = 1, MaxIterations = 20 });
        var failing = new FailingAfter<T>(p.Function, (counting.Evaluations / 2) + 1);
        Solution<T> solution = Method.Named(method).Run(failing, p.Start, new() { Tolerance = 0, MeasureEvery = 1, MaxIterations = 10_000 });
        Assert.Equal(Status.NonFinite, solution.Status);
        Assert.All(solution.Value.ToArray(), value => Assert.True(T.IsFinite(value)));
        Assert.True(T.IsFinite(solution.Objective));
        Assert.True(solution.Objective < p.Function.Value(p.Start));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Says_so_when_the_start_is_not_finite(string method)
    {
        Problem<T> p = Problem<T>.Create("ridge");
        p.Start.AsSpan()[0] = T.NaN;
        Assert.Equal(Status.NonFinite, Method.Named(method).Run(p.Function, p.Start).Status);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Takes_no_step_from_the_solution(string method, string problem)
    {
        Problem<T> p = Problem<T>.Create(problem);
        Tensor<T> solved = Minimize.Run(p.Function, new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, p.Start, new() { MaxIterations = 20_000, Tolerance = Tolerance }).Value;
        Solution<T> again = Method.Named(method).Run(p.Function, solved, new() { Tolerance = Tolerance });
        Assert.Equal(Status.Converged, again.Status);
        Assert.Equal(0, again.Iterations);
        Assert.Equal(solved.ToArray(), again.Value.ToArray());
    }

    [Theory, MemberData(nameof(Everything))]
    public void Allocates_nothing_in_a_steady_iteration(string method, string problem)
    {
        Problem<T> p = Problem<T>.Create(problem);
        IIteration<T> iteration = Method.Named(method).Start(p.Function, p.Start);
        for (int k = 0; k < 5; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        // Tests on other threads may have the pooled blocks just when one is wanted: one clean round of three is asked for.
        long allocated = long.MaxValue;
        for (int round = 0; round < 3 && allocated > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 50; k++)
            {
                iteration.Step();
                iteration.Measure();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Repeats_itself_bit_for_bit_and_leaves_the_start_alone(string method, string problem)
    {
        Problem<T> p = Problem<T>.Create(problem);
        T[] start = p.Start.ToArray();
        Method m = Method.Named(method);
        var options = new MinimizeOptions { MaxIterations = 100, Tolerance = 0 };
        Assert.Equal(m.Run(p.Function, p.Start, options).Value.ToArray(), m.Run(p.Function, p.Start, options).Value.ToArray());
        Assert.Equal(start, p.Start.ToArray());
    }

    [Fact]
    public void A_step_too_long_ends_in_a_status_and_the_best_point()
    {
        Problem<T> p = Problem<T>.Create("least squares");
        double step = 50 / double.CreateChecked(p.Function.LipschitzConstant!.Value);
        Solution<T> solution = Minimize.Run(p.Function, new GradientDescent { Step = new FixedStep(step) }, p.Start, new() { MaxIterations = 5000 });
        Assert.Equal(Status.NonFinite, solution.Status);
        Assert.Equal(p.Start.ToArray(), solution.Value.ToArray());
    }

    [Fact]
    public void A_step_below_rounding_is_a_stall()
    {
        Problem<T> p = Problem<T>.Create("ridge");
        Solution<T> solution = Minimize.Run(p.Function, new GradientDescent { Step = new FixedStep(1e-30) }, p.Start);
        Assert.Equal(Status.Stalled, solution.Status);
        Assert.Equal(1, solution.Iterations);
    }
}
