using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A method for <c>min f(x) + g(x)</c>, f smooth and g proximable: gradient steps on one, proximal steps on the other.</summary>
public interface IProximalGradientMethod
{
    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="proximable">The function g, entered by its prox.</param>
    /// <param name="x0">The start; it is copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ShapeMismatchException">The start is not of a shape that the functions are defined on.</exception>
    /// <exception cref="ArgumentException">A function lacks what the method stands on (convexity, a Lipschitz constant).</exception>
    IIteration<T> Start<T>(ISmoothFunction<T> smooth, IProximable<T> proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
