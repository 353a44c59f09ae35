using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Conversions to and from double precision that compile to one instruction, as the general ones of generic math do not
/// before a method has run many times.</summary>
internal static class Widening
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble<T>(T value) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(float))
            return (float)(object)value;
        if (typeof(T) == typeof(double))
            return (double)(object)value;
        return double.CreateTruncating(value);
    }

    /// <summary>Rounds to the nearest number of the element type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromDouble<T>(double value) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(float))
            return (T)(object)(float)value;
        if (typeof(T) == typeof(double))
            return (T)(object)value;
        return T.CreateTruncating(value);
    }
}
