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
        new("SAG", null, _ => new Sag { Random = new Philox(7) }),
        new("SGD decaying", null, step => new Sgd { Schedule = new InverseDecay(step, 100), Random = new Philox(7), BatchSize = 4 }),
        new("SGD averaged", null, step => new Sgd { Schedule = new InverseSquareRootDecay(step, 100), Random = new Philox(7), Average = true }),
    ];

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
