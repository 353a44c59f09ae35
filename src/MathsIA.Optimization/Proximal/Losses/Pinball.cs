using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The pinball loss of a quantile, <c>g(x) = w Σᵢ max(τ xᵢ, (τ − 1) xᵢ)</c>.</summary>
/// <remarks>Prox: <c>xᵢ − clamp(xᵢ, γ w (τ − 1), γ w τ)</c>. Conjugate: 0 where <c>w (τ − 1) ≤ uᵢ ≤ w τ</c>, else +∞. Source: R. Koenker, G.
/// Bassett, Econometrica 46(1), 1978.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Pinball<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="quantile">The quantile τ, above 0 and below 1.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public Pinball(double quantile, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous, Lanes(new Term(T.CreateTruncating(Probability(quantile)), T.CreateTruncating(Guard.Positive(weight, nameof(Pinball<>)))))) =>
        _dual = new(T.CreateTruncating(quantile), T.CreateTruncating(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private static double Probability(double quantile) => quantile is > 0 and < 1 ? quantile
        : throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "Pinball: the quantile must be above 0 and below 1.");

    private readonly struct Term(T quantile, T weight) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.Create(weight) * TLane.MaxNative(TLane.Create(quantile) * x, (TLane.Create(quantile) - TLane.Create(T.One)) * x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane t = step * TLane.Create(weight);
            return x - ProxLanes.Clamp<TLane, T>(x, t * (TLane.Create(quantile) - TLane.Create(T.One)), t * TLane.Create(quantile));
        }
    }

    private readonly struct Dual(T quantile, T weight) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane w = TLane.Create(weight) * TLane.Create(Rounding<T>.Above);
            return ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(w * (TLane.Create(quantile) - TLane.Create(T.One)), x) & TLane.LessOrEqual(x, w * TLane.Create(quantile)));
        }
    }
}
