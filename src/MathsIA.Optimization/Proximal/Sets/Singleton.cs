using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of one point, <c>x = c</c>; at the origin, the zero cone.</summary>
/// <remarks>Prox: c. Conjugate: <c>⟨c, u⟩</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Singleton<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Coefficient<T> _point;

    /// <summary>The origin, of any number of coordinates: the zero cone.</summary>
    public Singleton() : this(Parameter<T>.Uniform(T.Zero), FunctionTraits.Cone) { }

    /// <summary>A point.</summary>
    /// <param name="point">The point c; it is copied.</param>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the point is not finite.</exception>
    public Singleton(Tensor<T> point) : this(Parameter<T>.Of(ProximalGuard.Finite(point, nameof(Singleton<>))), FunctionTraits.Indicator) { }

    private Singleton(Parameter<T> point, FunctionTraits kind)
        : base(FunctionTraits.Convex | FunctionTraits.Quadratic | kind, Lanes(new Term(point.View), point)) => _point = point.View;

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new Weighted(_point));

    private readonly struct Term(Coefficient<T> point) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => ProxLanes.Indicator<TLane, T>(TLane.Equal(x, point.At<TLane>(index)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> => point.At<TLane>(index);
    }

    private readonly struct Weighted(Coefficient<T> point) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => point.At<TLane>(index) * x;
    }
}
