using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.RandomNumbers;

/// <summary>4 blocks in a register of 256 bits.</summary>
internal readonly struct WordLane256(Vector256<ulong> value) : IWordLane<WordLane256>
{
    private readonly Vector256<ulong> _value = value;

    public static int Count => 4;

    public static WordLane256 Sequence
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(0ul, 2, 1, 3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane256 Create(ulong value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane256 Multiply(WordLane256 left, WordLane256 right)
    {
        if (Avx2.IsSupported)
            return new(Avx2.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));
        Vector256<ulong> low = Vector256.Create(0xFFFF_FFFFul);
        return new((left._value & low) * (right._value & low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane256 operator +(WordLane256 left, WordLane256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane256 operator ^(WordLane256 left, WordLane256 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane256 High(WordLane256 value) => new(value._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane256 Join(WordLane256 low, WordLane256 high) => new((low._value & Vector256.Create(0xFFFF_FFFFul)) | (high._value << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(WordLane256 first, WordLane256 last, uint* destination)
    {
        // Each 128-bit half is interleaved by itself, which is why the lanes carry blocks 0 2 1 3.
        if (Avx2.IsSupported)
        {
            Avx2.UnpackLow(first._value, last._value).AsUInt32().Store(destination);
            Avx2.UnpackHigh(first._value, last._value).AsUInt32().Store(destination + 8);
            return;
        }

        WordLane128.Store(new(Even(first)), new(Even(last)), destination);
        WordLane128.Store(new(Odd(first)), new(Odd(last)), destination + 8);
    }

    /// <summary>Blocks 0 and 1.</summary>
    private static Vector128<ulong> Even(WordLane256 lane) => Vector128.Create(lane._value[0], lane._value[2]);

    /// <summary>Blocks 2 and 3.</summary>
    private static Vector128<ulong> Odd(WordLane256 lane) => Vector128.Create(lane._value[1], lane._value[3]);
}
