namespace MathsIA.Optimization.Tests;

/// <summary>Nothing is evaluated twice, and what is promised of evaluations is true.</summary>
public sealed class EvaluationTests
{
    /// <summary>Rosenbrock's chain of n coordinates.</summary>
    private static SmoothFunction<double> Chain() => new((x, gradient) =>
    {
        ReadOnlySpan<double> at = x.AsSpan();
        Span<double> g = gradient.AsSpan();
        g.Clear();
        double sum = 0;
        for (int i = 0; i + 1 < at.Length; i++)
        {
            double bend = at[i + 1] - (at[i] * at[i]), rest = 1 - at[i];
            sum += (100 * bend * bend) + (rest * rest);
            g[i] += (-400 * at[i] * bend) - (2 * rest);
            g[i + 1] += 200 * bend;
        }

        return sum;
    });

    private static Tensor<double> ChainStart(int n)
    {
        Tensor<double> x = Tensor.Ones<double>(n);
        for (int i = 0; i < n; i += 2)
            x[i] = -1.2;
        return x;
    }

    [Fact]
    public void Lbfgs_needs_no_more_evaluations_than_the_reference_on_a_long_chain()
    {
        // SciPy 1.10.1, L-BFGS-B with 10 pairs, to a gradient of norm 2.5e-5: see tests/fixtures/smooth_evaluations.py.
        const int reference = 5750;
        var f = new CountingFunction<double>(Chain());
        Solution<double> s = Minimize.Run(f, new Lbfgs(), ChainStart(1000), new() { MaxIterations = 20_000, Tolerance = 2.4e-5 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(f.Counts.Gradients, 1, (long)(1.1 * reference));
        Assert.Equal(f.Counts.Values, f.Counts.Gradients);
    }

    public static TheoryData<string> Searching => [.. Method.Searching];

    /// <summary>A run without measurements in between asks for the same as one that measures each step.</summary>
    [Theory, MemberData(nameof(Searching))]
    public void Measuring_costs_nothing(string method)
    {
        long Count(int every)
        {
            var f = new CountingTwiceDifferentiable<double>(ClassicFunction<double>.Create("Rosenbrock"));
            Minimize.Run(f, Method.Named(method).Smooth!, Tensor.From([-1.2, 1.0]), new() { MaxIterations = 10, Tolerance = 0, MeasureEvery = every });
            return f.Counts.Values + f.Counts.Gradients;
        }

        // The last point is measured either way, and its gradient is part of that.
        Assert.InRange(Count(1), Count(100) - 1, Count(100) + 1);
    }

    [Fact]
    public void Counters_count()
    {
        var f = new CountingFiniteSum<double>(new LeastSquares<double>(Draw.Normal<double>(1, 8, 2), Draw.Normal<double>(2, 8)));
        Tensor<double> x = Tensor.Zeros<double>(2), g = Tensor.Zeros<double>(2);
        f.Value(x);
        f.Gradient(x, g);
        f.ValueAndGradient(x, g);
        f.Gradient(x, [0, 3, 5], g);
        Assert.Equal((2, 2, 3, 0), (f.Counts.Values, f.Counts.Gradients, f.Counts.TermGradients, f.Counts.HessianVectors));
        f.Counts.Reset();
        Assert.Equal(0, f.Counts.Values + f.Counts.Gradients + f.Counts.TermGradients);
        Assert.Throws<ArgumentNullException>("function", () => new CountingFunction<double>(null!));
    }

    [Fact]
    public void A_function_of_values_alone_is_minimized_by_differences()
    {
        var f = new SmoothFunction<double>(x => Math.Cosh(x[0] - 1) + Math.Pow(x[1] + 2, 2));
        Solution<double> s = Minimize.Run(f, new Bfgs(), Tensor.Zeros<double>(2), new() { Tolerance = 1e-7 });
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(1, s.Value[0], 1e-6);
        Assert.Equal(-2, s.Value[1], 1e-6);
        Assert.InRange(FiniteDifferences.GradientError(f, Tensor.From([0.3, 0.7]), Draw.Unit<double>(1, 2)), 0, 1e-8);
    }
}
