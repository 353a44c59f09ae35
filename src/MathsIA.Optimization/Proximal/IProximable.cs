using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function g with values in (−∞, +∞], not smooth in general, whose proximal operator can be computed:
/// <c>prox_{γg}(x) = argmin_z g(z) + ‖z − x‖²/(2γ)</c>.</summary>
/// <remarks>
/// <para>Works on the elements in row-major order; what needs a shape (rows and columns, groups) is given it when it is made. Implementations
/// are immutable, may be used by several threads at once, and allocate nothing in a steady state.</para>
/// <para>Extended by what a function also knows: <see cref="IDiagonalProximable{T}"/> (a step of its own for each coordinate),
/// <see cref="IConjugable{T}"/> (the conjugate in closed form), and <see cref="ISmoothFunction{T}"/> if it has a gradient.</para>
/// <para>Source: N. Parikh and S. Boyd, "Proximal Algorithms", Foundations and Trends in Optimization 1(3), 2014.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What is known of the function.</summary>
    FunctionTraits Traits { get; }

    /// <summary>The value <c>g(x)</c>: +∞ outside the domain, and for the indicator of a set 0 inside it up to rounding.</summary>
    /// <param name="x">The point.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ShapeMismatchException">The length is not one that the function is defined on.</exception>
    T Value(ReadOnlySpan<T> x);

    /// <summary>Computes <c>prox_{γg}(x)</c>, and the value g takes there.</summary>
    /// <param name="x">The point.</param>
    /// <param name="step">The step γ, positive and finite.</param>
    /// <param name="destination">Receives the result: as long as x, and the same memory or memory that does not overlap it.</param>
    /// <returns>The value <c>g(prox_{γg}(x))</c>.</returns>
    /// <exception cref="ShapeMismatchException">A length is not the one asked for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive and finite.</exception>
    T Prox(ReadOnlySpan<T> x, T step, Span<T> destination);
}
