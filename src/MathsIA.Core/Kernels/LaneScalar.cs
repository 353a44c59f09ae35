using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>A register of one element: the path for machines without vectors, and the fallback for other element types.</summary>
/// <remarks>Multiply-add is fused only where the hardware fuses it: the software emulation is exact but a hundred times slower.</remarks>
internal readonly struct LaneScalar<T>(T value) : ILane<LaneScalar<T>, T>
    where T : unmanaged, INumber<T>
{
    public readonly T Value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Create(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe LaneScalar<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => *destination = Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator +(LaneScalar<T> left, LaneScalar<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator -(LaneScalar<T> left, LaneScalar<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator *(LaneScalar<T> left, LaneScalar<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator /(LaneScalar<T> left, LaneScalar<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator -(LaneScalar<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator &(LaneScalar<T> left, LaneScalar<T> right) => FromBits(Bits(left) & Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator |(LaneScalar<T> left, LaneScalar<T> right) => FromBits(Bits(left) | Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator ^(LaneScalar<T> left, LaneScalar<T> right) => FromBits(Bits(left) ^ Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> operator ~(LaneScalar<T> value) => FromBits(~Bits(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> MultiplyAdd(LaneScalar<T> left, LaneScalar<T> right, LaneScalar<T> addend)
    {
        if (typeof(T) == typeof(float))
            return new((T)(object)float.MultiplyAddEstimate((float)(object)left.Value, (float)(object)right.Value, (float)(object)addend.Value));
        if (typeof(T) == typeof(double))
            return new((T)(object)double.MultiplyAddEstimate((double)(object)left.Value, (double)(object)right.Value, (double)(object)addend.Value));
        return (left * right) + addend;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe LaneScalar<T> MultiplyAddElement(T* left, LaneScalar<T> right, LaneScalar<T> addend) => MultiplyAdd(new LaneScalar<T>(*left), right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> SubtractProduct(LaneScalar<T> left, LaneScalar<T> right, LaneScalar<T> minuend) => MultiplyAdd(-left, right, minuend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Scale(LaneScalar<T> value, LaneScalar<T> exponent) => PowerOfTwo.Scale<LaneScalar<T>, T>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> ScaleNormal(LaneScalar<T> value, LaneScalar<T> exponent) => PowerOfTwo.ScaleNormal<LaneScalar<T>, T>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Abs(LaneScalar<T> value) => new(T.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Sqrt(LaneScalar<T> value)
    {
        if (typeof(T) == typeof(float))
            return new((T)(object)MathF.Sqrt((float)(object)value.Value));
        if (typeof(T) == typeof(double))
            return new((T)(object)Math.Sqrt((double)(object)value.Value));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Floor(LaneScalar<T> value)
    {
        if (typeof(T) == typeof(float))
            return new((T)(object)MathF.Floor((float)(object)value.Value));
        if (typeof(T) == typeof(double))
            return new((T)(object)Math.Floor((double)(object)value.Value));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Ceiling(LaneScalar<T> value)
    {
        if (typeof(T) == typeof(float))
            return new((T)(object)MathF.Ceiling((float)(object)value.Value));
        if (typeof(T) == typeof(double))
            return new((T)(object)Math.Ceiling((double)(object)value.Value));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Truncate(LaneScalar<T> value)
    {
        if (typeof(T) == typeof(float))
            return new((T)(object)MathF.Truncate((float)(object)value.Value));
        if (typeof(T) == typeof(double))
            return new((T)(object)Math.Truncate((double)(object)value.Value));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Round(LaneScalar<T> value)
    {
        if (typeof(T) == typeof(float))
            return new((T)(object)MathF.Round((float)(object)value.Value));
        if (typeof(T) == typeof(double))
            return new((T)(object)Math.Round((double)(object)value.Value));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Min(LaneScalar<T> left, LaneScalar<T> right) => new(T.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Max(LaneScalar<T> left, LaneScalar<T> right) => new(T.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> MinNative(LaneScalar<T> left, LaneScalar<T> right) => left.Value < right.Value ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> MaxNative(LaneScalar<T> left, LaneScalar<T> right) => left.Value > right.Value ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Equal(LaneScalar<T> left, LaneScalar<T> right) => Mask(left.Value == right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Less(LaneScalar<T> left, LaneScalar<T> right) => Mask(left.Value < right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> LessOrEqual(LaneScalar<T> left, LaneScalar<T> right) => Mask(left.Value <= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> Select(LaneScalar<T> mask, LaneScalar<T> whenTrue, LaneScalar<T> whenFalse) =>
        FromBits((Bits(mask) & Bits(whenTrue)) | (~Bits(mask) & Bits(whenFalse)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(LaneScalar<T> mask) => Bits(mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> CreateBits(long bits) => FromBits(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> AddBits(LaneScalar<T> left, LaneScalar<T> right) => FromBits(Bits(left) + Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> SubtractBits(LaneScalar<T> left, LaneScalar<T> right) => FromBits(Bits(left) - Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> ShiftLeftBits(LaneScalar<T> value, [ConstantExpected] int count) => FromBits(Bits(value) << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> ShiftRightBits(LaneScalar<T> value, [ConstantExpected] int count) =>
        FromBits((Unsafe.SizeOf<T>() == 4 ? (uint)Bits(value) : Bits(value)) >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> ShiftRightArithmeticBits(LaneScalar<T> value, [ConstantExpected] int count) => FromBits(Bits(value) >> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar<T> GreaterBits(LaneScalar<T> left, LaneScalar<T> right) => Mask(Bits(left) > Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneScalar<T> Mask(bool set) => FromBits(set ? -1L : 0L);

    /// <summary>The element's bits, its sign carried up to 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bits(LaneScalar<T> lane)
    {
        T value = lane.Value;
        return Unsafe.SizeOf<T>() switch
        {
            8 => Unsafe.BitCast<T, long>(value),
            4 => Unsafe.BitCast<T, int>(value),
            2 => Unsafe.BitCast<T, short>(value),
            _ => Unsafe.BitCast<T, sbyte>(value),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneScalar<T> FromBits(long bits) => new(Unsafe.SizeOf<T>() switch
    {
        8 => Unsafe.BitCast<long, T>(bits),
        4 => Unsafe.BitCast<int, T>((int)bits),
        2 => Unsafe.BitCast<short, T>((short)bits),
        _ => Unsafe.BitCast<sbyte, T>((sbyte)bits),
    });

    private static NotSupportedException NotFloating() => new($"No scalar form for {typeof(T)}.");
}
