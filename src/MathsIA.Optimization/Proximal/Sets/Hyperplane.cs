using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of a hyperplane, <c>⟨a, x⟩ = b</c>.</summary>
/// <remarks>Prox: <c>x − a (⟨a, x⟩ − b)/‖a‖²</c>. Conjugate: <c>b t</c> at <c>u = t a</c> (up to rounding), else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Hyperplane<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly HyperSlab<T> _slab;

    /// <summary>The hyperplane of a level.</summary>
    /// <param name="normal">The normal a, not 0; it is copied.</param>
    /// <param name="level">The level b.</param>
    /// <exception cref="ArgumentNullException">The normal is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level or an element of the normal is not finite.</exception>
    /// <exception cref="ArgumentException">The normal is 0.</exception>
    public Hyperplane(Tensor<T> normal, double level) => _slab = new(normal, ProximalGuard.Finite(level, nameof(Hyperplane<>)), level);

    /// <inheritdoc/>
    public FunctionTraits Traits => _slab.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _slab.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _slab.Prox(x, step, destination);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _slab.ConjugateValue(u);
}
