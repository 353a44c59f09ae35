using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The sum of the positive parts, <c>g(x) = w Σᵢ max(xᵢ, 0)</c>.</summary>
/// <remarks>Prox: <c>xᵢ − clamp(xᵢ, 0, γ w)</c>. Conjugate: 0 where <c>0 ≤ uᵢ ≤ w</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class PositivePart<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public PositivePart(double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous, Lanes(new Term(T.CreateTruncating(Guard.NonNegative(weight, nameof(PositivePart<>)))))) =>
        _dual = new(T.CreateTruncating(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(T weight) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => TLane.Create(weight) * ProxLanes.Positive<TLane, T>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> =>
            x - ProxLanes.Clamp<TLane, T>(x, TLane.Create(T.Zero), step * TLane.Create(weight));
    }

    private readonly struct Dual(T weight) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(TLane.Create(T.Zero), x) & TLane.LessOrEqual(x, TLane.Create(weight) * TLane.Create(Rounding<T>.Above)));
    }
}
