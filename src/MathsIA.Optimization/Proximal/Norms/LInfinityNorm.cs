using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The maximum norm, <c>g(x) = w maxᵢ |xᵢ|</c>.</summary>
/// <remarks>Prox: clamping to <c>[−τ, τ]</c> with <c>Σᵢ max(|xᵢ| − τ, 0) = γ w</c>, or 0 where <c>‖x‖₁ ≤ γ w</c>: linear expected time.
/// Conjugate: 0 where <c>‖u‖₁ ≤ w</c>, else +∞. A NaN or an infinity in x makes the whole result NaN.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LInfinityNorm<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _weight;

    /// <summary>The norm times a weight.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public LInfinityNorm(double weight = 1) => _weight = Guard.NonNegative(weight, nameof(LInfinityNorm<>));

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous | FunctionTraits.SymmetricGauge;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => Widening.FromDouble<T>(_weight) * L1Ball<T>.Largest(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        T largest = L1Ball<T>.Largest(x);
        double radius = _weight * Widening.ToDouble(step);
        if (!T.IsFinite(largest))
            destination.Fill(T.NaN);
        else if (Widening.ToDouble(L1Ball<T>.Norm(x)) <= radius)
            destination.Clear();
        else if (radius == 0)
            x.CopyTo(destination);
        else
        {
            double offset = SimplexThreshold.Offset(x, largest, radius, magnitudes: true);
            CoordinateDriver.Map(x, destination, new Clip(Widening.FromDouble<T>(Widening.ToDouble(largest) + offset)));
        }

        return Value(destination);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) =>
        Rounding<T>.Indicator(Widening.ToDouble(L1Ball<T>.Norm(u)) <= _weight * (1 + Widening.ToDouble(Rounding<T>.OfSum(u.Length))));

    private readonly struct Clip(T bound) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.Clamp<TLane, T>(x, -TLane.Create(bound), TLane.Create(bound));
    }
}
