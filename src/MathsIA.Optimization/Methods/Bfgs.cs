using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>BFGS: a quasi-Newton method that keeps its whole matrix, with a strong Wolfe search. For up to a few thousand coordinates.</summary>
/// <remarks>Short for a <see cref="LineSearchMethod"/> with <see cref="BfgsDirection"/>, where the mathematics and its sources are told.</remarks>
public sealed record Bfgs : ISmoothMethod
{
    /// <summary>The search. <see cref="StrongWolfeStep"/> by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepRule Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new StrongWolfeStep();

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new LineSearchMethod(new BfgsDirection(), Step).Start(function, x0);
}
