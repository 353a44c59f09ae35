using System.Runtime.CompilerServices;

namespace MathsIA.LinearAlgebra;

/// <summary>A chunk made of two halves, for registers narrower than a chunk.</summary>
internal readonly struct ChunkPair<THalf, T>(THalf low, THalf high) : IChunk<ChunkPair<THalf, T>, T>
    where THalf : struct, IChunk<THalf, T>
    where T : unmanaged
{
    private readonly THalf _low = low;
    private readonly THalf _high = high;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * THalf.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChunkPair<THalf, T> Create(T value) => new(THalf.Create(value), THalf.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ChunkPair<THalf, T> Load(T* source) => new(THalf.Load(source), THalf.Load(source + THalf.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination)
    {
        _low.Store(destination);
        _high.Store(destination + THalf.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChunkPair<THalf, T> operator +(ChunkPair<THalf, T> left, ChunkPair<THalf, T> right) => new(left._low + right._low, left._high + right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChunkPair<THalf, T> operator -(ChunkPair<THalf, T> left, ChunkPair<THalf, T> right) => new(left._low - right._low, left._high - right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChunkPair<THalf, T> operator *(ChunkPair<THalf, T> left, ChunkPair<THalf, T> right) => new(left._low * right._low, left._high * right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChunkPair<THalf, T> operator /(ChunkPair<THalf, T> left, ChunkPair<THalf, T> right) => new(left._low / right._low, left._high / right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChunkPair<THalf, T> MultiplyAdd(ChunkPair<THalf, T> left, ChunkPair<THalf, T> right, ChunkPair<THalf, T> addend) =>
        new(THalf.MultiplyAdd(left._low, right._low, addend._low), THalf.MultiplyAdd(left._high, right._high, addend._high));
}
