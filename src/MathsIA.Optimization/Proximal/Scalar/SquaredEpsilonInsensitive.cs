using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The square beyond a margin, <c>g(x) = w/2 Σᵢ max(|xᵢ| − ε, 0)²</c> (the bathtub).</summary>
/// <remarks>Prox: with <c>t = γ w</c>, a coordinate within the margin stays, one beyond it becomes <c>sign(xᵢ) (|xᵢ| + t ε)/(1 + t)</c>.
/// Conjugate: <c>Σᵢ ε |uᵢ| + uᵢ²/(2w)</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SquaredEpsilonInsensitive<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="margin">The margin ε, at least 0.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or not finite. The weight is not positive and finite.</exception>
    public SquaredEpsilonInsensitive(double margin, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.SymmetricGauge, Lanes(new Term(T.CreateTruncating(Guard.NonNegative(margin, nameof(SquaredEpsilonInsensitive<>))), T.CreateTruncating(Guard.Positive(weight, nameof(SquaredEpsilonInsensitive<>)))))) =>
        _dual = new(T.CreateTruncating(margin), T.CreateTruncating(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(T margin, T weight) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane excess = ProxLanes.Positive<TLane, T>(TLane.Abs(x) - TLane.Create(margin));
            return TLane.Create(weight) * Lane.Of<TLane, T>(0.5) * excess * excess;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane excess = ProxLanes.Positive<TLane, T>(TLane.Abs(x) - TLane.Create(margin)), t = step * TLane.Create(weight);
            return x - Lane.CopySign<TLane, T>(excess * (t / (TLane.Create(T.One) + t)), x);
        }
    }

    private readonly struct Dual(T margin, T weight) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.Abs(x) * (TLane.Create(margin) + (Lane.Of<TLane, T>(0.5) * TLane.Abs(x) / TLane.Create(weight)));
    }
}
