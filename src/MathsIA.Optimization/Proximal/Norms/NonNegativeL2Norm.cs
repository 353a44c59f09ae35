using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The Euclidean norm of non-negative vectors, <c>g(x) = w ‖x‖₂</c> for <c>x ≥ 0</c>, else +∞.</summary>
/// <remarks>Prox: the positive part, then block soft thresholding, <c>max(1 − γ w/‖x₊‖₂, 0) x₊</c>: the norm grows along rays, so that one after the other is exact.
/// Conjugate: 0 where <c>‖max(u, 0)‖₂ ≤ w</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NonNegativeL2Norm<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _weight;
    private readonly L2Norm<T> _norm;

    /// <summary>The norm times a weight.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public NonNegativeL2Norm(double weight = 1)
    {
        _weight = Guard.NonNegative(weight, nameof(NonNegativeL2Norm<>));
        _norm = new L2Norm<T>(weight);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous | FunctionTraits.PermutationInvariant;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => x.IsEmpty || !(TensorPrimitives.Min(x) < T.Zero) ? _norm.Value(x) : T.PositiveInfinity;

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        TensorPrimitives.Max(x, T.Zero, destination);
        return _norm.Prox(destination, step, destination);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) =>
        Rounding<T>.Indicator(NonNegativeL2Ball<T>.PositiveNorm(u) <= _weight * (1 + Widening.ToDouble(Rounding<T>.OfSum(u.Length))));
}
