using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>L-BFGS: limited-memory quasi-Newton directions with a strong Wolfe search. The first choice for a smooth function of many coordinates.</summary>
/// <remarks>Short for a <see cref="LineSearchMethod"/> with <see cref="LbfgsDirection"/>, where the mathematics and its sources are told.</remarks>
public sealed record Lbfgs : ISmoothMethod
{
    /// <summary>How many steps the direction remembers. From 1; by default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Memory
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(Lbfgs));
    } = 10;

    /// <summary>The search. <see cref="StrongWolfeStep"/> by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepRule Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new StrongWolfeStep();

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new LineSearchMethod(new LbfgsDirection(Memory), Step).Start(function, x0);
}
