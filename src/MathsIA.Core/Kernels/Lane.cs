using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>What kernel bodies share: constants by value and by bits, for <c>float</c> and <c>double</c> alike.</summary>
internal static class Lane
{
    /// <summary>A constant, rounded to the element type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane, T>(double value)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        TLane.Create(typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value);

    /// <summary>A constant that differs between the two element types.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane, T>(float single, double twice)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        TLane.Create(typeof(T) == typeof(float) ? (T)(object)single : (T)(object)twice);

    /// <summary>A bit pattern that differs between the two element types.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Bits<TLane, T>(int single, long twice)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        TLane.CreateBits(typeof(T) == typeof(float) ? single : twice);

    /// <summary>Magnitude of the first with the sign of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane CopySign<TLane, T>(TLane magnitude, TLane sign)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        TLane.Select(Bits<TLane, T>(int.MinValue, long.MinValue), sign, magnitude);
}
