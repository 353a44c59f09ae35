using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The same step at each iteration: a given one, or <c>1/L</c>.</summary>
/// <remarks>Gradient descent converges for any step in <c>(0, 2/L)</c>.</remarks>
public sealed record FixedStep : IStepRule
{
    /// <summary>The step <c>1/L</c>, from the function's Lipschitz constant.</summary>
    public FixedStep() { }

    /// <summary>A given step.</summary>
    /// <param name="size">The step <c>τ</c>, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive and finite.</exception>
    public FixedStep(double size) => Size = Guard.Positive(size, nameof(FixedStep));

    /// <summary>The step; null for <c>1/L</c>.</summary>
    public double? Size { get; }

    /// <inheritdoc/>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new ConstantSearch<T>(Constants.StepSize(Size, function, nameof(FixedStep)));
    }
}
