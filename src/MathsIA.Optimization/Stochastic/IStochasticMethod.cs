using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A way to minimize a mean of many terms by looking at a few terms a step: immutable settings.</summary>
public interface IStochasticMethod
{
    /// <summary>Prepares a run: checks the settings against the function and makes the buffers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">What to minimize.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <returns>The iteration, standing at the start.</returns>
    /// <exception cref="ArgumentException">The method needs a constant that the function does not know.</exception>
    IIteration<T> Start<T>(IFiniteSum<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
