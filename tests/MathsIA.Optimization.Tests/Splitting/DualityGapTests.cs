using MathsIA.Operators;

namespace MathsIA.Optimization.Tests.Splitting;

/// <summary>The gaps of the methods for sums: small where the optimality conditions hold, never below the true distance to the smallest value, and none where
/// nothing is known.</summary>
public sealed class DualityGapTests
{
    private static readonly MinimizeOptions Patient = new() { MaxIterations = 50_000, Tolerance = 1e-10 };

    private static readonly LeastSquares<double> Tall = new(Draw.Normal<double>(1, 30, 12), Draw.Normal<double>(2, 30));
    private static readonly LeastSquares<double> Wide = new(Draw.Normal<double>(3, 6, 12), Draw.Normal<double>(4, 6));
    private static readonly SquaredDistance<double> Near = new(Draw.Normal<double>(5, 12));
    private static readonly L1Norm<double> Sparse = new(0.4);
    private static readonly TotalVariation1D<double> Flat = new(0.3);
    private static readonly Composition<double> Jumps = new L1Norm<double>(0.3).Compose(new GradientOperator<double>(new Shape(12)));

    private static readonly Dictionary<string, Func<IIteration<double>>> _methods = new(StringComparer.Ordinal)
    {
        ["Davis-Yin, strongly convex"] = () => new DavisYin().Start(Tall, Sparse, Flat, Start),
        ["Davis-Yin, a conjugate that is finite"] = () => new DavisYin().Start(Wide, Near, Flat, Start),
        ["generalized forward-backward, strongly convex"] = () => new GeneralizedForwardBackward().Start(Tall, [Sparse, Flat], Start),
        ["generalized forward-backward, a conjugate that is finite"] = () => new GeneralizedForwardBackward().Start(Wide, [Sparse, Near, Flat], Start),
        ["generalized forward-backward without a smooth part"] = () => new GeneralizedForwardBackward().Start(null, [Sparse, Near, Flat], Start),
        ["consensus ADMM"] = () => new ConsensusAdmm().Start(null, [Sparse, Near, Flat], Start),
        ["consensus ADMM balanced"] = () => new ConsensusAdmm { Penalty = 20, Balancing = new PenaltyBalancing() }.Start(null, [Flat, Sparse, Near], Start),
        ["Condat-Vu, a conjugate that is finite"] = () => new CondatVu().Start(Wide, new LInfinityBall<double>(4), Jumps, Start),
        ["Condat-Vu, strongly convex"] = () => new CondatVu().Start(Tall, new ZeroFunction<double>(), Jumps, Start),
    };

    public static TheoryData<string> Methods => [.. _methods.Keys];

    private static Tensor<double> Start => Tensor.Zeros<double>(12);

    [Theory, MemberData(nameof(Methods))]
    public void Closes_at_the_solution_and_bounds_the_distance_on_the_way(string method)
    {
        Solution<double> s = Minimize.Run(_methods[method](), Patient);
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Gap!.Value, 0, 1e-7);
        foreach (TracePoint point in s.Trace)
            Assert.True(point.Objective - point.Gap <= s.Objective + 1e-9, $"step {point.Iteration}");
        // A gap is a measure to stop by, too.
        Solution<double> early = Minimize.Run(_methods[method](), new() { MaxIterations = 50_000, GapTolerance = 1e-3 });
        Assert.Equal(Status.Converged, early.Status);
        Assert.True(early.Objective - s.Objective <= 1e-3);
        Assert.True(early.Iterations < s.Iterations);
    }

    [Fact]
    public void A_smooth_function_that_does_not_say_that_it_is_convex_is_not_trusted()
    {
        var unknown = new Hidden(Tall);
        Composition<double> near = Sparse.Compose(new IdentityOperator<double>(new Shape(12)));
        foreach (IIteration<double> iteration in (IIteration<double>[])
            [new DavisYin().Start(unknown, Near, Flat, Start), new GeneralizedForwardBackward().Start(unknown, [Near, Flat], Start), new CondatVu().Start(unknown, Near, near, Start)])
        {
            Assert.Null(iteration.Measure().Gap);
        }
    }

    private sealed class Hidden(ISmoothFunction<double> inner) : ISmoothFunction<double>
    {
        public double? LipschitzConstant => inner.LipschitzConstant;

        public double? StrongConvexity => null;

        public double Value(Tensor<double> x) => inner.Value(x);

        public void Gradient(Tensor<double> x, Tensor<double> destination) => inner.Gradient(x, destination);

        public double ValueAndGradient(Tensor<double> x, Tensor<double> destination) => inner.ValueAndGradient(x, destination);
    }
}
