using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the non-negative orthant, <c>xᵢ ≥ 0</c>.</summary>
/// <remarks>Prox: <c>max(xᵢ, 0)</c>. Conjugate: the indicator of <c>uᵢ ≤ 0</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NonNegative<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The orthant, of any number of coordinates.</summary>
    public NonNegative() : base(FunctionTraits.Convex | FunctionTraits.Cone, Lanes(new NonNegativeIndicator<T>())) { }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new NonPositiveIndicator<T>());
}

/// <summary>0 for <c>x ≥ 0</c>, else +∞.</summary>
internal readonly struct NonNegativeIndicator<T> : ICoordinateProx<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
        ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(TLane.Create(T.Zero), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> => ProxLanes.Positive<TLane, T>(x);
}

/// <summary>0 for <c>x ≤ 0</c>, else +∞.</summary>
internal readonly struct NonPositiveIndicator<T> : ICoordinateProx<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
        ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(x, TLane.Create(T.Zero)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> => TLane.MinNative(TLane.Create(T.Zero), x);
}
