using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

/// <summary>Wrong use throws before any work, and names what is wrong.</summary>
public sealed class SplittingArgumentTests
{
    private static readonly LeastSquares<double> _loss = new(Draw.Normal<double>(1, 8, 4), Draw.Normal<double>(2, 8));
    private static readonly Tensor<double> _x = Tensor.Zeros<double>(4);
    private static readonly L1Norm<double> _l1 = new(0.1);
    private static readonly CountNonZero<double> _count = new();
    private static readonly Composition<double> _identity = new L1Norm<double>(0.1).Compose(new IdentityOperator<double>(new Shape(4)));
    private static readonly Composition<double> _counted = _count.Compose(new IdentityOperator<double>(new Shape(4)));

    public static TheoryData<string> ConvexOnly => [.. _convexOnly.Keys];

    private static readonly Dictionary<string, Action> _convexOnly = new(StringComparer.Ordinal)
    {
        ["Fista"] = () => new Fista().Start(_loss, _count, _x),
        ["DouglasRachford first"] = () => new DouglasRachford().Start(_count, _l1, _x),
        ["DouglasRachford second"] = () => new DouglasRachford().Start(_l1, _count, _x),
        ["DavisYin"] = () => new DavisYin().Start(_loss, _l1, _count, _x),
        ["Admm"] = () => new Admm().Start(_count, _l1, _x),
        ["Admm composed"] = () => new Admm().Start((ISmoothFunction<double>)_loss, _counted, _x),
        ["ConsensusAdmm"] = () => new ConsensusAdmm().Start(null, [_l1, _count], _x),
        ["GeneralizedForwardBackward"] = () => new GeneralizedForwardBackward().Start(_loss, [_l1, _count], _x),
        ["Dykstra"] = () => new Dykstra().Start(_x, [_count]),
        ["ChambollePock"] = () => new ChambollePock().Start(_count, _identity, _x),
        ["ChambollePock composed"] = () => new ChambollePock().Start(_l1, _counted, _x),
        ["CondatVu"] = () => new CondatVu().Start(_loss, _count, _identity, _x),
        ["DualForwardBackward"] = () => new DualForwardBackward().Start(new SquaredDistance<double>(_x), _counted, _x),
        ["SubgradientMethod"] = () => new SubgradientMethod().Start(new SubdifferentiableFunction<double>((_, _) => 0), _count, _x),
        ["EuclideanMap"] = () => _ = new EuclideanMap<double>(_count),
        ["ProximityTo"] = () => _ = new ProximityTo<double>(_x, 1, _count),
    };

    [Theory, MemberData(nameof(ConvexOnly))]
    public void A_function_that_is_not_convex_is_named(string method)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(_convexOnly[method]);
        Assert.Contains("CountNonZero", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_that_need_no_convexity_ask_for_none()
    {
        Assert.True(Minimize.Run(_loss, _count, new ForwardBackward(), _x, new() { MaxIterations = 500 }).Status is Status.Converged);
        Assert.True(Minimize.Run(_loss, _count, new Panoc(), _x, new() { MaxIterations = 500 }).Status is Status.Converged);
    }

    [Fact]
    public void A_missing_constant_is_asked_for()
    {
        var unknown = new Quadratic<double>(Tensor.Zeros<double>(4, 4), Tensor.Zeros<double>(4));
        Assert.Contains("Lipschitz", Assert.Throws<ArgumentException>(() => new Fista().Start(unknown, _l1, _x)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Fista { Momentum = new StronglyConvexMomentum() }.Start(new LeastSquares<double>(Draw.Normal<double>(1, 2, 4), Draw.Normal<double>(2, 2)), _l1, _x));
        Assert.Throws<ArgumentException>(() => new ChambollePock { Steps = PrimalDualSteps.Accelerated }.Start(_l1, _identity, _x));
        Assert.Contains("L1Norm", Assert.Throws<ArgumentException>(() => new DualForwardBackward().Start(_l1, _identity, _x)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MirrorDescent().Start(new SubdifferentiableFunction<double>((_, _) => 0), new EntropyMap<double>(), _x));
        Assert.Throws<ArgumentException>(() => new Admm().Start((IProximable<double>)_l1, _l1.Compose(new GradientOperator<double>(new Shape(4))), _x));
        Assert.Throws<ArgumentException>(() => new Admm { FrameConstant = 2 }.Start((IProximable<double>)_l1, _l1.Compose(new GradientOperator<double>(new Shape(4))), _x));
    }

    [Fact]
    public void Steps_that_cannot_converge_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ChambollePock { PrimalStep = 2, DualStep = 1 }.Start(_l1, _identity, _x));
        Assert.Throws<ArgumentException>(() => new CondatVu { PrimalStep = 1e3 }.Start(_loss, _identity, _x));
        Assert.Throws<ArgumentException>(() => new Fista { Search = new ProximalBacktracking { Growth = 1.5 } });
        Assert.Throws<ArgumentException>(() => new DualForwardBackward { Momentum = new StronglyConvexMomentum() });
        Assert.Throws<ArgumentException>(() => new Palm { Inertia = new StronglyConvexMomentum() });
        Assert.Throws<ArgumentException>(() => new FrankWolfe { AwaySteps = true, Steps = FrankWolfeSteps.OpenLoop }.Start(_loss, new L1BallVertices<double>(1), _x));
        Assert.Throws<ArgumentException>(() => new ConsensusAdmm().Start(_loss, [_l1], _x));
        Assert.Throws<ArgumentException>(() => new GeneralizedForwardBackward().Start<double>(_loss, [], _x));
    }

    [Theory, InlineData(0.0), InlineData(-1.0), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void Numbers_out_of_range_are_refused(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForwardBackward { StepSize = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForwardBackward { Relaxation = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Fista { StepSize = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DouglasRachford { StepSize = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DouglasRachford { Relaxation = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DavisYin { StepSize = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Admm { Penalty = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Admm { Relaxation = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConsensusAdmm { Penalty = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChambollePock { PrimalStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChambollePock { DualStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChambollePock { StrongConvexity = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CondatVu { PrimalStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DualForwardBackward { DualStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Panoc { StepSize = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PenaltyBalancing { Factor = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProximalBacktracking { Growth = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProximalBacktracking { InitialStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Palm { StepFraction = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimplexVertices<double>(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NuclearBallVertices<double>(2, 2, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EntropyMap<double>(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogBarrier { InitialParameter = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogBarrier { Growth = bad });
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_at_the_start()
    {
        Tensor<double> five = Tensor.Zeros<double>(5);
        Assert.Throws<ShapeMismatchException>(() => new ChambollePock().Start(_l1, _identity, five));
        Assert.Throws<ShapeMismatchException>(() => new CondatVu().Start(_loss, _identity, five));
        Assert.Throws<ShapeMismatchException>(() => new Admm().Start((ISmoothFunction<double>)_loss, _identity, five));
        Assert.Throws<ShapeMismatchException>(() => new DouglasRachford().Start(_l1, new SquaredDistance<double>(_x), five));
        Assert.Throws<ShapeMismatchException>(() => new Palm().Start(new FactorizationLoss<double>(Draw.Normal<double>(1, 3, 3), 1), [null, null], five));
        Assert.Throws<ArgumentException>(() => new FrankWolfe().Start(_loss, new SimplexVertices<double>(), _x));
        Assert.Throws<ArgumentException>(() => new MirrorDescent().Start(_loss, new EntropyMap<double>(), _x));
    }
}
