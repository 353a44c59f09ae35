using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

/// <summary>Two routes to one answer: methods that are special cases or duals of each other take the same steps.</summary>
public sealed class EquivalenceTests
{
    private static readonly SplittingProblem<double> _lasso = SplittingProblem<double>.Create("wide lasso");
    private static readonly SplittingProblem<double> _denoising = SplittingProblem<double>.Create("denoising");

    [Fact]
    public void Fista_without_momentum_is_forward_backward() =>
        SamePoints(new Fista { Momentum = new ConstantMomentum(0) }.Start(_lasso.Smooth!, _lasso.Proximable, _lasso.Start), new ForwardBackward().Start(_lasso.Smooth!, _lasso.Proximable, _lasso.Start), 0, 0);

    [Fact]
    public void Panoc_without_memory_is_forward_backward()
    {
        double step = 0.9 / _lasso.Smooth!.LipschitzConstant!.Value;
        // Its point is the image of its iterate: one step ahead.
        SamePoints(new Panoc { Memory = 0, StepSize = step }.Start(_lasso.Smooth, _lasso.Proximable, _lasso.Start),
            new ForwardBackward { StepSize = step }.Start(_lasso.Smooth, _lasso.Proximable, _lasso.Start), 1, 1e-12);
    }

    [Fact]
    public void Generalized_forward_backward_with_one_function_is_forward_backward()
    {
        double step = 1 / _lasso.Smooth!.LipschitzConstant!.Value;
        IIteration<double> general = new GeneralizedForwardBackward().Start(_lasso.Smooth, [_lasso.Proximable], _lasso.Start);
        SamePoints(general, new ForwardBackward { StepSize = step }.Start(_lasso.Smooth, _lasso.Proximable, _lasso.Start), 0, 1e-12);
    }

    [Fact]
    public void Davis_Yin_without_a_smooth_part_is_Douglas_Rachford()
    {
        var nothing = new Quadratic<double>(Tensor.Zeros<double>(25, 25), Tensor.Zeros<double>(25));
        SamePoints(new DavisYin { StepSize = 0.7, Relaxation = 1.2 }.Start(nothing, _denoising.Proximable, _denoising.Other!, _denoising.Start),
            new DouglasRachford { StepSize = 0.7, Relaxation = 1.2 }.Start(_denoising.Proximable, _denoising.Other!, _denoising.Start), 0, 0);
    }

    [Fact]
    public void Davis_Yin_without_a_first_function_is_forward_backward()
    {
        IIteration<double> three = new DavisYin().Start(_lasso.Smooth!, new ZeroFunction<double>(), _lasso.Proximable, _lasso.Start);
        SamePoints(three, new ForwardBackward().Start(_lasso.Smooth!, _lasso.Proximable, _lasso.Start), 0, 1e-12);
    }

    [Fact]
    public void Condat_Vu_without_a_smooth_part_is_Chambolle_Pock()
    {
        var nothing = new SquaredDistance<double>(Tensor.Zeros<double>(25), 1e-300);
        SamePoints(new CondatVu { PrimalStep = 0.3, DualStep = 0.5 }.Start(nothing, _denoising.Proximable, _denoising.Composed!, _denoising.Start),
            new ChambollePock { PrimalStep = 0.3, DualStep = 0.5 }.Start(_denoising.Proximable, _denoising.Composed!, _denoising.Start), 0, 1e-13);
    }

    [Fact]
    public void Chambolle_Pock_on_the_identity_with_inverse_steps_is_Douglas_Rachford()
    {
        // x = prox of g at s = x₋ − τu: Chambolle and Pock 2011, section 4.2. The reflection of one is the dual point of the other.
        const double gamma = 0.8;
        IIteration<double> primalDual = new ChambollePock { PrimalStep = gamma, DualStep = 1 / gamma }.Start(_denoising.Proximable, _denoising.Other!.Compose(new IdentityOperator<double>(new Shape(25))), _denoising.Start);
        IDualIteration<double> douglas = (IDualIteration<double>)new DouglasRachford { StepSize = gamma }.Start(_denoising.Other!, _denoising.Proximable, Start(primalDual, gamma));
        for (int k = 0; k < 40; k++)
        {
            primalDual.Step();
            douglas.Measure();
            // u⁺ is the subgradient that the first prox takes off s = x̄ + τu.
            Close(((IDualIteration<double>)primalDual).Dual, douglas.Dual, 1e-11);
            douglas.Step();
        }
    }

    [Fact]
    public void Admm_is_Douglas_Rachford_on_the_dual()
    {
        // Gabay 1983: z + u of ADMM runs as the governing point of Douglas-Rachford on the primal in the other order.
        const double rho = 1.7;
        var admm = (IDualIteration<double>)new Admm { Penalty = rho }.Start(_denoising.Proximable, _denoising.Other!, _denoising.Start);
        Tensor<double> governing = admm.Point + (admm.Dual * 0);
        // s = x + u₋ with u₋ = 0 at the first step.
        var douglas = (IDualIteration<double>)new DouglasRachford { StepSize = 1 / rho }.Start(_denoising.Other!, _denoising.Proximable, governing);
        for (int k = 0; k < 40; k++)
        {
            douglas.Measure();
            Close(admm.Dual, douglas.Dual, 1e-11);
            admm.Step();
            douglas.Step();
        }
    }

