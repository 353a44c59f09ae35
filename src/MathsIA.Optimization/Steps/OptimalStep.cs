using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The fixed step with the best guarantee for a strongly convex function, <c>2/(L + μ)</c>.</summary>
/// <remarks>Gradient descent then shrinks the distance to the solution by <c>(κ − 1)/(κ + 1)</c> a step. With μ = 0 the step is
/// <c>2/L</c>, the edge of divergence, so a known μ &gt; 0 is asked for.</remarks>
public sealed record OptimalStep : IStepRule
{
    /// <inheritdoc/>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        T l = Constants.Lipschitz(function, nameof(OptimalStep)), mu = Constants.StrongConvexity(function, nameof(OptimalStep));
        return new ConstantSearch<T>((T.One + T.One) / (l + mu));
    }
}
