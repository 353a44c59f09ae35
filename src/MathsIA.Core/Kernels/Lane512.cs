using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Kernels;

/// <summary>A register of 512 bits.</summary>
internal readonly struct Lane512<T>(Vector512<T> value) : ILane<Lane512<T>, T> where T : unmanaged
{
    public readonly Vector512<T> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Create(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => Value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> left, Lane512<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> left, Lane512<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> left, Lane512<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> left, Lane512<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator &(Lane512<T> left, Lane512<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator |(Lane512<T> left, Lane512<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator ^(Lane512<T> left, Lane512<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator ~(Lane512<T> value) => new(~value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> left, Lane512<T> right, Lane512<T> addend)
    {
        if (typeof(T) == typeof(float))
            return new(Vector512.MultiplyAddEstimate(left.Value.AsSingle(), right.Value.AsSingle(), addend.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector512.MultiplyAddEstimate(left.Value.AsDouble(), right.Value.AsDouble(), addend.Value.AsDouble()).As<double, T>());
        return (left * right) + addend;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane512<T> MultiplyAddElement(T* left, Lane512<T> right, Lane512<T> addend)
    {
        // One expression, which a variable for the broadcast would break up.
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
            return From(Avx512F.FusedMultiplyAdd(Vector512.Create(*(float*)left), F(right), F(addend)));
        if (typeof(T) == typeof(double) && Avx512F.IsSupported)
            return From(Avx512F.FusedMultiplyAdd(Vector512.Create(*(double*)left), D(right), D(addend)));
        return MultiplyAdd(Create(*left), right, addend);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SubtractProduct(Lane512<T> left, Lane512<T> right, Lane512<T> minuend)
    {
        // The negation of an operand is an instruction of its own if left to the compiler.
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
            return From(Avx512F.FusedMultiplyAddNegated(F(left), F(right), F(minuend)));
        if (typeof(T) == typeof(double) && Avx512F.IsSupported)
            return From(Avx512F.FusedMultiplyAddNegated(D(left), D(right), D(minuend)));
        return MultiplyAdd(-left, right, minuend);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Scale(Lane512<T> value, Lane512<T> exponent)
    {
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
            return From(Avx512F.Scale(F(value), F(exponent)));
        if (typeof(T) == typeof(double) && Avx512F.IsSupported)
            return From(Avx512F.Scale(D(value), D(exponent)));
        return PowerOfTwo.Scale<Lane512<T>, T>(value, exponent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ScaleNormal(Lane512<T> value, Lane512<T> exponent) => Avx512F.IsSupported ? Scale(value, exponent) : PowerOfTwo.ScaleNormal<Lane512<T>, T>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> value) => new(Vector512.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> value) => new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Floor(Lane512<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector512.Floor(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector512.Floor(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Ceiling(Lane512<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector512.Ceiling(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector512.Ceiling(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Truncate(Lane512<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector512.Truncate(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector512.Truncate(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector512.Round(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector512.Round(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> left, Lane512<T> right) => new(Vector512.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> left, Lane512<T> right) => new(Vector512.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MinNative(Lane512<T> left, Lane512<T> right) => new(Vector512.MinNative(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MaxNative(Lane512<T> left, Lane512<T> right) => new(Vector512.MaxNative(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Equal(Lane512<T> left, Lane512<T> right) => new(Vector512.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Less(Lane512<T> left, Lane512<T> right) => new(Vector512.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> LessOrEqual(Lane512<T> left, Lane512<T> right) => new(Vector512.LessThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Select(Lane512<T> mask, Lane512<T> whenTrue, Lane512<T> whenFalse) => new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane512<T> mask) => mask.Value.AsInt32() != Vector512<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> CreateBits(long bits)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return From(Vector512.Create((int)bits));
        if (Unsafe.SizeOf<T>() == 8)
            return From(Vector512.Create(bits));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AddBits(Lane512<T> left, Lane512<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((left.Value.AsInt32() + right.Value.AsInt32()).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((left.Value.AsInt64() + right.Value.AsInt64()).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SubtractBits(Lane512<T> left, Lane512<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((left.Value.AsInt32() - right.Value.AsInt32()).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((left.Value.AsInt64() - right.Value.AsInt64()).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftLeftBits(Lane512<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() << count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() << count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftRightBits(Lane512<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() >>> count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() >>> count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftRightArithmeticBits(Lane512<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() >> count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() >> count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> GreaterBits(Lane512<T> left, Lane512<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return From(Vector512.GreaterThan(left.Value.AsInt32(), right.Value.AsInt32()));
        if (Unsafe.SizeOf<T>() == 8)
            return From(Vector512.GreaterThan(left.Value.AsInt64(), right.Value.AsInt64()));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> F(Lane512<T> lane) => lane.Value.AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> D(Lane512<T> lane) => lane.Value.AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512<T> From<TFrom>(Vector512<TFrom> vector) => new(vector.As<TFrom, T>());

    private static NotSupportedException NotFloating() => new($"No vector form for {typeof(T)}.");
}
