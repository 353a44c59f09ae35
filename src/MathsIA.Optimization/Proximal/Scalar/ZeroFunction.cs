using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The function that is 0 everywhere: no constraint, the indicator of the free cone.</summary>
/// <remarks>Prox: x itself. Conjugate: the indicator of the origin.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ZeroFunction<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The function, of any number of coordinates.</summary>
    public ZeroFunction()
        : base(FunctionTraits.Convex | FunctionTraits.Cone | FunctionTraits.Smooth | FunctionTraits.Quadratic, Lanes(new Nothing())) { }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new ZeroIndicator<T>());

    private readonly struct Nothing : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => TLane.Create(T.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> => x;
    }
}

/// <summary>0 at 0, else +∞.</summary>
internal readonly struct ZeroIndicator<T> : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => ProxLanes.Indicator<TLane, T>(TLane.Equal(x, TLane.Create(T.Zero)));
}
