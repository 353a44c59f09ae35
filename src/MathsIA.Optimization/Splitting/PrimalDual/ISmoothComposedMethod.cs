using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A method for <c>min f(x) + h(Kx)</c>, f smooth and h proximable.</summary>
public interface ISmoothComposedMethod
{
    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="composed">The function h after the operator K.</param>
    /// <param name="x0">The start; it is copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ShapeMismatchException">The start is not of a shape that the functions are defined on.</exception>
    /// <exception cref="ArgumentException">A function lacks what the method stands on (convexity, a Lipschitz constant, a Hessian).</exception>
    IIteration<T> Start<T>(ISmoothFunction<T> smooth, Composition<T> composed, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
