using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A way to minimize a mean of many smooth terms plus a proximable function, <c>1/n Σ f_i(x) + g(x)</c>, by looking at a few terms a
/// step: immutable settings.</summary>
public interface IStochasticProximalMethod
{
    /// <summary>Prepares a run: checks the settings against the functions and makes the buffers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The mean of many terms.</param>
    /// <param name="proximable">The function g, entered by its prox.</param>
    /// <param name="x0">The start; it is copied. Where g is +∞ there, the run starts from its prox.</param>
    /// <returns>The iteration, standing at the start.</returns>
    /// <exception cref="ArgumentException">The method needs a constant that the function does not know.</exception>
    IIteration<T> Start<T>(IFiniteSum<T> smooth, IProximable<T> proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
