using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The elastic net, <c>g(x) = λ₁ ‖x‖₁ + λ₂/2 ‖x‖²</c>.</summary>
/// <remarks>Prox: soft thresholding by <c>γ λ₁</c>, divided by <c>1 + γ λ₂</c>. Conjugate: <c>Σᵢ max(|uᵢ| − λ₁, 0)²/(2 λ₂)</c>. Source: H. Zou,
/// T. Hastie, J. R. Stat. Soc. B 67(2), 2005.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ElasticNet<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="l1">The weight λ₁ of the l1 norm, at least 0.</param>
    /// <param name="l2">The weight λ₂ of the squared norm, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The l1 is negative or not finite. The l2 is not positive and finite.</exception>
    public ElasticNet(double l1, double l2)
        : base(FunctionTraits.Convex | FunctionTraits.StronglyConvex | FunctionTraits.SymmetricGauge, Lanes(new Term(T.CreateTruncating(Guard.NonNegative(l1, nameof(ElasticNet<>))), T.CreateTruncating(Guard.Positive(l2, nameof(ElasticNet<>)))))) =>
        _dual = new(T.CreateTruncating(l1), T.CreateTruncating(l2));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(T l1, T l2) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.Abs(x) * (TLane.Create(l1) + (TLane.Create(l2) * Lane.Of<TLane, T>(0.5) * TLane.Abs(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.SoftThreshold<TLane, T>(x, step * TLane.Create(l1)) / (TLane.Create(T.One) + (step * TLane.Create(l2)));
    }

    private readonly struct Dual(T l1, T l2) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane excess = ProxLanes.Positive<TLane, T>(TLane.Abs(x) - TLane.Create(l1));
            return excess * excess * Lane.Of<TLane, T>(0.5) / TLane.Create(l2);
        }
    }
}
