using System.Numerics;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleBoundedTests : BoundedTests<double>
{
    protected override double Tolerance => 1e-8;
}

public sealed class SingleBoundedTests : BoundedTests<float>
{
    protected override double Tolerance => 2e-3;
}

/// <summary>The methods for boxes: optimality conditions, and points that never leave.</summary>
public abstract class BoundedTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly (string Name, IBoundedMethod Method)[] All = [("L-BFGS-B", new LbfgsB()), ("L-BFGS-B 3", new LbfgsB { Memory = 3 }), ("projected gradient", new ProjectedGradient())];

    public static TheoryData<string> Methods => [.. All.Select(row => row.Name)];

    public static TheoryData<string, string> Everything => new MatrixTheoryData<string, string>([.. All.Select(row => row.Name)], ["quadratic", "logistic", "Rosenbrock", "one coordinate", "chain"]);

    protected abstract double Tolerance { get; }

    private static IBoundedMethod Named(string name) => All.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal)).Method;

    private static (ISmoothFunction<T> Function, Bounds<T> Bounds, Tensor<T> Start) Create(string name)
    {
        static T N(double value) => T.CreateChecked(value);
        switch (name)
        {
            case "quadratic":
                Tensor<T> a = Draw.Normal<T>(1, 40, 25);
                return (new LeastSquares<T>(a, Draw.Normal<T>(2, 40)) { IsMean = true }, Bounds.Between(new Shape(25), N(-0.05), N(0.08)), Tensor.Zeros<T>(25));
            case "logistic":
                return (new RidgeRegularized<T>(new LogisticLoss<T>(Draw.Normal<T>(1, 60, 8), Draw.Signs<T>(2, 60)), 0.01), Bounds.NonNegative<T>(new Shape(8)), Tensor.Ones<T>(8));
            case "Rosenbrock":
                return (ClassicFunction<T>.Create("Rosenbrock"), new Bounds<T>(Tensor.From([N(-1.5), N(-0.5)]), Tensor.From([N(0.8), T.PositiveInfinity])), Tensor.From([N(-1.2), N(1)]));
            case "one coordinate":
                return (ClassicFunction<T>.Create("one coordinate"), Bounds.Between(new Shape(1), N(-5), N(1)), Tensor.From([N(-3)]));
            default:
                return (ClassicFunction<T>.Create("Rosenbrock 6"), new Bounds<T>(Tensor.Full([6], N(0.1)), Tensor.From([N(2), N(0.3), N(2), N(2), N(0.5), N(0.9)])), Tensor.Full([6], N(0.2)));
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public void Meets_the_optimality_conditions(string method, string problem)
    {
        (ISmoothFunction<T> f, Bounds<T> bounds, Tensor<T> start) = Create(problem);
        Solution<T> s = Minimize.Run(f, bounds, Named(method), start, new() { MaxIterations = 5000, Tolerance = Tolerance });
        Assert.Equal(Status.Converged, s.Status);
        Tensor<T> gradient = Tensor.Zeros<T>(start.Shape);
        f.ValueAndGradient(s.Value, gradient);
        int active = 0;
        for (int i = 0; i < start.Length; i++)
        {
            T x = s.Value[i], low = bounds.Lower[i], high = bounds.Upper[i];
            double g = double.CreateChecked(gradient[i]);
            Assert.True(x >= low && x <= high);
            active += x == low || x == high ? 1 : 0;
            // Zero inside; pushing outwards at a bound.
            if (x > low)
                Assert.True(g <= 2 * Tolerance || x - low < T.CreateChecked(2 * Tolerance), $"element {i}: {g}");
            if (x < high)
                Assert.True(g >= -2 * Tolerance || high - x < T.CreateChecked(2 * Tolerance), $"element {i}: {g}");
        }

        Assert.True(active > 0);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Never_leaves_the_box(string method)
    {
        (ISmoothFunction<T> f, Bounds<T> bounds, Tensor<T> start) = Create("chain");
        var guarded = new SmoothFunction<T>((x, gradient) =>
        {
            for (int i = 0; i < x.Length; i++)
                Assert.True(x[i] >= bounds.Lower[i] && x[i] <= bounds.Upper[i]);
            return f.ValueAndGradient(x, gradient);
        });
        Tensor<T> outside = Tensor.Full([6], T.CreateChecked(9));
        Solution<T> s = Minimize.Run(guarded, bounds, Named(method), outside, new() { MaxIterations = 5000, Tolerance = Tolerance });
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(double.CreateChecked(Minimize.Run(f, bounds, new LbfgsB(), start, new() { Tolerance = Tolerance }).Objective), double.CreateChecked(s.Objective), 10 * Tolerance);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_box_of_one_point_is_its_own_solution(string method)
    {
        (ISmoothFunction<T> f, _, Tensor<T> start) = Create("chain");
        Solution<T> s = Minimize.Run(f, new Bounds<T>(start, start), Named(method), Tensor.Zeros<T>(6));
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(0, s.Iterations);
        Assert.Equal(start.ToArray(), s.Value.ToArray());
    }

    [Theory, MemberData(nameof(Methods))]
    public void Allocates_nothing_in_a_steady_iteration(string method)
    {
        (ISmoothFunction<T> f, Bounds<T> bounds, Tensor<T> start) = Create("quadratic");
        IIteration<T> iteration = Named(method).Start(f, bounds, start);
        for (int k = 0; k < 4; k++)
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

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<T> two = Tensor.Ones<T>(2), three = Tensor.Ones<T>(3);
        Assert.Throws<ArgumentNullException>("lower", () => new Bounds<T>(null!, two));
        Assert.Throws<ShapeMismatchException>("upper", () => new Bounds<T>(two, three));
        Assert.Throws<ArgumentOutOfRangeException>("lower", () => new Bounds<T>(two, -two));
        Assert.Throws<ArgumentOutOfRangeException>("upper", () => new Bounds<T>(two, Tensor.Full([2], T.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>("lower", () => Bounds.Between(new Shape(2), T.PositiveInfinity, T.PositiveInfinity));
        var bounds = new Bounds<T>(-two, two);
        var f = new Quadratic<T>(Tensor.Eye<T>(2), two);
        Assert.Throws<ShapeMismatchException>("x0", () => Minimize.Run(f, bounds, new LbfgsB(), three));
        Assert.Throws<ShapeMismatchException>("x0", () => Minimize.Run(f, bounds, new ProjectedGradient(), three));
        Assert.Throws<ArgumentNullException>("bounds", () => Minimize.Run(f, (Bounds<T>)null!, new LbfgsB(), two));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LbfgsB { Memory = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProjectedGradient { Memory = 0 });
        Assert.Throws<ShapeMismatchException>("point", () => bounds.Project(new T[3]));
    }
}
