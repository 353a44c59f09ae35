using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>What the coordinate structs share.</summary>
internal static class ProxLanes
{
    /// <summary><c>x − clamp(x, −t, t)</c>: three instructions, the same bits as <c>sign(x) max(|x| − t, 0)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane SoftThreshold<TLane, T>(TLane x, TLane threshold)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged => x - Clamp<TLane, T>(x, -threshold, threshold);

    /// <summary>The nearest number of an interval; NaN stays, for the operand comes second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Clamp<TLane, T>(TLane x, TLane lower, TLane upper)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged => TLane.MaxNative(lower, TLane.MinNative(upper, x));

    /// <summary><c>max(x, 0)</c>; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Positive<TLane, T>(TLane x)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, INumberBase<T> => TLane.MaxNative(TLane.Create(T.Zero), x);

    /// <summary><c>x/d</c> by a known inverse of d, which is one division for many x; the residual makes good what the product loses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Divide<TLane, T>(TLane x, TLane divisor, TLane inverse)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane quotient = x * inverse;
        return Exact.IsFused ? TLane.MultiplyAdd(TLane.SubtractProduct(quotient, divisor, x), inverse, quotient) : x / divisor;
    }

    /// <summary>0 where a mask is set, else +∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Indicator<TLane, T>(TLane inside)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged => Lane.Of<TLane, T>(double.PositiveInfinity) & ~inside;
}
