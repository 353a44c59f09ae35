using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The reversed Huber function, <c>g(x) = w Σᵢ |xᵢ|</c> for <c>|xᵢ| ≤ δ</c>, then <c>w (xᵢ² + δ²)/(2δ)</c>.</summary>
/// <remarks>Prox: with <c>t = γ w</c>, soft thresholding by t where <c>|xᵢ| ≤ δ + t</c>, else <c>δ xᵢ/(δ + t)</c>. Conjugate: <c>Σᵢ δ max(uᵢ² −
/// w², 0)/(2w)</c>. Source: A. Owen, Contemp. Math. 443, 2007.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class BerHu<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="threshold">Where squares begin, δ, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public BerHu(double threshold = 1, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, Lanes(new Term(T.CreateTruncating(Guard.Positive(threshold, nameof(BerHu<>))), T.CreateTruncating(Guard.Positive(weight, nameof(BerHu<>)))))) =>
        _dual = new(T.CreateTruncating(threshold), T.CreateTruncating(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(T threshold, T weight) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane magnitude = TLane.Abs(x), delta = TLane.Create(threshold);
            TLane square = ((x * x) + (delta * delta)) * Lane.Of<TLane, T>(0.5) / delta;
            return TLane.Create(weight) * TLane.Select(TLane.Less(delta, magnitude), square, magnitude);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane t = step * TLane.Create(weight), delta = TLane.Create(threshold);
            return TLane.Select(TLane.Less(delta + t, TLane.Abs(x)), x * (delta / (delta + t)), ProxLanes.SoftThreshold<TLane, T>(x, t));
        }
    }

    private readonly struct Dual(T threshold, T weight) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.Positive<TLane, T>((x * x) - (TLane.Create(weight) * TLane.Create(weight))) * TLane.Create(threshold) * Lane.Of<TLane, T>(0.5) / TLane.Create(weight);
    }
}
