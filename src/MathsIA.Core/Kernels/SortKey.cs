using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Numbers as unsigned integers of the same size that sort the same way. NaN comes last in either direction.</summary>
/// <remarks>A floating-point number with its sign bit flipped, or all bits if it is negative, compares as an unsigned integer.</remarks>
internal static class SortKey
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFloating<T>() where T : unmanaged, INumber<T> => T.One / (T.One + T.One) != T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TKey Encode<T, TKey>(T value, bool descending)
        where T : unmanaged, INumber<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        if (T.IsNaN(value))
            return Key<TKey>(Mask<T>());
        ulong bits = Bits(value);
        ulong key = IsFloating<T>() ? (bits & Sign<T>()) != 0 ? ~bits & Mask<T>() : bits | Sign<T>() : bits ^ SignOfInteger<T>();
        return Key<TKey>(descending ? ~key & Mask<T>() : key);
    }

    /// <summary>The number of a key; NaN loses its payload.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Decode<T, TKey>(TKey encoded, bool descending)
        where T : unmanaged, INumber<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        ulong key = Number(encoded);
        if (IsFloating<T>() && key == Mask<T>())
            return Widening.FromDouble<T>(double.NaN);
        if (descending)
            key = ~key & Mask<T>();
        return FromBits<T>(IsFloating<T>() ? (key & Sign<T>()) != 0 ? key ^ Sign<T>() : ~key & Mask<T>() : key ^ SignOfInteger<T>());
    }

    /// <summary>One byte of a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Digit<TKey>(TKey key, int shift) where TKey : unmanaged => (byte)(Number(key) >> shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe TKey Key<TKey>(ulong number) where TKey : unmanaged =>
        sizeof(TKey) == sizeof(uint) ? Unsafe.BitCast<uint, TKey>((uint)number) : Unsafe.BitCast<ulong, TKey>(number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ulong Number<TKey>(TKey key) where TKey : unmanaged =>
        sizeof(TKey) == sizeof(uint) ? Unsafe.BitCast<TKey, uint>(key) : Unsafe.BitCast<TKey, ulong>(key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ulong Mask<T>() where T : unmanaged => ulong.MaxValue >> (64 - 8 * sizeof(T));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ulong Sign<T>() where T : unmanaged => 1UL << (8 * sizeof(T) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SignOfInteger<T>() where T : unmanaged, INumber<T> => unchecked(T.Zero - T.One) < T.Zero ? Sign<T>() : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ulong Bits<T>(T value) where T : unmanaged => sizeof(T) switch
    {
        8 => Unsafe.BitCast<T, ulong>(value),
        4 => Unsafe.BitCast<T, uint>(value),
        2 => Unsafe.BitCast<T, ushort>(value),
        _ => Unsafe.BitCast<T, byte>(value),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe T FromBits<T>(ulong bits) where T : unmanaged => sizeof(T) switch
    {
        8 => Unsafe.BitCast<ulong, T>(bits),
        4 => Unsafe.BitCast<uint, T>((uint)bits),
        2 => Unsafe.BitCast<ushort, T>((ushort)bits),
        _ => Unsafe.BitCast<byte, T>((byte)bits),
    };
}
