using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of two values, <c>xᵢ ∈ {l, u}</c>: not convex.</summary>
/// <remarks>Prox: the nearer value; halfway, the lower one.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class BinarySet<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The vectors of two values.</summary>
    /// <param name="lower">The lower value l.</param>
    /// <param name="upper">The upper value u, above it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the upper one is not above the lower one.</exception>
    public BinarySet(double lower = 0, double upper = 1)
        : base(FunctionTraits.Indicator | (lower == -upper ? FunctionTraits.SymmetricGauge : FunctionTraits.None), Lanes(new Term(T.CreateTruncating(ProximalGuard.Finite(lower, nameof(BinarySet<>))), T.CreateTruncating(Above(upper, lower))))) { }

    private static double Above(double upper, double lower) => upper > lower && double.IsFinite(upper) ? upper
        : throw new ArgumentOutOfRangeException(nameof(upper), upper, $"BinarySet: the upper value must be finite and above the lower one, {lower}.");

    private readonly struct Term(T lower, T upper) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.Indicator<TLane, T>(TLane.Equal(x, TLane.Create(lower)) | TLane.Equal(x, TLane.Create(upper)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane low = TLane.Create(lower), high = TLane.Create(upper);
            TLane nearer = TLane.Select(TLane.Less(high - x, x - low), high, low);
            return TLane.Select(TLane.Equal(x, x), nearer, x);
        }
    }
}
