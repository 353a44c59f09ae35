using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.RandomNumbers;

/// <summary>8 blocks in a register of 512 bits.</summary>
internal readonly struct WordLane512(Vector512<ulong> value) : IWordLane<WordLane512>
{
    private readonly Vector512<ulong> _value = value;

    public static int Count => 8;

    public static WordLane512 Sequence
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane512 Create(ulong value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane512 Multiply(WordLane512 left, WordLane512 right)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));
        Vector512<ulong> low = Vector512.Create(0xFFFF_FFFFul);
        return new((left._value & low) * (right._value & low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane512 operator +(WordLane512 left, WordLane512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane512 operator ^(WordLane512 left, WordLane512 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane512 High(WordLane512 value) => new(value._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane512 Join(WordLane512 low, WordLane512 high) => new((low._value & Vector512.Create(0xFFFF_FFFFul)) | (high._value << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(WordLane512 first, WordLane512 last, uint* destination)
    {
        // Each 128-bit quarter is interleaved by itself, which is why the lanes carry blocks 0 4 1 5 2 6 3 7.
        if (Avx512F.IsSupported)
        {
            Avx512F.UnpackLow(first._value, last._value).AsUInt32().Store(destination);
            Avx512F.UnpackHigh(first._value, last._value).AsUInt32().Store(destination + 16);
            return;
        }

        WordLane256.Store(new(Even(first)), new(Even(last)), destination);
        WordLane256.Store(new(Odd(first)), new(Odd(last)), destination + 16);
    }

    /// <summary>Blocks 0 to 3, in the order in which <see cref="WordLane256"/> stores them.</summary>
    private static Vector256<ulong> Even(WordLane512 lane) => Vector256.Create(lane._value[0], lane._value[4], lane._value[2], lane._value[6]);

    /// <summary>Blocks 4 to 7, in the order in which <see cref="WordLane256"/> stores them.</summary>
    private static Vector256<ulong> Odd(WordLane512 lane) => Vector256.Create(lane._value[1], lane._value[5], lane._value[3], lane._value[7]);
}
