using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A method for <c>min g(x) + h(Kx)</c>: it needs the proxes of g and h and products with K, and inverts nothing.</summary>
public interface IPrimalDualMethod
{
    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="proximable">The function g, entered by its prox.</param>
    /// <param name="composed">The function h after the operator K.</param>
    /// <param name="x0">The start; it is copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ShapeMismatchException">The start is not of a shape that the functions are defined on.</exception>
    /// <exception cref="ArgumentException">A function lacks what the method stands on (convexity, a Lipschitz constant).</exception>
    IIteration<T> Start<T>(IProximable<T> proximable, Composition<T> composed, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
