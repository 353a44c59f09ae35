using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>A linear function, <c>g(x) = ⟨c, x⟩</c>.</summary>
/// <remarks>Prox: <c>x − γ c</c>. Conjugate: 0 at u = c (up to rounding), else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LinearFunction<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Coefficient<T> _slope;

    /// <summary>Makes the function.</summary>
    /// <param name="slope">The slope c; it is copied.</param>
    /// <exception cref="ArgumentNullException">The slope is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the slope is not finite.</exception>
    public LinearFunction(Tensor<T> slope) : this(Parameter<T>.Of(ProximalGuard.Finite(slope, nameof(LinearFunction<>)))) { }

    private LinearFunction(Parameter<T> slope)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.Quadratic | FunctionTraits.PositivelyHomogeneous, Lanes(new Term(slope.View), slope)) => _slope = slope.View;

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new AtSlope(_slope));

    private readonly struct Term(Coefficient<T> slope) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => slope.At<TLane>(index) * x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> => x - (step * slope.At<TLane>(index));
    }

    private readonly struct AtSlope(Coefficient<T> slope) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane c = slope.At<TLane>(index);
            return ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(TLane.Abs(x - c), TLane.Abs(c) * TLane.Create(T.CreateTruncating(16) * Rounding<T>.Epsilon)));
        }
    }
}
