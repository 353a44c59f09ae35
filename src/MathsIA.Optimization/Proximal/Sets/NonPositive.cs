using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the non-positive orthant, <c>xᵢ ≤ 0</c>.</summary>
/// <remarks>Prox: <c>min(xᵢ, 0)</c>. Conjugate: the indicator of <c>uᵢ ≥ 0</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NonPositive<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The orthant, of any number of coordinates.</summary>
    public NonPositive() : base(FunctionTraits.Convex | FunctionTraits.Cone, Lanes(new NonPositiveIndicator<T>())) { }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new NonNegativeIndicator<T>());
}
