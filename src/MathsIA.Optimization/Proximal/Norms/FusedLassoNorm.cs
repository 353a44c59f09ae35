using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The fused Lasso penalty, <c>g(x) = λ₁ ‖x‖₁ + λ₂ Σᵢ |xᵢ₊₁ − xᵢ|</c>: sparse and piecewise constant.</summary>
/// <remarks>Prox: the one of the total variation, then soft thresholding; exact and in linear time. Source: J. Friedman, T. Hastie, H. Höfling,
/// R. Tibshirani, Ann. Appl. Stat. 1(2), 2007, lemma A.1.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class FusedLassoNorm<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly L1Norm<T> _elements;
    private readonly TotalVariation1D<T> _jumps;

    /// <summary>Makes the penalty.</summary>
    /// <param name="elementWeight">The weight λ₁ of the l1 norm, at least 0.</param>
    /// <param name="jumpWeight">The weight λ₂ of the total variation, at least 0.</param>
    /// <param name="context">Threads for the prox of a long sequence; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public FusedLassoNorm(double elementWeight, double jumpWeight, ComputeContext? context = null)
    {
        _elements = new L1Norm<T>(Guard.NonNegative(elementWeight, nameof(FusedLassoNorm<>)));
        _jumps = new TotalVariation1D<T>(Guard.NonNegative(jumpWeight, nameof(FusedLassoNorm<>)), context);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _elements.Value(x) + _jumps.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        _jumps.Prox(x, step, destination);
        return _elements.Prox(destination, step, destination) + _jumps.Value(destination);
    }
}
