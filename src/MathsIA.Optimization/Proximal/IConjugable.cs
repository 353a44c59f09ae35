using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function whose convex conjugate <c>g*(u) = sup_x ⟨u, x⟩ − g(x)</c> is known in closed form; a duality gap needs it.</summary>
/// <remarks>The prox of g* needs no member of its own: Moreau's identity <c>prox_{γg*}(u) = u − γ prox_{g/γ}(u/γ)</c> gives it.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IConjugable<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The value <c>g*(u)</c>: +∞ outside the conjugate's domain.</summary>
    /// <param name="u">The dual point.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ShapeMismatchException">The length is not one that the function is defined on.</exception>
    T ConjugateValue(ReadOnlySpan<T> u);
}
