using System.Runtime.CompilerServices;

namespace MathsIA.RandomNumbers;

/// <summary>One block in ordinary registers: for the ends of a fill and for machines without vectors.</summary>
internal readonly struct WordLaneScalar(ulong value) : IWordLane<WordLaneScalar>
{
    private readonly ulong _value = value;

    public static int Count => 1;

    public static WordLaneScalar Sequence => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLaneScalar Create(ulong value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLaneScalar Multiply(WordLaneScalar left, WordLaneScalar right) => new((ulong)(uint)left._value * (uint)right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLaneScalar operator +(WordLaneScalar left, WordLaneScalar right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLaneScalar operator ^(WordLaneScalar left, WordLaneScalar right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLaneScalar High(WordLaneScalar value) => new(value._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLaneScalar Join(WordLaneScalar low, WordLaneScalar high) => new((uint)low._value | (high._value << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(WordLaneScalar first, WordLaneScalar last, uint* destination)
    {
        destination[0] = (uint)first._value;
        destination[1] = (uint)(first._value >> 32);
        destination[2] = (uint)last._value;
        destination[3] = (uint)(last._value >> 32);
    }
}
