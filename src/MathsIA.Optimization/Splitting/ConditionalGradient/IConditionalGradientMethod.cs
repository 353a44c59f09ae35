using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A method for <c>min f(x)</c> over a compact convex set that is known by its linear minimization oracle.</summary>
public interface IConditionalGradientMethod
{
    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="set">The set.</param>
    /// <param name="x0">The start, in the set; it is copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ShapeMismatchException">The start is not of a shape that the function and the set are defined on.</exception>
    /// <exception cref="ArgumentException">The start is not in the set, or f lacks what the method stands on.</exception>
    IIteration<T> Start<T>(ISmoothFunction<T> smooth, ILinearMinimizer<T> set, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
