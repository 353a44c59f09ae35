using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function with subgradients: <c>f(z) ≥ f(x) + ⟨v, z − x⟩</c> for all z, for some v at each x.</summary>
/// <remarks>Implementations may keep workspace between calls, so one object is not for several threads at once.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public interface ISubdifferentiable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The value <c>f(x)</c> and one subgradient.</summary>
    /// <param name="x">The point.</param>
    /// <param name="destination">Where to write the subgradient: the shape of the point.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ShapeMismatchException">A shape is not the one that the function is defined on.</exception>
    T ValueAndSubgradient(Tensor<T> x, Tensor<T> destination);
}
