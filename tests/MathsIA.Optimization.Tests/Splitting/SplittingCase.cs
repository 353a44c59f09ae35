using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

/// <summary>A row of the contract table: a method, and how it takes a problem.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Problems">The problems it solves.</param>
/// <param name="Begin">Starts it.</param>
/// <param name="Accuracy">The violation it reaches relative to the others: 1, or more where the residual is measured in other units.</param>
/// <param name="Slowness">The tolerance it is run to relative to the others: 1, or more where the rate is sublinear to the end.</param>
/// <param name="ByGap">Whether the gap is its measure: where the theorem promises a rate of the primal point and none of the residual.</param>
internal sealed record SplittingCase<T>(string Name, string[] Problems, Func<SplittingProblem<T>, Tensor<T>, IIteration<T>> Begin, double Accuracy = 1, double Slowness = 1, bool ByGap = false)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] _composite = ["lasso", "wide lasso", "non-negative", "box", "simplex", "group lasso"];
    private static readonly string[] _strong = ["lasso", "non-negative", "box", "simplex", "group lasso"];
    private static readonly string[] _denoising = ["denoising"];
    private static readonly string[] _nearest = ["nearest point"];
    private static readonly string[] _split = ["denoising", "basis pursuit"];

    public static readonly SplittingCase<T>[] All =
    [
        Gradient("forward-backward", new ForwardBackward(), _composite),
        Gradient("forward-backward searching", new ForwardBackward { Search = new ProximalBacktracking { Growth = 1.3 } }, _composite),
        Gradient("forward-backward relaxed", new ForwardBackward { Relaxation = 0.8 }, _composite),
        Gradient("FISTA", new Fista(), _composite),
        Gradient("FISTA Chambolle-Dossal", new Fista { Momentum = new ChambolleDossalMomentum(10) }, _composite),
        Gradient("FISTA searching", new Fista { Search = new ProximalBacktracking(), Restart = FistaRestart.Gradient }, _composite),
        Gradient("FISTA monotone", new Fista { IsMonotone = true }, _strong),
        Gradient("FISTA restarting on the objective", new Fista { Restart = FistaRestart.Objective }, _composite),
        Gradient("FISTA restarting on the gradient", new Fista { Restart = FistaRestart.Gradient }, _composite),
        Gradient("FISTA strongly convex", new Fista { Momentum = new StronglyConvexMomentum() }, _strong),
        Gradient("PANOC", new Panoc(), _composite),
        Gradient("PANOC without memory", new Panoc { Memory = 0 }, _composite),
        Gradient("PANOC from a long step", new Panoc { StepSize = 10 }, _composite),
        new("Davis-Yin", _composite, (p, x) => new DavisYin().Start(p.Smooth!, p.Proximable, new ZeroFunction<T>(), x)),
        new("generalized forward-backward", _composite, (p, x) => new GeneralizedForwardBackward().Start(p.Smooth, [p.Proximable, new ZeroFunction<T>()], x)),
        new("Condat-Vu", _composite, (p, x) => new CondatVu().Start(p.Smooth!, new ZeroFunction<T>(), p.Proximable.Compose(new IdentityOperator<T>(x.Shape)), x), 10),
        new("Condat-Vu with the prox first", _composite, (p, x) => new CondatVu().Start(p.Smooth!, p.Proximable, new ZeroFunction<T>().Compose(new IdentityOperator<T>(x.Shape)), x)),
        new("ADMM with Newton steps", _composite, (p, x) => new Admm { Penalty = 5 }.Start(p.Smooth!, p.Proximable.Compose(new IdentityOperator<T>(x.Shape)), x), 50),
        new("Frank-Wolfe with away steps", ["simplex"], (p, x) => new FrankWolfe { AwaySteps = true }.Start(p.Smooth!, new SimplexVertices<T>(), x)),
        new("mirror descent", ["simplex"], (p, x) => new MirrorDescent().Start(p.Smooth!, new EntropyMap<T>(), x)),
        new("mirror descent, Euclidean", ["simplex", "box"], (p, x) => new MirrorDescent().Start(p.Smooth!, new EuclideanMap<T>(p.Proximable), x)),
        new("Douglas-Rachford", _split, (p, x) => new DouglasRachford().Start(p.Proximable, p.Other!, x)),
        new("Douglas-Rachford the other way", _split, (p, x) => new DouglasRachford { Relaxation = 1.4 }.Start(p.Other!, p.Proximable, x)),
        new("ADMM", _split, (p, x) => new Admm().Start(p.Proximable, p.Other!, x)),
        new("ADMM over-relaxed and balanced", _split, (p, x) => new Admm { Relaxation = 1.6, Penalty = 30, Balancing = new PenaltyBalancing() }.Start(p.Other!, p.Proximable, x)),
        new("consensus ADMM", _split, (p, x) => new ConsensusAdmm().Start(null, [p.Proximable, p.Other!], x), 10),
        new("consensus ADMM balanced", _split, (p, x) => new ConsensusAdmm { Penalty = 20, Balancing = new PenaltyBalancing() }.Start(null, [p.Proximable, p.Other!], x), 10),
        new("generalized forward-backward without a smooth part", _split, (p, x) => new GeneralizedForwardBackward().Start(null, [p.Proximable, p.Other!], x), 10),
        new("Chambolle-Pock", _denoising, (p, x) => new ChambollePock().Start(p.Proximable, p.Composed!, x)),
        new("Chambolle-Pock accelerated", _denoising, (p, x) => new ChambollePock { Steps = PrimalDualSteps.Accelerated }.Start(p.Proximable, p.Composed!, x), Slowness: 100, ByGap: true),
        new("Chambolle-Pock balanced", _denoising, (p, x) => new ChambollePock { PrimalStep = 0.01, Steps = PrimalDualSteps.Balanced }.Start(p.Proximable, p.Composed!, x)),
        new("Chambolle-Pock searching", _denoising, (p, x) => new ChambollePock { Steps = PrimalDualSteps.LineSearch }.Start(p.Proximable, p.Composed!, x)),
        new("Chambolle-Pock on the identity", ["basis pursuit"], (p, x) => new ChambollePock().Start(p.Proximable, p.Other!.Compose(new IdentityOperator<T>(x.Shape)), x)),
        new("dual forward-backward", _denoising, (p, x) => new DualForwardBackward { Momentum = new ConstantMomentum(0) }.Start(p.Proximable, p.Composed!, x)),
        new("dual FISTA", _denoising, (p, x) => new DualForwardBackward().Start(p.Proximable, p.Composed!, x)),
        new("Dykstra", _nearest, (p, x) => new Dykstra().Start(x, [p.Proximable, p.Other!])),
        new("Davis-Yin of three", _nearest, (p, x) => new DavisYin().Start(p.Smooth!, p.Proximable, p.Other!, x)),
        new("generalized forward-backward of three", _nearest, (p, x) => new GeneralizedForwardBackward().Start(p.Smooth, [p.Proximable, p.Other!], x)),
        new("Condat-Vu on a distance", _denoising, (p, x) => new CondatVu().Start((ISmoothFunction<T>)p.Proximable, p.Composed!, x)),
    ];

    /// <summary>The options that run it to a tolerance of its measure.</summary>
    public MinimizeOptions To(double tolerance) => ByGap
        ? new() { MaxIterations = 100_000, GapTolerance = tolerance * Slowness }
        : new() { MaxIterations = 100_000, Tolerance = tolerance * Slowness };

    /// <summary>The violation that its measure allows. The objective is strongly convex with constant 1 where the gap is it: <c>‖x − x*‖² ≤ 2 gap</c>.</summary>
    public double Allowed(double tolerance) => ByGap ? 10 * Math.Sqrt(2 * tolerance * Slowness) : 10 * Accuracy * Slowness * tolerance;

    public static readonly string[] Names = [.. All.Select(row => row.Name)];

    public static SplittingCase<T> Named(string name) => All.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));

    private static SplittingCase<T> Gradient(string name, IProximalGradientMethod method, string[] problems) =>
        new(name, problems, (p, x) => method.Start(p.Smooth!, p.Proximable, x));
}
