using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How far to go along a direction: immutable settings. The other half of a descent method, which says where
/// to (<see cref="IDirectionRule"/>).</summary>
public interface IStepRule
{
    /// <summary>Prepares the searches of one run.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">What is minimized.</param>
    /// <param name="x0">The start of the run.</param>
    /// <returns>The search, which may learn from step to step.</returns>
    /// <exception cref="ArgumentException">The rule needs something that the function does not know.</exception>
    IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
