using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The support function of an interval, <c>g(x) = Σᵢ max(a xᵢ, b xᵢ)</c>: an absolute value with two slopes.</summary>
/// <remarks>Prox: <c>xᵢ − clamp(xᵢ, γ a, γ b)</c>. Conjugate: the indicator of <c>a ≤ uᵢ ≤ b</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class IntervalSupport<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IntervalIndicator<T> _interval;

    /// <summary>Makes the function.</summary>
    /// <param name="lower">The lower end a: the slope for negative x.</param>
    /// <param name="upper">The upper end b, at least a: the slope for positive x.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, or the upper one is below the lower one.</exception>
    public IntervalSupport(double lower, double upper)
        : this(Parameter<T>.Uniform(ProximalGuard.Finite(lower, nameof(IntervalSupport<>))), Parameter<T>.Uniform(AtLeast(upper, lower))) { }

    private IntervalSupport(Parameter<T> lower, Parameter<T> upper)
        : base(FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous, Lanes(new Term(lower.View, upper.View), lower, upper)) =>
        _interval = new(lower.View, upper.View);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _interval);

    private static double AtLeast(double upper, double lower) => upper >= lower && double.IsFinite(upper) ? upper
        : throw new ArgumentOutOfRangeException(nameof(upper), upper, $"IntervalSupport: the upper end must be finite and at least the lower one, {lower}.");

    private readonly struct Term(Coefficient<T> lower, Coefficient<T> upper) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.MaxNative(lower.At<TLane>(index) * x, upper.At<TLane>(index) * x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> =>
            x - ProxLanes.Clamp<TLane, T>(x, step * lower.At<TLane>(index), step * upper.At<TLane>(index));
    }
}
