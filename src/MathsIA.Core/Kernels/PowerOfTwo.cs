using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Products with powers of 2, for machines without an instruction for them.</summary>
internal static class PowerOfTwo
{
    /// <summary><c>value 2^exponent</c> in two factors, each a normal number, so that only the last product rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Scale<TLane, T>(TLane value, TLane exponent)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        // As an integer, raised by twice the exponent's bias.
        TLane raised = TLane.SubtractBits(exponent + Lane.Of<TLane, T>(12582912f, 6755399441055744.0), Lane.Bits<TLane, T>(0x4B400000 - 254, 0x4338000000000000 - 2046));
        TLane half = TLane.ShiftRightBits(raised, 1);
        TLane rest = TLane.SubtractBits(raised, half);
        return typeof(T) == typeof(float)
            ? value * TLane.ShiftLeftBits(half, 23) * TLane.ShiftLeftBits(rest, 23)
            : value * TLane.ShiftLeftBits(half, 52) * TLane.ShiftLeftBits(rest, 52);
    }

    /// <summary><c>value 2^exponent</c> where <c>2^exponent</c> is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ScaleNormal<TLane, T>(TLane value, TLane exponent)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        // The sum has the biased exponent in its low bits; the shift drops the rest.
        TLane biased = exponent + Lane.Of<TLane, T>(12582912f + 127f, 6755399441055744.0 + 1023.0);
        return value * (typeof(T) == typeof(float) ? TLane.ShiftLeftBits(biased, 23) : TLane.ShiftLeftBits(biased, 52));
    }
}
