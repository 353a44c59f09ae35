using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The Euclidean norm, <c>g(x) = w ‖x‖₂</c>; for a matrix, the Frobenius norm.</summary>
/// <remarks>Prox: block soft thresholding, <c>max(1 − γ w/‖x‖₂, 0) x</c>. Conjugate: 0 where <c>‖u‖₂ ≤ w</c>, else +∞. Norms are scaled where
/// their squares would leave the range of the type.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L2Norm<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _weight;

    /// <summary>The norm times a weight.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public L2Norm(double weight = 1) => _weight = T.CreateTruncating(Guard.NonNegative(weight, nameof(L2Norm<>)));

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous | FunctionTraits.SymmetricGauge;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _weight * Vectors.Norm(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        Shrink(x, step * _weight, destination);
        return Value(destination);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Rounding<T>.Indicator(Vectors.Norm(u) <= _weight * (Rounding<T>.Above + Rounding<T>.OfSum(u.Length)));

    /// <summary>Moves a vector towards the origin by a distance, and to the origin if it is nearer.</summary>
    internal static void Shrink(ReadOnlySpan<T> x, T distance, Span<T> destination)
    {
        T norm = Vectors.Norm(x);
        if (norm <= distance)
            destination.Clear();
        else
            TensorPrimitives.Multiply(x, T.One - (distance / norm), destination);
    }
}
