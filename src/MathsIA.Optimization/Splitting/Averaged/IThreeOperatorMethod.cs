using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A method for <c>min f(x) + g₁(x) + g₂(x)</c>, f smooth and two proximable functions.</summary>
public interface IThreeOperatorMethod
{
    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="first">The function g₁.</param>
    /// <param name="second">The function g₂.</param>
    /// <param name="x0">The start; it is copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ShapeMismatchException">The start is not of a shape that the functions are defined on.</exception>
    /// <exception cref="ArgumentException">A function lacks what the method stands on (convexity, a Lipschitz constant).</exception>
    IIteration<T> Start<T>(ISmoothFunction<T> smooth, IProximable<T> first, IProximable<T> second, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
