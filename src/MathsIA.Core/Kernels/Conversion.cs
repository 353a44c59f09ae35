using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Conversion of one number between the element types of tensors.</summary>
internal static class Conversion
{
    /// <summary>Refuses types that no conversion knows.</summary>
    public static void Require<T>() where T : unmanaged
    {
        if (!IsInteger<T>() && !IsFloating<T>())
            throw new NotSupportedException($"To: elements of type {typeof(T).Name} have no conversion; see the documentation for those that have.");
    }

    /// <summary>One number. Integers go by way of <c>long</c> and the others by way of <c>double</c>, which hold them exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Convert<T, TTo>(T value)
        where T : unmanaged
        where TTo : unmanaged
    {
        if (typeof(T) == typeof(TTo))
            return Unsafe.BitCast<T, TTo>(value);
        return IsInteger<T>() ? FromInteger<TTo>(ToInteger(value)) : FromFloating<TTo>(ToFloating(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInteger<T>() => typeof(T) == typeof(int) || typeof(T) == typeof(long) || typeof(T) == typeof(byte) || typeof(T) == typeof(bool);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFloating<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ToInteger<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(int))
            return (int)(object)value;
        if (typeof(T) == typeof(long))
            return (long)(object)value;
        if (typeof(T) == typeof(byte))
            return (byte)(object)value;
        return Unsafe.BitCast<T, byte>(value) != 0 ? 1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ToFloating<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return (float)(object)value;
        if (typeof(T) == typeof(double))
            return (double)(object)value;
        if (typeof(T) == typeof(Half))
            return (double)(Half)(object)value;
        return (float)(BFloat16)(object)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TTo FromInteger<TTo>(long value) where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(int))
            return (TTo)(object)unchecked((int)value);
        if (typeof(TTo) == typeof(long))
            return (TTo)(object)value;
        if (typeof(TTo) == typeof(byte))
            return (TTo)(object)unchecked((byte)value);
        if (typeof(TTo) == typeof(bool))
            return (TTo)(object)(value != 0);
        if (typeof(TTo) == typeof(float))
            return (TTo)(object)(float)value;
        if (typeof(TTo) == typeof(double))
            return (TTo)(object)(double)value;
        if (typeof(TTo) == typeof(Half))
            return (TTo)(object)(Half)value;
        return (TTo)(object)(BFloat16)(double)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TTo FromFloating<TTo>(double value) where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(int))
            return (TTo)(object)int.CreateSaturating(value);
        if (typeof(TTo) == typeof(long))
            return (TTo)(object)long.CreateSaturating(value);
        if (typeof(TTo) == typeof(byte))
            return (TTo)(object)byte.CreateSaturating(value);
        if (typeof(TTo) == typeof(bool))
            return (TTo)(object)(value != 0);
        if (typeof(TTo) == typeof(float))
            return (TTo)(object)(float)value;
        if (typeof(TTo) == typeof(double))
            return (TTo)(object)value;
        if (typeof(TTo) == typeof(Half))
            return (TTo)(object)(Half)value;
        return (TTo)(object)(BFloat16)value;
    }
}
