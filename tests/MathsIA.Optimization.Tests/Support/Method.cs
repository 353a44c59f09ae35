using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

/// <summary>A row of the contract table: a method, and what is promised of it.</summary>
internal sealed record Method(string Name, ISmoothMethod? Smooth, Func<double, IStochasticMethod>? Stochastic = null, bool IsMonotone = false)
{
    public static readonly Method[] All =
    [
        new("gradient 1/L", new GradientDescent(), IsMonotone: true),
        new("gradient optimal", new GradientDescent { Step = new OptimalStep() }),
        new("gradient Armijo", new GradientDescent { Step = new ArmijoStep() }, IsMonotone: true),
        new("heavy ball", new HeavyBall()),
        new("heavy ball 0.5", new HeavyBall { Momentum = 0.5 }),
        new("Nesterov", new Nesterov()),
        new("Nesterov strongly convex", new Nesterov { Momentum = NesterovMomentum.StronglyConvex }),
        new("gradient strong Wolfe", new GradientDescent { Step = new StrongWolfeStep { Curvature = 0.5 } }, IsMonotone: true),
        new("gradient Hager-Zhang", new GradientDescent { Step = new HagerZhangStep { Curvature = 0.5 } }),
        new("gradient exact", new GradientDescent { Step = new ExactStep() }),
        new("Barzilai-Borwein", new GradientDescent { Step = new BarzilaiBorweinStep() }),
        new("Barzilai-Borwein long", new GradientDescent { Step = new BarzilaiBorweinStep { Rule = BarzilaiBorweinRule.Long } }),
        new("Barzilai-Borwein short", new GradientDescent { Step = new BarzilaiBorweinStep { Rule = BarzilaiBorweinRule.Short } }),
        new("adaptive", new GradientDescent { Step = new AdaptiveStep() }),
        new("optimized gradient", new OptimizedGradient()),
        new("CG HZ", new NonlinearConjugateGradient()),
        new("CG PR+", new NonlinearConjugateGradient { Update = ConjugateGradientUpdate.PolakRibierePlus, Step = new StrongWolfeStep { Curvature = 0.1 } }, IsMonotone: true),
        new("CG FR", new NonlinearConjugateGradient { Update = ConjugateGradientUpdate.FletcherReeves, Step = new StrongWolfeStep { Curvature = 0.1 } }, IsMonotone: true),
        new("CG HS", new NonlinearConjugateGradient { Update = ConjugateGradientUpdate.HestenesStiefel, Step = new StrongWolfeStep { Curvature = 0.1 } }, IsMonotone: true),
        new("CG DY", new NonlinearConjugateGradient { Update = ConjugateGradientUpdate.DaiYuan, Step = new StrongWolfeStep { Curvature = 0.1 } }, IsMonotone: true),
        new("BFGS", new Bfgs(), IsMonotone: true),
        new("L-BFGS", new Lbfgs(), IsMonotone: true),
        new("L-BFGS Armijo", new Lbfgs { Step = new ArmijoStep { SufficientDecrease = 1e-4 } }, IsMonotone: true),
        new("L-BFGS Hager-Zhang", new LineSearchMethod(new LbfgsDirection(5), new HagerZhangStep())),
        new("Newton", new Newton(), IsMonotone: true),
        new("Newton CG", new NewtonConjugateGradient(), IsMonotone: true),
        new("trust region Steihaug", new TrustRegion(), IsMonotone: true),
        new("trust region dogleg", new TrustRegion { Subproblem = new Dogleg() }, IsMonotone: true),
        new("L-BFGS-B", new Unbounded(new LbfgsB()), IsMonotone: true),
        new("projected gradient", new Unbounded(new ProjectedGradient())),
        new("SAG", null, _ => new Sag { Random = new Philox(7) }),
        new("SAG batch", null, _ => new Sag { Random = new Philox(7), BatchSize = 5 }),
        new("SAGA", null, _ => new Saga { Random = new Philox(7) }),
        new("SAGA batch", null, _ => new Saga { Random = new Philox(7), BatchSize = 4 }),
        new("SVRG", null, _ => new Svrg { Random = new Philox(7) }),
        new("SVRG batch", null, _ => new Svrg { Random = new Philox(7), BatchSize = 3, RoundLength = 50 }),
        new("SGD momentum", null, step => new Sgd { Schedule = new InverseDecay(step, 100), Random = new Philox(7), BatchSize = 4, Momentum = 0.5 }),
        new("SGD Nesterov", null, step => new Sgd { Schedule = new CosineDecay(step, 300), Random = new Philox(7), BatchSize = 4, Momentum = 0.5, IsNesterov = true }),
        new("SGD decaying", null, step => new Sgd { Schedule = new InverseDecay(step, 100), Random = new Philox(7), BatchSize = 4 }),
        new("SGD averaged", null, step => new Sgd { Schedule = new InverseSquareRootDecay(step, 100), Random = new Philox(7), Average = true }),
    ];

    /// <summary>The methods that need no constant of the function, fast enough for the test functions of the literature.</summary>
    public static readonly string[] Searching =
    [
        "Barzilai-Borwein", "CG HZ", "CG PR+", "CG FR", "CG HS", "CG DY", "BFGS", "L-BFGS", "L-BFGS Armijo", "L-BFGS Hager-Zhang", "Newton", "Newton CG",
        "trust region Steihaug", "trust region dogleg", "L-BFGS-B", "projected gradient",
    ];

    /// <summary>Settings of a method that has a row of its own: they meet two problems, not all.</summary>
    private static readonly string[] Variants =
    [
        "gradient strong Wolfe", "gradient Hager-Zhang", "heavy ball 0.5", "Barzilai-Borwein long", "Barzilai-Borwein short", "CG FR", "CG HS", "CG DY", "L-BFGS Armijo",
        "L-BFGS Hager-Zhang", "SAG batch", "SAGA batch", "SVRG batch", "SGD momentum", "SGD Nesterov",
    ];

    /// <summary>Whether a row meets a problem in the tables of methods and problems.</summary>
    public static bool Meets(string method, string problem) => !Variants.Contains(method, StringComparer.Ordinal) || problem is "ridge" or "multinomial";

    /// <summary>Whether the method uses second derivatives, which bounds on first-order methods do not speak of.</summary>
    public bool UsesHessian => Smooth is Newton or NewtonConjugateGradient or TrustRegion;

    public static readonly string[] Names = [.. All.Select(method => method.Name)];

    /// <summary>The methods that meet any tolerance, at a linear rate.</summary>
    public static readonly string[] Exact = [.. Names.Where(name => !name.StartsWith("SGD", StringComparison.Ordinal))];

    public static Method Named(string name) => All.Single(method => string.Equals(method.Name, name, StringComparison.Ordinal));

    public IIteration<T> Start<T>(IFiniteSum<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Smooth?.Start(function, x0) ?? Stochastic!(Step(function)).Start(function, x0);

    public Solution<T> Run<T>(IFiniteSum<T> function, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Smooth is not null ? Minimize.Run(function, Smooth, x0, options, cancellationToken)
            : Minimize.Run(function, Stochastic!(Step(function)), x0, options, cancellationToken);

    /// <summary>A step that is safe for each term.</summary>
    private static double Step<T>(IFiniteSum<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        0.5 / double.CreateChecked(function.TermLipschitzConstant!.Value);
}
