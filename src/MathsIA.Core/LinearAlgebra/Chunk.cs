using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>A chunk that one register holds.</summary>
internal readonly struct Chunk<TLane, T>(TLane value) : IChunk<Chunk<TLane, T>, T>
    where TLane : struct, ILane<TLane, T>
    where T : unmanaged
{
    private readonly TLane _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk<TLane, T> Create(T value) => new(TLane.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Chunk<TLane, T> Load(T* source) => new(TLane.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk<TLane, T> operator +(Chunk<TLane, T> left, Chunk<TLane, T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk<TLane, T> operator -(Chunk<TLane, T> left, Chunk<TLane, T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk<TLane, T> operator *(Chunk<TLane, T> left, Chunk<TLane, T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk<TLane, T> operator /(Chunk<TLane, T> left, Chunk<TLane, T> right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk<TLane, T> MultiplyAdd(Chunk<TLane, T> left, Chunk<TLane, T> right, Chunk<TLane, T> addend) =>
        new(TLane.MultiplyAdd(left._value, right._value, addend._value));
}
