using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The absolute value beyond a margin, <c>g(x) = w Σᵢ max(|xᵢ| − ε, 0)</c>: the loss of support vector regression (Vapnik).</summary>
/// <remarks>Prox: a coordinate within the margin stays; one beyond it moves towards it by at most <c>γ w</c>. Conjugate: <c>ε ‖u‖₁</c> where
/// <c>|uᵢ| ≤ w</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class EpsilonInsensitive<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="margin">The margin ε, at least 0.</param>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is negative or not finite.</exception>
    public EpsilonInsensitive(double margin, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, Lanes(new Term(T.CreateTruncating(Guard.NonNegative(margin, nameof(EpsilonInsensitive<>))), T.CreateTruncating(Guard.NonNegative(weight, nameof(EpsilonInsensitive<>)))))) =>
        _dual = new(T.CreateTruncating(margin), T.CreateTruncating(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(T margin, T weight) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.Create(weight) * ProxLanes.Positive<TLane, T>(TLane.Abs(x) - TLane.Create(margin));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane magnitude = TLane.Abs(x);
            return Lane.CopySign<TLane, T>(TLane.MaxNative(TLane.MinNative(TLane.Create(margin), magnitude), magnitude - (step * TLane.Create(weight))), x);
        }
    }

    private readonly struct Dual(T margin, T weight) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            (TLane.Create(margin) * TLane.Abs(x)) + ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(TLane.Abs(x), TLane.Create(weight) * TLane.Create(Rounding<T>.Above)));
    }
}
