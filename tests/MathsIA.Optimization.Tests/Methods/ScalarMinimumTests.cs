namespace MathsIA.Optimization.Tests;

/// <summary>Brent's minimizer of functions of one number.</summary>
public sealed class ScalarMinimumTests
{
    public static TheoryData<string> Functions => ["parabola", "quartic", "kink", "cosine", "left end", "right end", "far", "flat", "wall"];

    private static (Func<double, double> F, double Left, double Right, double Minimum, double Error) Create(string name) => name switch
    {
        "parabola" => (x => (x - 2) * (x - 2), -7, 5, 2, 1e-8),
        "quartic" => (x => Math.Pow(x + 0.3, 4), -1, 1, -0.3, 2e-4),
        "kink" => (x => Math.Abs(x - 0.1), -3, 4, 0.1, 1e-8),
        "cosine" => (Math.Cos, 1, 6, Math.PI, 1e-7),
        "left end" => (Math.Exp, 1, 6, 1, 2e-7),
        "right end" => (x => -x, 1, 6, 6, 4e-7),
        "far" => (x => (x - 1e6) * (x - 1e6), 0, 3e6, 1e6, 0.05),
        "flat" => (_ => 3, -1, 1, 0, 1),
        _ => (x => x < 1.25 ? double.PositiveInfinity : x, 0, 4, 1.25, 1e-7),
    };

    [Theory, MemberData(nameof(Functions))]
    public void Finds_the_minimum(string name)
    {
        (Func<double, double> f, double left, double right, double minimum, double error) = Create(name);
        int count = 0;
        ScalarMinimum s = Minimize.Bracketed(
            x =>
            {
                count++;
                Assert.True(x > left && x < right);
                return f(x);
            },
            left,
            right);
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(minimum, s.Value, error);
        Assert.Equal(f(s.Value), s.Function);
        Assert.Equal(count, s.Iterations);
        Assert.InRange(count, 1, 100);
        // The last interval holds the minimum, and is as narrow as was asked.
        Assert.InRange(s.Width, 0, (2 / 3.0 * 1e-9) + (3.1e-8 * Math.Abs(s.Value)));
        if (error < 1e-3)
            Assert.InRange(Math.Abs(s.Value - minimum), 0, Math.Max(s.Width, error));
    }

    [Fact]
    public void Parabolas_save_evaluations()
    {
        // scipy 1.10.1 takes 14, tests/fixtures/bounded_least_squares.py.
        Assert.InRange(Minimize.Bracketed(v => (v - 1) * (v - 1) * (1 + (v * v)), -2, 3).Iterations, 5, 14);
        Assert.InRange(Minimize.Bracketed(v => (v - 2) * (v - 2), -7, 5).Iterations, 3, 10);
    }

    [Fact]
    public void Keeps_the_status_contract()
    {
        ScalarMinimum limited = Minimize.Bracketed(x => x * x, -7, 5, maxIterations: 4);
        Assert.Equal(Status.IterationLimit, limited.Status);
        Assert.Equal(4, limited.Iterations);
        Assert.True(limited.Width > 1e-3);
        Assert.Equal(Status.NonFinite, Minimize.Bracketed(_ => double.NaN, -7, 5).Status);
        Assert.Equal(Status.NonFinite, Minimize.Bracketed(_ => double.PositiveInfinity, -7, 5).Status);
        ScalarMinimum broken = Minimize.Bracketed(x => x > 0 ? double.NaN : x, -7, 5);
        Assert.Equal(Status.NonFinite, broken.Status);
        Assert.Equal(broken.Value, broken.Function);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentNullException>("function", () => Minimize.Bracketed(null!, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("left", () => Minimize.Bracketed(x => x, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("right", () => Minimize.Bracketed(x => x, 0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("right", () => Minimize.Bracketed(x => x, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("right", () => Minimize.Bracketed(x => x, double.MinValue, double.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => Minimize.Bracketed(x => x, 0, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("maxIterations", () => Minimize.Bracketed(x => x, 0, 1, maxIterations: 0));
    }
}
