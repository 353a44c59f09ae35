using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Moreau's identity: the prox of a conjugate from the prox of the function.</summary>
internal static class Moreau
{
    /// <summary>Computes <c>u = prox_{σh*}(v) = v − σ p</c> with <c>p = prox_{h/σ}(v/σ)</c>.</summary>
    /// <param name="function">The function h.</param>
    /// <param name="v">The point; may be the destination.</param>
    /// <param name="step">The step σ.</param>
    /// <param name="inner">Receives p.</param>
    /// <param name="destination">Receives u.</param>
    /// <returns>The value h*(u): since u is a subgradient of h at p, it is <c>⟨u, p⟩ − h(p)</c>.</returns>
    public static T ProxOfConjugate<T>(IProximable<T> function, ReadOnlySpan<T> v, T step, Span<T> inner, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        v.CopyTo(inner);
        Vectors.Scale(inner, T.One / step);
        T value = function.Prox(inner, T.One / step, inner);
        Vectors.AddScaled(v, -step, inner, destination);
        return Vectors.Dot<T>(destination, inner) - value;
    }
}
