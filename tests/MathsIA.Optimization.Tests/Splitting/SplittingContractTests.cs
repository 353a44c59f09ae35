using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleSplittingContractTests : SplittingContractTests<double>
{
    protected override double Tolerance => 1e-9;
}

public sealed class SingleSplittingContractTests : SplittingContractTests<float>
{
    protected override double Tolerance => 2e-4;
}

/// <summary>What every splitting method promises on every problem it takes.</summary>
public abstract class SplittingContractTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<string, string> Everything => [.. from row in SplittingCase<T>.All from problem in row.Problems select (row.Name, problem)];

    /// <summary>A residual that the element type can reach on these problems.</summary>
    protected abstract double Tolerance { get; }

    [Theory, MemberData(nameof(Everything))]
    public void Solves_the_optimality_conditions(string method, string problem)
    {
        (SplittingCase<T> row, SplittingProblem<T> p) = Of(method, problem);
        double tolerance = Tolerance * row.Slowness;
        Solution<T> solution = Minimize.Run(row.Begin(p, p.Start), row.To(Tolerance));
        Assert.Equal(Status.Converged, solution.Status);
        Assert.InRange(p.Violation(solution.Value), 0, row.Allowed(Tolerance));
        Assert.InRange(double.CreateChecked(row.ByGap ? solution.Gap!.Value : solution.Residual), 0, tolerance);
        Assert.Equal(double.CreateChecked(solution.Residual), solution.Trace[^1].Residual);
        if (T.IsFinite(solution.Objective))
            Assert.Equal(double.CreateChecked(p.Objective(solution.Value)), double.CreateChecked(solution.Objective), 10 * tolerance);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Certifies_nothing_that_is_false(string method, string problem)
    {
        (SplittingCase<T> row, SplittingProblem<T> p) = Of(method, problem);
        Solution<T> solution = Minimize.Run(row.Begin(p, p.Start), new() { MaxIterations = 300, Tolerance = 0 });
        double smallest = Smallest(p);
        double rounding = 100 * double.CreateChecked(T.BitIncrement(T.One) - T.One) * (1 + Math.Abs(solution.Trace[0].Objective is var o && double.IsFinite(o) ? o : smallest));
        foreach (TracePoint point in solution.Trace)
        {
            if (point.Gap is not { } gap || double.IsPositiveInfinity(gap))
                continue;
            Assert.True(gap >= 0, $"gap {gap} at step {point.Iteration}");
            Assert.True(point.Objective - gap <= smallest + rounding + (Tolerance * 1e-2), $"step {point.Iteration}: {point.Objective} - {gap} is above the smallest value {smallest}");
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public void Keeps_to_the_budget(string method, string problem)
    {
        (SplittingCase<T> row, SplittingProblem<T> p) = Of(method, problem);
        Solution<T> solution = Minimize.Run(row.Begin(p, p.Start), new() { MaxIterations = 3, Tolerance = 0 });
        Assert.True(solution.Status is Status.IterationLimit or Status.Stalled, solution.ToString());
        Assert.InRange(solution.Iterations, 1, 3);
        Assert.Equal(solution.Iterations + 1, solution.Trace.Count);
        Assert.Equal(Status.TimeLimit, Minimize.Run(row.Begin(p, p.Start), new() { Tolerance = 0, TimeLimit = TimeSpan.FromSeconds(2), Clock = new TickingClock() }).Status);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Gives_the_best_point_when_it_is_cancelled(string method, string problem)
    {
        (SplittingCase<T> row, SplittingProblem<T> p) = Of(method, problem);
        using var source = new CancellationTokenSource();
        var seen = new List<TracePoint>();
        var options = new MinimizeOptions
        {
            Tolerance = 0,
            Progress = new Inline(point =>
            {
                seen.Add(point);
                if (point.Iteration == 2)
                    source.Cancel();
            }),
        };
        IIteration<T> iteration = row.Begin(p, p.Start);
        bool ranksByResidual = iteration.Measure().RanksByResidual;
        Solution<T> solution = Minimize.Run(iteration, options, source.Token);
        Assert.Equal(Status.Cancelled, solution.Status);
        Assert.Equal(2, solution.Iterations);
        if (ranksByResidual)
            Assert.Equal(seen.Min(point => point.Residual), double.CreateChecked(solution.Residual));
        else
            Assert.Equal(seen.Min(point => point.Objective), double.CreateChecked(solution.Objective));
        Assert.Equal(0, Minimize.Run(row.Begin(p, p.Start), null, new CancellationToken(canceled: true)).Iterations);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Gives_back_the_last_finite_point_when_the_objective_fails(string method, string problem)
    {
        SplittingCase<T> row = SplittingCase<T>.Named(method);
        // Inner Newton steps ask often: before 16 evaluations are over the first point has not been measured.
        SplittingProblem<T> p = SplittingProblem<T>.Create(problem, method.Contains("Newton", StringComparison.Ordinal) ? 200 : 16);
        Solution<T> solution = Minimize.Run(row.Begin(p, p.Start), new() { Tolerance = 0, MaxIterations = 5000 });
        // Some reach a residual of exactly 0 before that, some the end of their precision before the function is asked often enough to fail.
        Assert.True(solution.Status == Status.NonFinite || !p.HasFailed || (solution.Status == Status.Converged && solution.Residual == T.Zero), solution.ToString());
        Assert.All(solution.Value.ToArray(), element => Assert.True(T.IsFinite(element)));
        Assert.True(T.IsFinite(solution.Residual));
    }

    [Theory, MemberData(nameof(Everything))]
    public void Says_so_when_the_start_is_not_finite(string method, string problem)
    {
        (SplittingCase<T> row, SplittingProblem<T> p) = Of(method, problem);
        p.Start.AsSpan()[0] = T.NaN;
        Assert.Equal(Status.NonFinite, Minimize.Run(row.Begin(p, p.Start), new() { MaxIterations = 50 }).Status);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Stays_at_the_solution(string method, string problem)
    {
        (SplittingCase<T> row, SplittingProblem<T> p) = Of(method, problem);
        Solution<T> solved = Minimize.Run(row.Begin(p, p.Start), row.To(Tolerance));
        // The entropy starts from the inside only: a step back from the border is as near as it can be warm.
        Tensor<T> near = string.Equals(method, "mirror descent", StringComparison.Ordinal) ? Inside(solved.Value) : solved.Value;
        Solution<T> again = Minimize.Run(row.Begin(p, near), row.To(Tolerance));
        Assert.Equal(Status.Converged, again.Status);
        Assert.InRange(p.Violation(again.Value), 0, row.Allowed(Tolerance));
        if (ReferenceEquals(near, solved.Value) && !solved.Trace[0].Residual.Equals(0) && row.Begin(p, p.Start).Measure().RanksByResidual == false)
            Assert.InRange(again.Iterations, 0, 2);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Allocates_nothing_in_a_steady_iteration(string method, string problem)
    {
        (SplittingCase<T> row, SplittingProblem<T> p) = Of(method, problem);
        IIteration<T> iteration = row.Begin(p, p.Start);
        for (int k = 0; k < 30; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 30; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Repeats_itself_bit_for_bit_and_leaves_the_start_alone(string method, string problem)
    {
        (SplittingCase<T> row, SplittingProblem<T> p) = Of(method, problem);
        T[] start = p.Start.ToArray();
        var options = new MinimizeOptions { MaxIterations = 40, Tolerance = 0 };
        T[] once = Minimize.Run(row.Begin(p, p.Start), options).Value.ToArray(), twice = Minimize.Run(row.Begin(p, p.Start), options).Value.ToArray();
        Assert.Equal(once, twice);
        Assert.Equal(start, p.Start.ToArray());
    }

    private static Tensor<T> Inside(Tensor<T> x)
    {
        T share = T.CreateChecked(1e-6);
        return (x * (T.One - share)) + (share / T.CreateChecked(x.Length));
    }

    private static (SplittingCase<T> Row, SplittingProblem<T> Problem) Of(string method, string problem) =>
        (SplittingCase<T>.Named(method), SplittingProblem<T>.Create(problem));

    /// <summary>The smallest value, by another method than most of those under test.</summary>
    private double Smallest(SplittingProblem<T> problem)
    {
        SplittingProblem<T> p = SplittingProblem<T>.Create(problem.Name);
        var options = new MinimizeOptions { MaxIterations = 20_000, Tolerance = Tolerance * 1e-2 };
        Tensor<T> solution = p is { Smooth: { } smooth, Other: { } other }
            ? Minimize.Run(smooth, p.Proximable, other, new DavisYin(), p.Start, options).Value
            : p.Smooth is not null
            ? Minimize.Run(p.Smooth, p.Proximable, new Fista { Restart = FistaRestart.Gradient }, p.Start, options).Value
            : Minimize.Run(p.Proximable, p.Other!, new DouglasRachford(), p.Start, options).Value;
        return double.CreateChecked(p.Objective(solution));
    }
}