    [Fact]
    public void Dykstra_on_boxes_and_half_lines_is_the_exact_projection()
    {
        Tensor<double> a = Draw.Normal<double>(3, 9) * 2;
        Solution<double> s = Minimize.Run(a, [new Box<double>(-1, 5), new Box<double>(-9, 0.5)], new Dykstra());
        Assert.Equal(Status.Converged, s.Status);
        Close(s.Value, Tensor.From(Array.ConvertAll(a.ToArray(), e => Math.Clamp(e, -1, 0.5))), 1e-12);
        Assert.InRange(s.Gap!.Value, 0, 1e-12);
    }

    [Fact]
    public void Dykstra_finds_the_nearest_point_and_not_only_a_common_one()
    {
        // The simplex is the meeting of the half-space of sums 1 and the positive orthant.
        Tensor<double> a = Draw.Normal<double>(4, 15), nearest = Tensor.Zeros<double>(15);
        new Simplex<double>().Prox(a.AsSpan(), 1, nearest.AsSpan());
        var plane = new AffineSet<double>(Tensor.Ones<double>(1, 15), Tensor.Ones<double>(1));
        Solution<double> s = Minimize.Run(a, [plane, new NonNegative<double>()], new Dykstra(), new() { Tolerance = 1e-11, MaxIterations = 10_000 });
        Assert.Equal(Status.Converged, s.Status);
        Close(s.Value, nearest, 1e-9);
    }

    [Fact]
    public void Dykstra_with_one_function_is_its_prox()
    {
        Tensor<double> y = Draw.Normal<double>(5, 30), denoised = Tensor.Zeros<double>(30);
        var tv = new TotalVariation1D<double>(0.4);
        tv.Prox(y.AsSpan(), 1, denoised.AsSpan());
        Close(Minimize.Run(y, [tv], new Dykstra()).Value, denoised, 1e-12);
    }

    [Fact]
    public void Mirror_descent_in_Euclidean_geometry_is_projected_gradient()
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create("simplex");
        SamePoints(new MirrorDescent().Start(p.Smooth!, new EuclideanMap<double>(p.Proximable), p.Start), new ForwardBackward().Start(p.Smooth!, p.Proximable, p.Start), 0, 1e-14);
    }

    [Fact]
    public void Palm_with_one_block_is_forward_backward()
    {
        double step = 0.95 / _lasso.Smooth!.LipschitzConstant!.Value;
        SamePoints(new Palm().Start(new OneBlock(_lasso.Smooth), [_lasso.Proximable], _lasso.Start),
            new ForwardBackward { StepSize = step }.Start(_lasso.Smooth, _lasso.Proximable, _lasso.Start), 0, 1e-13);
    }

    [Fact]
    public void Admm_through_a_tight_frame_solves_the_same_problem()
    {
        var hadamard = new HadamardOperator<double>(new Shape(16));
        Tensor<double> y = Draw.Normal<double>(6, 16);
        double constant = hadamard.Norm.Bound * hadamard.Norm.Bound;
        var options = new MinimizeOptions { Tolerance = 1e-11, MaxIterations = 20_000 };
        var l1 = new L1Norm<double>(0.2).Compose(hadamard);
        Solution<double> admm = Minimize.Run((IProximable<double>)new SquaredDistance<double>(y), l1, new Admm { FrameConstant = constant }, null, options);
        Solution<double> primalDual = Minimize.Run((IProximable<double>)new SquaredDistance<double>(y), l1, new ChambollePock(), null, options);
        Assert.Equal(Status.Converged, admm.Status);
        Close(admm.Value, primalDual.Value, 1e-9);
    }

    /// <summary>The governing point of Douglas-Rachford that goes with the state of a primal-dual iteration after its first step.</summary>
    private static Tensor<double> Start(IIteration<double> iteration, double gamma)
    {
        // s = x̄ + γu with x̄ = 2x − x₋ and x₋ = 0, the start.
        Tensor<double> u = ((IDualIteration<double>)iteration).Dual;
        return ((2 * iteration.Point) + (gamma * u)).Contiguous();
    }

    private static void SamePoints(IIteration<double> left, IIteration<double> right, int ahead, double tolerance)
    {
        left.Measure();
        for (int k = 0; k < ahead; k++)
            right.Step();
        for (int k = 0; k < 40; k++)
        {
            left.Measure();
            right.Measure();
            Close(left.Point, right.Point, tolerance);
            left.Step();
            right.Step();
        }
    }

    private static void Close(Tensor<double> left, Tensor<double> right, double tolerance)
    {
        for (int i = 0; i < left.Length; i++)
            Assert.InRange(Math.Abs(left.AsSpan()[i] - right.AsSpan()[i]), 0, tolerance);
    }

    private sealed class OneBlock(ISmoothFunction<double> smooth) : IBlockSmoothFunction<double>
    {
        public IReadOnlyList<int> BlockLengths => [20];

        public double Value(ReadOnlySpan<double> x) => smooth.Value(Tensor.CopyOf(x, 20));

        public void Gradient(ReadOnlySpan<double> x, int block, Span<double> destination)
        {
            Tensor<double> gradient = Tensor.Zeros<double>(20);
            smooth.Gradient(Tensor.CopyOf(x, 20), gradient);
            gradient.CopyTo(destination);
        }

        public double LipschitzConstant(ReadOnlySpan<double> x, int block) => smooth.LipschitzConstant!.Value;
    }
}
