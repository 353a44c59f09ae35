using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Kernels;

/// <summary>A register of 256 bits.</summary>
internal readonly struct Lane256<T>(Vector256<T> value) : ILane<Lane256<T>, T> where T : unmanaged
{
    public readonly Vector256<T> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Create(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => Value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator +(Lane256<T> left, Lane256<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> left, Lane256<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator *(Lane256<T> left, Lane256<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator /(Lane256<T> left, Lane256<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator &(Lane256<T> left, Lane256<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator |(Lane256<T> left, Lane256<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator ^(Lane256<T> left, Lane256<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator ~(Lane256<T> value) => new(~value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> left, Lane256<T> right, Lane256<T> addend)
    {
        if (typeof(T) == typeof(float))
            return new(Vector256.MultiplyAddEstimate(left.Value.AsSingle(), right.Value.AsSingle(), addend.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector256.MultiplyAddEstimate(left.Value.AsDouble(), right.Value.AsDouble(), addend.Value.AsDouble()).As<double, T>());
        return (left * right) + addend;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane256<T> MultiplyAddElement(T* left, Lane256<T> right, Lane256<T> addend)
    {
        // One expression, which a variable for the broadcast would break up.
        if (typeof(T) == typeof(float) && Fma.IsSupported)
            return From(Fma.MultiplyAdd(Vector256.Create(*(float*)left), F(right), F(addend)));
        if (typeof(T) == typeof(double) && Fma.IsSupported)
            return From(Fma.MultiplyAdd(Vector256.Create(*(double*)left), D(right), D(addend)));
        return MultiplyAdd(Create(*left), right, addend);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SubtractProduct(Lane256<T> left, Lane256<T> right, Lane256<T> minuend)
    {
        // The negation of an operand is an instruction of its own if left to the compiler.
        if (typeof(T) == typeof(float) && Fma.IsSupported)
            return From(Fma.MultiplyAddNegated(F(left), F(right), F(minuend)));
        if (typeof(T) == typeof(double) && Fma.IsSupported)
            return From(Fma.MultiplyAddNegated(D(left), D(right), D(minuend)));
        return MultiplyAdd(-left, right, minuend);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Scale(Lane256<T> value, Lane256<T> exponent) => PowerOfTwo.Scale<Lane256<T>, T>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ScaleNormal(Lane256<T> value, Lane256<T> exponent) => PowerOfTwo.ScaleNormal<Lane256<T>, T>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Abs(Lane256<T> value) => new(Vector256.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sqrt(Lane256<T> value) => new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Floor(Lane256<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector256.Floor(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector256.Floor(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Ceiling(Lane256<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector256.Ceiling(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector256.Ceiling(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Truncate(Lane256<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector256.Truncate(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector256.Truncate(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Round(Lane256<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector256.Round(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector256.Round(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Min(Lane256<T> left, Lane256<T> right) => new(Vector256.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Max(Lane256<T> left, Lane256<T> right) => new(Vector256.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MinNative(Lane256<T> left, Lane256<T> right) => new(Vector256.MinNative(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MaxNative(Lane256<T> left, Lane256<T> right) => new(Vector256.MaxNative(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Equal(Lane256<T> left, Lane256<T> right) => new(Vector256.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Less(Lane256<T> left, Lane256<T> right) => new(Vector256.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> LessOrEqual(Lane256<T> left, Lane256<T> right) => new(Vector256.LessThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Select(Lane256<T> mask, Lane256<T> whenTrue, Lane256<T> whenFalse) => new(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane256<T> mask) => mask.Value.AsInt32() != Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> CreateBits(long bits)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return From(Vector256.Create((int)bits));
        if (Unsafe.SizeOf<T>() == 8)
            return From(Vector256.Create(bits));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AddBits(Lane256<T> left, Lane256<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((left.Value.AsInt32() + right.Value.AsInt32()).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((left.Value.AsInt64() + right.Value.AsInt64()).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SubtractBits(Lane256<T> left, Lane256<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((left.Value.AsInt32() - right.Value.AsInt32()).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((left.Value.AsInt64() - right.Value.AsInt64()).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftLeftBits(Lane256<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() << count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() << count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftRightBits(Lane256<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() >>> count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() >>> count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftRightArithmeticBits(Lane256<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() >> count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() >> count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> GreaterBits(Lane256<T> left, Lane256<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return From(Vector256.GreaterThan(left.Value.AsInt32(), right.Value.AsInt32()));
        if (Unsafe.SizeOf<T>() == 8)
            return From(Vector256.GreaterThan(left.Value.AsInt64(), right.Value.AsInt64()));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> F(Lane256<T> lane) => lane.Value.AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> D(Lane256<T> lane) => lane.Value.AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane256<T> From<TFrom>(Vector256<TFrom> vector) => new(vector.As<TFrom, T>());

    private static NotSupportedException NotFloating() => new($"No vector form for {typeof(T)}.");
}
