using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Kernels;

/// <summary>A register of 128 bits.</summary>
internal readonly struct Lane128<T>(Vector128<T> value) : ILane<Lane128<T>, T> where T : unmanaged
{
    public readonly Vector128<T> Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Create(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => Value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator +(Lane128<T> left, Lane128<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> left, Lane128<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator *(Lane128<T> left, Lane128<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator /(Lane128<T> left, Lane128<T> right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator &(Lane128<T> left, Lane128<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator |(Lane128<T> left, Lane128<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator ^(Lane128<T> left, Lane128<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator ~(Lane128<T> value) => new(~value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> left, Lane128<T> right, Lane128<T> addend)
    {
        if (typeof(T) == typeof(float))
            return new(Vector128.MultiplyAddEstimate(left.Value.AsSingle(), right.Value.AsSingle(), addend.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector128.MultiplyAddEstimate(left.Value.AsDouble(), right.Value.AsDouble(), addend.Value.AsDouble()).As<double, T>());
        return (left * right) + addend;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane128<T> MultiplyAddElement(T* left, Lane128<T> right, Lane128<T> addend)
    {
        // One expression, which a variable for the broadcast would break up.
        if (typeof(T) == typeof(float) && Fma.IsSupported)
            return From(Fma.MultiplyAdd(Vector128.Create(*(float*)left), F(right), F(addend)));
        if (typeof(T) == typeof(double) && Fma.IsSupported)
            return From(Fma.MultiplyAdd(Vector128.Create(*(double*)left), D(right), D(addend)));
        return MultiplyAdd(Create(*left), right, addend);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SubtractProduct(Lane128<T> left, Lane128<T> right, Lane128<T> minuend)
    {
        // The negation of an operand is an instruction of its own if left to the compiler.
        if (typeof(T) == typeof(float) && Fma.IsSupported)
            return From(Fma.MultiplyAddNegated(F(left), F(right), F(minuend)));
        if (typeof(T) == typeof(double) && Fma.IsSupported)
            return From(Fma.MultiplyAddNegated(D(left), D(right), D(minuend)));
        return MultiplyAdd(-left, right, minuend);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Scale(Lane128<T> value, Lane128<T> exponent) => PowerOfTwo.Scale<Lane128<T>, T>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ScaleNormal(Lane128<T> value, Lane128<T> exponent) => PowerOfTwo.ScaleNormal<Lane128<T>, T>(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Abs(Lane128<T> value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sqrt(Lane128<T> value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Floor(Lane128<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector128.Floor(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector128.Floor(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Ceiling(Lane128<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector128.Ceiling(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector128.Ceiling(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Truncate(Lane128<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector128.Truncate(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector128.Truncate(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Round(Lane128<T> value)
    {
        if (typeof(T) == typeof(float))
            return From(Vector128.Round(F(value)));
        if (typeof(T) == typeof(double))
            return From(Vector128.Round(D(value)));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Min(Lane128<T> left, Lane128<T> right) => new(Vector128.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Max(Lane128<T> left, Lane128<T> right) => new(Vector128.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MinNative(Lane128<T> left, Lane128<T> right) => new(Vector128.MinNative(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MaxNative(Lane128<T> left, Lane128<T> right) => new(Vector128.MaxNative(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Equal(Lane128<T> left, Lane128<T> right) => new(Vector128.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Less(Lane128<T> left, Lane128<T> right) => new(Vector128.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> LessOrEqual(Lane128<T> left, Lane128<T> right) => new(Vector128.LessThanOrEqual(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Select(Lane128<T> mask, Lane128<T> whenTrue, Lane128<T> whenFalse) => new(Vector128.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane128<T> mask) => mask.Value.AsInt32() != Vector128<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> CreateBits(long bits)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return From(Vector128.Create((int)bits));
        if (Unsafe.SizeOf<T>() == 8)
            return From(Vector128.Create(bits));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AddBits(Lane128<T> left, Lane128<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((left.Value.AsInt32() + right.Value.AsInt32()).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((left.Value.AsInt64() + right.Value.AsInt64()).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SubtractBits(Lane128<T> left, Lane128<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((left.Value.AsInt32() - right.Value.AsInt32()).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((left.Value.AsInt64() - right.Value.AsInt64()).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftLeftBits(Lane128<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() << count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() << count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftRightBits(Lane128<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() >>> count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() >>> count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftRightArithmeticBits(Lane128<T> value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return new((value.Value.AsInt32() >> count).As<int, T>());
        if (Unsafe.SizeOf<T>() == 8)
            return new((value.Value.AsInt64() >> count).As<long, T>());
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> GreaterBits(Lane128<T> left, Lane128<T> right)
    {
        if (Unsafe.SizeOf<T>() == 4)
            return From(Vector128.GreaterThan(left.Value.AsInt32(), right.Value.AsInt32()));
        if (Unsafe.SizeOf<T>() == 8)
            return From(Vector128.GreaterThan(left.Value.AsInt64(), right.Value.AsInt64()));
        throw NotFloating();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> F(Lane128<T> lane) => lane.Value.AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> D(Lane128<T> lane) => lane.Value.AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128<T> From<TFrom>(Vector128<TFrom> vector) => new(vector.As<TFrom, T>());

    private static NotSupportedException NotFloating() => new($"No vector form for {typeof(T)}.");
}
