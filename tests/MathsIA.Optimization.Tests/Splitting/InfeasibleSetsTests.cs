using MathsIA.Operators;

namespace MathsIA.Optimization.Tests.Splitting;

public sealed class InfeasibleSetsTests
{
    private static readonly MinimizeOptions Patient = new() { MaxIterations = 20_000, Tolerance = 1e-12 };

    /// <summary>Two sets, how far they are apart, 0 if they meet.</summary>
    public static TheoryData<string, double> Pairs => new()
    {
        { "boxes", 1 }, { "ball and half-space", 0.5 }, { "parallel lines", 2 }, { "simplex and box", 1 / Math.Sqrt(3) }, { "cone and plane", 1 },
        { "boxes that touch", 0 }, { "ball and half-space that touch", 0 }, { "lines that cross", 0 }, { "simplex and box that meet", 0 },
    };

    [Theory, MemberData(nameof(Pairs))]
    public void Douglas_Rachford_proves_that_two_sets_do_not_meet(string pair, double distance)
    {
        (IProximable<double> first, IProximable<double> second) = Sets(pair);
        Solution<double> s = Minimize.Run(first, second, new DouglasRachford(), Tensor.From<double>([0.3, -0.7, 1.9]), Patient);
        Check(s, first, second, distance);
        Assert.True(s.Status != Status.Infeasible || s.Residual >= distance * (1 - 1e-9));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Dykstra_proves_that_two_sets_do_not_meet(string pair, double distance)
    {
        (IProximable<double> first, IProximable<double> second) = Sets(pair);
        Check(Minimize.Run(Tensor.From<double>([0.3, -0.7, 1.9]), [first, second], new Dykstra(), Patient), first, second, distance);
    }

    private static readonly Dictionary<string, Func<IProximable<double>, IProximable<double>, Tensor<double>, IIteration<double>>> _methods = new(StringComparer.Ordinal)
    {
        ["ADMM"] = (a, b, x) => new Admm().Start(a, b, x),
        ["ADMM over-relaxed and balanced"] = (a, b, x) => new Admm { Relaxation = 1.6, Penalty = 30, Balancing = new PenaltyBalancing() }.Start(a, b, x),
        ["ADMM through a tight frame"] = (a, b, x) => new Admm { FrameConstant = 1 }.Start(a, b.Compose(new DiagonalOperator<double>(Tensor.Ones<double>(3))), x),
        ["consensus ADMM"] = (a, b, x) => new ConsensusAdmm().Start(null, [a, b], x),
        ["consensus ADMM balanced"] = (a, b, x) => new ConsensusAdmm { Penalty = 20, Balancing = new PenaltyBalancing() }.Start(null, [a, b], x),
        ["generalized forward-backward"] = (a, b, x) => new GeneralizedForwardBackward().Start(null, [a, b], x),
        ["generalized forward-backward with a smooth part"] = (a, b, x) => new GeneralizedForwardBackward().Start(Near, [a, b], x),
        ["Davis-Yin"] = (a, b, x) => new DavisYin().Start(Near, a, b, x),
        ["Chambolle-Pock"] = (a, b, x) => new ChambollePock().Start(a, b.Compose(new IdentityOperator<double>(new Shape(3))), x),
        ["Chambolle-Pock balanced"] = (a, b, x) => new ChambollePock { Steps = PrimalDualSteps.Balanced }.Start(a, b.Compose(new IdentityOperator<double>(new Shape(3))), x),
        ["Chambolle-Pock searching"] = (a, b, x) => new ChambollePock { Steps = PrimalDualSteps.LineSearch }.Start(a, b.Compose(new IdentityOperator<double>(new Shape(3))), x),
        ["dual forward-backward"] = (a, b, x) => new DualForwardBackward().Start(new ProximityTo<double>(Tensor.From<double>([5.0, -2, 0.5]), 1, a), b.Compose(new IdentityOperator<double>(new Shape(3))), x),
        ["dual forward-backward without momentum"] = (a, b, x) => new DualForwardBackward { Momentum = new ConstantMomentum(0) }.Start(new ProximityTo<double>(Tensor.From<double>([5.0, -2, 0.5]), 1, a), b.Compose(new IdentityOperator<double>(new Shape(3))), x),
        ["Condat-Vu"] = (a, b, x) => new CondatVu().Start(Near, a, b.Compose(new IdentityOperator<double>(new Shape(3))), x),
    };

    private static SquaredDistance<double> Near => new(Tensor.From<double>([5.0, -2, 0.5]));

    public static TheoryData<string, string, double> Everything => [.. from method in _methods.Keys from pair in Pairs select (method, pair.Data.Item1, pair.Data.Item2)];

    [Theory, MemberData(nameof(Everything))]
    public void Every_other_method_proves_it_too(string method, string pair, double distance)
    {
        (IProximable<double> first, IProximable<double> second) = Sets(pair);
        Solution<double> s = Minimize.Run(_methods[method](first, second, Tensor.From<double>([0.3, -0.7, 1.9])), Patient);
        Assert.True(distance > 0 == (s.Status == Status.Infeasible), s.ToString());
        // The dual point of a primal-dual method is the normal of the second set, that of Davis and Yin's of the first.
        if (distance > 0 && s.Dual is { } normal)
            Separates(method.StartsWith("Davis", StringComparison.Ordinal) ? normal.ToArray() : [.. normal.ToArray().Select(v => -v)], first, second, distance);
    }

    [Fact]
    public void Images_that_miss_a_set_are_infeasible()
    {
        // All sums of neighbours of a point of the unit ball are below 2: none reaches the half-space of sums of at least 3.
        var sums = new DenseOperator<float>(Tensor.From(new float[,] { { 1, 1, 0 }, { 0, 1, 1 } }));
        var far = new Box<float>(3, 5);
        Solution<float> s = Minimize.Run((IProximable<float>)new L2Ball<float>(1), far.Compose(sums), new ChambollePock(), null, new() { MaxIterations = 5000 });
        Assert.Equal(Status.Infeasible, s.Status);
        float[] u = s.Dual!.ToArray(), adjoint = sums.ApplyAdjoint(s.Dual!).ToArray();
        Assert.True(new L2Ball<float>(1).ConjugateValue([.. adjoint.Select(v => -v)]) + far.ConjugateValue(u) < 0);
    }

    private static readonly Dictionary<string, Func<Composition<double>, Tensor<double>, IIteration<double>>> _everywhere = new(StringComparer.Ordinal)
    {
        ["ADMM with a smooth function"] = (h, x) => new Admm().Start((ISmoothFunction<double>)new LeastSquares<double>(Tensor.From(new double[,] { { 1, 0 }, { 0, 2 } }), Tensor.From<double>([5.0, -2])), h, x),
        ["dual forward-backward"] = (h, x) => new DualForwardBackward().Start(new ProximityTo<double>(Tensor.From<double>([5.0, -2])), h, x),
        ["Chambolle-Pock"] = (h, x) => new ChambollePock().Start(new L1Norm<double>(), h, x),
        ["Condat-Vu"] = (h, x) => new CondatVu().Start(new SquaredDistance<double>(Tensor.From<double>([5.0, -2])), new L1Norm<double>(), h, x),
    };

    /// <summary>The second row of an operator whose first is (1, 1), what it is to reach, and how far that is out of its range.</summary>
    public static TheoryData<string, double, double> Ranges => [.. from method in _everywhere.Keys from row in new[] { (1.0, 2 / Math.Sqrt(2)), (1.001, 0), (1.3, 0) } select (method, row.Item1, row.Item2)];

    [Theory, MemberData(nameof(Ranges))]
    public void A_set_beyond_the_range_of_the_operator_is_proved_to_be_so_by_functions_finite_everywhere(string method, double slope, double distance)
    {
        // The range is the diagonal, or everything, though reached by long vectors only.
        var op = new DenseOperator<double>(Tensor.From(new double[,] { { 1, 1 }, { 1, slope } }));
        var set = new Box<double>(Tensor.From<double>([-1.0, 3]), Tensor.From<double>([1.0, 4]));
        Solution<double> s = Minimize.Run(_everywhere[method](set.Compose(op), Tensor.From<double>([0.3, -0.7])), Patient);
        Assert.True(distance > 0 == (s.Status == Status.Infeasible), s.ToString());
        if (distance == 0)
            return;
        double[] v = s.Dual!.ToArray(), away = op.ApplyAdjoint(s.Dual!).ToArray();
        double norm = Math.Sqrt(v.Sum(e => e * e));
        Assert.InRange(-set.ConjugateValue(v) / norm, 1e-6, distance * (1 + 1e-6));
        Assert.InRange(Math.Sqrt(away.Sum(e => e * e)) / norm, 0, 1e-7);
    }

    [Fact]
    public void Three_sets_of_which_each_two_meet_are_proved_by_the_methods_for_sums()
    {
        IProximable<double>[] sets =
        [
            new HalfSpace<double>(Tensor.From<double>([0.0, 1]), -1), new HalfSpace<double>(Tensor.From<double>([-1.0, -1]), -1), new HalfSpace<double>(Tensor.From<double>([1.0, -1]), -1),
        ];
        Tensor<double> start = Tensor.From<double>([0.2, 0.1]);
        Assert.Equal(Status.Infeasible, Minimize.Run(null, sets, new ConsensusAdmm(), start, Patient).Status);
        Assert.Equal(Status.Infeasible, Minimize.Run(null, sets, new GeneralizedForwardBackward(), start, Patient).Status);
        sets[0] = new HalfSpace<double>(Tensor.From<double>([0.0, 1]), 1);
        Assert.Equal(Status.Converged, Minimize.Run(null, sets, new ConsensusAdmm(), start, Patient).Status);
    }

    [Fact]
    public void Dykstra_proves_that_three_sets_of_which_each_two_meet_have_no_common_point()
    {
        // Three half-planes about a triangle, each facing away from it.
        IProximable<float>[] sets =
        [
            new HalfSpace<float>(Tensor.From<float>([0f, 1f]), -1), new HalfSpace<float>(Tensor.From<float>([-1f, -1f]), -1), new HalfSpace<float>(Tensor.From<float>([1f, -1f]), -1),
        ];
        Assert.Equal(Status.Infeasible, Minimize.Run(Tensor.From<float>([0.2f, 0.1f]), sets, new Dykstra(), new() { MaxIterations = 5000 }).Status);
    }

    [Fact]
    public void Functions_that_are_no_indicators_are_never_called_infeasible()
    {
        Solution<double> s = Minimize.Run(new Box<double>(1, 2), new L1Norm<double>(), new DouglasRachford(), Tensor.From<double>([5.0, -5]), Patient);
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(2, s.Objective, 1e-9);
    }

    private static void Check(Solution<double> s, IProximable<double> first, IProximable<double> second, double distance)
    {
        if (distance == 0)
        {
            Assert.NotEqual(Status.Infeasible, s.Status);
            return;
        }

        Assert.Equal(Status.Infeasible, s.Status);
        Separates(s.Dual!.ToArray(), first, second, distance);
    }

    /// <summary>The normal of the first set is one of a hyperplane between them, by no more than the distance.</summary>
    private static void Separates(double[] normal, IProximable<double> first, IProximable<double> second, double distance)
    {
        double[] opposite = [.. normal.Select(v => -v)];
        double between = ((IConjugable<double>)first).ConjugateValue(normal) + ((IConjugable<double>)second).ConjugateValue(opposite);
        double norm = Math.Sqrt(normal.Sum(v => v * v));
        Assert.InRange(-between / norm, 1e-6, distance * (1 + 1e-9));
    }

    private static (IProximable<double> First, IProximable<double> Second) Sets(string pair) => pair switch
    {
        "boxes" => (new Box<double>(0, 1), new Box<double>(Tensor.From<double>([-3.0, 0, 2]), Tensor.From<double>([3.0, 1, 4]))),
        "ball and half-space" => (new L2Ball<double>(1), new HalfSpace<double>(Tensor.From<double>([0.0, 0, -1]), -1.5)),
        "parallel lines" => (new Hyperplane<double>(Tensor.From<double>([0.0, 0, 1]), 1), new Hyperplane<double>(Tensor.From<double>([0.0, 0, 1]), 3)),
        "simplex and box" => (new Simplex<double>(1), new Box<double>(Tensor.From<double>([2.0 / 3, 2.0 / 3, 2.0 / 3]), Tensor.From<double>([1.0, 1, 1]))),
        "cone and plane" => (new NonNegative<double>(), new Hyperplane<double>(Tensor.From<double>([1.0, 0, 0]), -1)),
        "boxes that touch" => (new Box<double>(0, 1), new Box<double>(1, 2)),
        "ball and half-space that touch" => (new L2Ball<double>(1), new HalfSpace<double>(Tensor.From<double>([0.0, 0, -1]), -1)),
        "lines that cross" => (new Hyperplane<double>(Tensor.From<double>([0.0, 0, 1]), 1), new Hyperplane<double>(Tensor.From<double>([0.0, 0.01, 1]), 3)),
        _ => (new Simplex<double>(1), new Box<double>(0.2, 0.5)),
    };
}
