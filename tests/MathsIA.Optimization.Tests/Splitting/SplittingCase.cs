using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

/// <summary>A row of the contract table: a method, and how it takes a problem.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Problems">The problems it solves.</param>
/// <param name="Begin">Starts it.</param>
/// <param name="Accuracy">The violation it reaches relative to the others: 1, or more where the rate is slow.</param>
internal sealed record SplittingCase<T>(string Name, string[] Problems, Func<SplittingProblem<T>, Tensor<T>, IIteration<T>> Begin, double Accuracy = 1)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] _composite = ["lasso", "wide lasso", "non-negative", "box", "simplex", "group lasso"];
    private static readonly string[] _strong = ["lasso", "non-negative", "box", "simplex", "group lasso"];
    private static readonly string[] _denoising = ["denoising"];
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
        new("ADMM with Newton steps", _composite, (p, x) => new Admm { Penalty = 5 }.Start(p.Smooth!, p.Proximable.Compose(new IdentityOperator<T>(x.Shape)), x), 10),
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
        new("Chambolle-Pock accelerated", _denoising, (p, x) => new ChambollePock { Steps = PrimalDualSteps.Accelerated }.Start(p.Proximable, p.Composed!, x), 100),
        new("Chambolle-Pock balanced", _denoising, (p, x) => new ChambollePock { PrimalStep = 0.01, Steps = PrimalDualSteps.Balanced }.Start(p.Proximable, p.Composed!, x)),
        new("Chambolle-Pock searching", _denoising, (p, x) => new ChambollePock { Steps = PrimalDualSteps.LineSearch }.Start(p.Proximable, p.Composed!, x)),
        new("Chambolle-Pock on the identity", ["basis pursuit"], (p, x) => new ChambollePock().Start(p.Proximable, p.Other!.Compose(new IdentityOperator<T>(x.Shape)), x)),
        new("dual forward-backward", _denoising, (p, x) => new DualForwardBackward { Momentum = new ConstantMomentum(0) }.Start(p.Proximable, p.Composed!, x)),
        new("dual FISTA", _denoising, (p, x) => new DualForwardBackward().Start(p.Proximable, p.Composed!, x)),
        new("Condat-Vu on a distance", _denoising, (p, x) => new CondatVu().Start((ISmoothFunction<T>)p.Proximable, p.Composed!, x)),
    ];

    public static readonly string[] Names = [.. All.Select(row => row.Name)];

    public static SplittingCase<T> Named(string name) => All.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));

    private static SplittingCase<T> Gradient(string name, IProximalGradientMethod method, string[] problems) =>
        new(name, problems, (p, x) => method.Start(p.Smooth!, p.Proximable, x));
}
