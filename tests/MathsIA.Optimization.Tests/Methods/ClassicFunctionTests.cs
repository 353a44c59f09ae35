using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleClassicFunctionTests : ClassicFunctionTests<double>
{
    protected override double Tolerance => 1e-7;

    protected override double Accuracy => 1e-7;
}

public sealed class SingleClassicFunctionTests : ClassicFunctionTests<float>
{
    protected override double Tolerance => 5e-3;

    protected override double Accuracy => 2e-3;
}

/// <summary>The methods that search their steps, on the functions that the literature tests them with.</summary>
public abstract class ClassicFunctionTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<string, string> Everything => [.. from method in Method.Searching from function in ClassicFunction<T>.Names select (method, function)];

    public static TheoryData<string> Functions => [.. ClassicFunction<T>.Names];

    protected abstract double Tolerance { get; }

    protected abstract double Accuracy { get; }

    [Theory, MemberData(nameof(Everything))]
    public void Reaches_the_minimum(string method, string name)
    {
        ClassicFunction<T> f = ClassicFunction<T>.Create(name);
        Solution<T> s = Minimize.Run(f, Method.Named(method).Smooth!, f.Start, new() { MaxIterations = 20_000, Tolerance = Tolerance });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(double.CreateChecked(s.Objective), f.Minimum - 1e-5, f.Minimum + Accuracy);
        Tensor<T> gradient = Tensor.Zeros<T>(f.Start.Shape);
        Assert.Equal(s.Objective, f.ValueAndGradient(s.Value, gradient));
        Assert.Equal(double.CreateChecked(Vectors.Norm(gradient)), double.CreateChecked(s.Residual), 1e-3 * Tolerance);
        Assert.Equal(s.Iterations, s.Trace[^1].Iteration);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Goes_on_to_the_end_of_what_numbers_can_tell(string method, string name)
    {
        ClassicFunction<T> f = ClassicFunction<T>.Create(name);
        Solution<T> s = Minimize.Run(f, Method.Named(method).Smooth!, f.Start, new() { MaxIterations = 2000, Tolerance = 0 });
        Assert.True(s.Status is Status.Stalled or Status.Converged or Status.IterationLimit, s.ToString());
        Assert.True(s.Objective <= f.Value(f.Start));
        Assert.Equal(s.Trace.Min(point => point.Objective), double.CreateChecked(s.Objective));
    }

    [Theory, MemberData(nameof(Functions))]
    public void The_derivatives_are_right(string name)
    {
        ClassicFunction<T> f = ClassicFunction<T>.Create(name);
        Tensor<T> u = Draw.Unit<T>(3, f.Start.Length);
        Assert.InRange(double.CreateChecked(FiniteDifferences.GradientError(f, f.Start, u)), 0, Math.Sqrt(Accuracy));
        Assert.InRange(double.CreateChecked(FiniteDifferences.HessianError(f, f.Start, u)), 0, Math.Sqrt(Accuracy));
    }

    [Theory, MemberData(nameof(Everything))]
    public void A_start_at_a_solution_is_returned(string method, string name)
    {
        ClassicFunction<T> f = ClassicFunction<T>.Create(name);
        Tensor<T> solved = Minimize.Run(f, new TrustRegion(), f.Start, new() { MaxIterations = 1000, Tolerance = Tolerance }).Value;
        Solution<T> again = Minimize.Run(f, Method.Named(method).Smooth!, solved, new() { Tolerance = 1.01 * Tolerance });
        Assert.Equal(Status.Converged, again.Status);
        Assert.Equal(0, again.Iterations);
        Assert.Equal(solved.ToArray(), again.Value.ToArray());
    }
}
