using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleSolveTests : SolveTests<double>
{
    protected override double Tolerance => 1e-10;
}

public sealed class SingleSolveTests : SolveTests<float>
{
    protected override double Tolerance => 1e-4;
}

/// <summary>Roots and fixed points.</summary>
public abstract class SolveTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly (string Name, IRootMethod Method)[] Roots = [("Newton", new NewtonRoot()), ("Broyden", new Broyden())];

    public static TheoryData<string> Methods => [.. Roots.Select(row => row.Name)];

    protected abstract double Tolerance { get; }

    private static IRootMethod Named(string name) => Roots.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal)).Method;

    /// <summary>Broyden's tridiagonal system (Moré, Garbow and Hillstrom 1981, problem 30).</summary>
    private static VectorFunction<T> Tridiagonal(int n) => new(n, (x, f) =>
    {
        T one = T.One, two = one + one, three = two + one;
        for (int i = 0; i < n; i++)
            f[i] = ((three - (two * x[i])) * x[i]) - (i > 0 ? x[i - 1] : T.Zero) - (i + 1 < n ? two * x[i + 1] : T.Zero) + one;
    });

    /// <summary>A linear contraction with a slow mode.</summary>
    private static VectorFunction<T> Contraction(int n) => new(n, (x, g) =>
    {
        for (int i = 0; i < n; i++)
            g[i] = (T.CreateChecked(0.95 * (i + 1) / n) * x[i]) + T.One;
    });

    [Theory, MemberData(nameof(Methods))]
    public void Finds_a_root(string method)
    {
        VectorFunction<T> f = Tridiagonal(20);
        Tensor<T> start = Tensor.Full([20], -T.One), value = Tensor.Zeros<T>(20);
        Solution<T> s = Solve.Root(f, Named(method), start, new() { Tolerance = Tolerance });
        Assert.Equal(Status.Converged, s.Status);
        f.Evaluate(s.Value, value);
        Assert.Equal(Vectors.Norm(value), s.Residual);
        Assert.Equal(double.CreateChecked(s.Residual * s.Residual) / 2, double.CreateChecked(s.Objective), 1e-12);
        Assert.InRange(s.Iterations, 2, 40);
        Solution<T> again = Solve.Root(f, Named(method), s.Value, new() { Tolerance = Tolerance });
        Assert.Equal((Status.Converged, 0), (again.Status, again.Iterations));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Keeps_the_status_contract(string method)
    {
        Tensor<T> start = Tensor.Full([5], T.Zero);
        Assert.Equal(Status.IterationLimit, Solve.Root(Tridiagonal(5), Named(method), start, new() { MaxIterations = 1, Tolerance = 0 }).Status);
        Assert.Equal(Status.Cancelled, Solve.Root(Tridiagonal(5), Named(method), start, null, new CancellationToken(true)).Status);
        Assert.Equal(Status.NonFinite, Solve.Root(new VectorFunction<T>(5, (_, f) => f.Fill(T.NaN)), Named(method), start).Status);
        // x² + 1 has no root: the best point is a minimum of its magnitude.
        Solution<T> none = Solve.Root(new VectorFunction<T>(1, (x, f) => f[0] = (x[0] * x[0]) + T.One), Named(method), Tensor.From([T.One]), new() { MaxIterations = 300 });
        Assert.True(none.Status is Status.Stalled or Status.IterationLimit, none.ToString());
        Assert.InRange(double.CreateChecked(none.Residual), 1, 1.9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Anderson_finds_the_fixed_point_and_is_faster_with_memory(int memory)
    {
        Solution<T> s = Solve.FixedPoint(Contraction(12), new AndersonAcceleration { Memory = memory }, Tensor.Zeros<T>(12), new() { Tolerance = Tolerance, MaxIterations = 2000 });
        Assert.Equal(Status.Converged, s.Status);
        for (int i = 0; i < 12; i++)
            Assert.Equal(1 / (1 - (0.95 * (i + 1) / 12)), double.CreateChecked(s.Value[i]), 100 * Tolerance);
        int plain = Solve.FixedPoint(Contraction(12), new AndersonAcceleration { Memory = 0 }, Tensor.Zeros<T>(12), new() { Tolerance = Tolerance, MaxIterations = 2000 }).Iterations;
        if (memory > 1)
            Assert.InRange(s.Iterations, 1, plain / 2);
    }

    [Fact]
    public void Anderson_is_safe_where_the_plain_iteration_is()
    {
        // A contraction with a kink: extrapolation overshoots, the guard steps in.
        var map = new VectorFunction<T>(1, (x, g) => g[0] = (x[0] > T.Zero ? T.CreateChecked(-0.9) : T.CreateChecked(-0.1)) * x[0]);
        Solution<T> s = Solve.FixedPoint(map, new AndersonAcceleration(), Tensor.From([T.CreateChecked(50)]), new() { Tolerance = Tolerance });
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(0, double.CreateChecked(s.Value[0]), 10 * Tolerance);
        Assert.Equal(Status.NonFinite, Solve.FixedPoint(new VectorFunction<T>(1, (_, g) => g.Fill(T.NaN)), new AndersonAcceleration(), Tensor.From([T.One])).Status);
        Assert.NotEqual(Status.Converged, Solve.FixedPoint(new VectorFunction<T>(1, (x, g) => g[0] = x[0] + T.One), new AndersonAcceleration(), Tensor.From([T.One])).Status);
    }

    [Fact]
    public void Allocates_nothing_in_a_steady_iteration()
    {
        IIteration<T>[] iterations =
        [
            .. Roots.Select(row => row.Method.Start(Tridiagonal(6), Tensor.Zeros<T>(6))),
            new AndersonAcceleration { Memory = 3 }.Start(Contraction(6), Tensor.Zeros<T>(6)),
        ];
        foreach (IIteration<T> iteration in iterations)
        {
            for (int k = 0; k < 3; k++)
            {
                iteration.Step();
                iteration.Measure();
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 10; k++)
            {
                iteration.Step();
                iteration.Measure();
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Brackets_close()
    {
        foreach ((Func<double, double> f, double a, double b, double root) in new (Func<double, double>, double, double, double)[]
        {
            (x => (x * x) - 2, 0, 5, Math.Sqrt(2)),
            (x => Math.Cos(x) - x, 0, 1, 0.7390851332151607),
            (x => Math.Pow(x - 1, 9), 0, 3.3, 1),
            (x => x < 0.25 ? -1 : 1, 0, 1, 0.25),
            (x => x, 0, 1, 0),
            (x => Math.Exp(x) - 1e-300, -1000, 0, -300 * Math.Log(10)),
        })
        {
            foreach (ScalarRoot s in new[] { Solve.Bracketed(f, a, b), Solve.Bracketed(f, b, a) })
            {
                Assert.Equal(Status.Converged, s.Status);
                Assert.Equal(root, s.Value, 1e-9);
                Assert.Equal(f(s.Value), s.Function);
            }
        }

        Assert.InRange(Solve.Bracketed(x => (x * x) - 2, 0, 5).Iterations, 1, 12);
        Assert.Equal(Status.IterationLimit, Solve.Bracketed(x => (x * x) - 2, 0, 5, maxIterations: 2).Status);
        Assert.Equal(Status.NonFinite, Solve.Bracketed(x => x is 0 or 5 ? x - 1 : double.NaN, 0, 5).Status);
        Assert.Throws<ArgumentException>("function", () => Solve.Bracketed(x => (x * x) + 1, 0, 5));
        Assert.Throws<ArgumentOutOfRangeException>("left", () => Solve.Bracketed(x => x, double.NaN, 5));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => Solve.Bracketed(x => x, -1, 5, -1));
        Assert.Throws<ArgumentNullException>("function", () => Solve.Bracketed(null!, -1, 5));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<T> four = Tensor.Zeros<T>(4);
        Assert.Throws<ShapeMismatchException>("function", () => Solve.Root(Tridiagonal(5), new NewtonRoot(), four));
        Assert.Throws<ShapeMismatchException>("function", () => Solve.Root(Tridiagonal(5), new Broyden(), four));
        Assert.Throws<ShapeMismatchException>("map", () => Solve.FixedPoint(Tridiagonal(5), new AndersonAcceleration(), four));
        Assert.Throws<ArgumentNullException>("method", () => Solve.Root(Tridiagonal(4), null!, four));
        Assert.Throws<ArgumentNullException>("map", () => Solve.FixedPoint<T>(null!, new AndersonAcceleration(), four));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AndersonAcceleration { Memory = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AndersonAcceleration { Safeguard = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AndersonAcceleration { Regularization = -1 });
    }
}
