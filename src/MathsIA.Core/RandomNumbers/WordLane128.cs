using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.RandomNumbers;

/// <summary>2 blocks in a register of 128 bits.</summary>
internal readonly struct WordLane128(Vector128<ulong> value) : IWordLane<WordLane128>
{
    private readonly Vector128<ulong> _value = value;

    public static int Count => 2;

    public static WordLane128 Sequence
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128.Create(0ul, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane128 Create(ulong value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane128 Multiply(WordLane128 left, WordLane128 right)
    {
        if (Sse2.IsSupported)
            return new(Sse2.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));
        if (AdvSimd.IsSupported)
            return new(AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(left._value), AdvSimd.ExtractNarrowingLower(right._value)));
        Vector128<ulong> low = Vector128.Create(0xFFFF_FFFFul);
        return new((left._value & low) * (right._value & low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane128 operator +(WordLane128 left, WordLane128 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane128 operator ^(WordLane128 left, WordLane128 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane128 High(WordLane128 value) => new(value._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLane128 Join(WordLane128 low, WordLane128 high) => new((low._value & Vector128.Create(0xFFFF_FFFFul)) | (high._value << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(WordLane128 first, WordLane128 last, uint* destination)
    {
        Vector128.Create(first._value.GetLower(), last._value.GetLower()).AsUInt32().Store(destination);
        Vector128.Create(first._value.GetUpper(), last._value.GetUpper()).AsUInt32().Store(destination + 4);
    }
}
