using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A method for <c>min f(x) + Σᵢ gᵢ(x)</c>, any number of proximable functions, and f smooth where there is one.</summary>
public interface ISumMethod
{
    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The smooth function f; null for none.</param>
    /// <param name="proximables">The functions gᵢ, at least one, each entered by its prox.</param>
    /// <param name="x0">The start; it is copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ShapeMismatchException">The start is not of a shape that the functions are defined on.</exception>
    /// <exception cref="ArgumentException">A function lacks what the method stands on (convexity, a Lipschitz constant), or the method takes no smooth function.</exception>
    IIteration<T> Start<T>(ISmoothFunction<T>? smooth, IReadOnlyList<IProximable<T>> proximables, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
