using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of a solid simplex, <c>x ≥ 0, Σᵢ xᵢ ≤ r</c>: the non-negative part of the l1 ball.</summary>
/// <remarks>Prox: the positive part where its sum is at most r; else the projection to the <see cref="Simplex{T}"/>, in linear expected time. Conjugate:
/// <c>r max(0, maxᵢ uᵢ)</c>. A NaN or +∞ in x makes the whole result NaN.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SolidSimplex<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _radius;
    private readonly Simplex<T> _face;

    /// <summary>The simplex of a given largest sum.</summary>
    /// <param name="radius">The largest sum r, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sum is not positive and finite.</exception>
    public SolidSimplex(double radius = 1)
    {
        _radius = Guard.Positive(radius, nameof(SolidSimplex<>));
        _face = new Simplex<T>(radius);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.PermutationInvariant;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => Rounding<T>.Indicator(x.IsEmpty
        || (Widening.ToDouble(TensorPrimitives.Min(x)) >= -_radius * Widening.ToDouble(Rounding<T>.OfSum(1)) && IsAtMost(Widening.ToDouble(Vectors.Sum(x)), x.Length)));

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        // Where the sum is too large the threshold is positive: the projection of the positive part is that of x.
        TensorPrimitives.Max(x, T.Zero, destination);
        if (!(Vectors.WideSum<T>(destination) <= _radius))
            return _face.Prox(destination, step, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => u.IsEmpty ? T.Zero : Widening.FromDouble<T>(_radius) * T.Max(T.Zero, TensorPrimitives.Max(u));

    private bool IsAtMost(double sum, int count) => sum <= _radius * (1 + Widening.ToDouble(Rounding<T>.OfSum(count)));
}
