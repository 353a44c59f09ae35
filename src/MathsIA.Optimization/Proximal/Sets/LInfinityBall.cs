using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the ball of the maximum norm, <c>maxᵢ |xᵢ| ≤ r</c>.</summary>
/// <remarks>Prox: clamping to <c>[−r, r]</c>. Conjugate: <c>r ‖u‖₁</c>. For another centre or other sides, <see cref="Box{T}"/>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LInfinityBall<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Coefficient<T> _radius;

    /// <summary>The ball about the origin.</summary>
    /// <param name="radius">The radius r, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or not finite.</exception>
    public LInfinityBall(double radius = 1) : this(Parameter<T>.Uniform(Guard.NonNegative(radius, nameof(LInfinityBall<>)))) { }

    private LInfinityBall(Parameter<T> radius)
        : base(FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.SymmetricGauge, Lanes(new Ball(radius.View), radius)) => _radius = radius.View;

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new AbsoluteValue<T>(_radius));

    private readonly struct Ball(Coefficient<T> radius) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(TLane.Abs(x), radius.At<TLane>(index)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane r = radius.At<TLane>(index);
            return ProxLanes.Clamp<TLane, T>(x, -r, r);
        }
    }
}
