using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Where to go: the direction of a descent method, as immutable settings. The other half, which says how far, is
/// <see cref="IStepRule"/>.</summary>
public interface IDirectionRule
{
    /// <summary>Prepares the directions of one run.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">What is minimized.</param>
    /// <param name="x0">The start of the run.</param>
    /// <returns>The direction, which may learn from step to step.</returns>
    /// <exception cref="ArgumentException">The rule needs something that the function does not know.</exception>
    IDirection<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
