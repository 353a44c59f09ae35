using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The bits set in both.</summary>
internal readonly struct AndOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x & y;
}

/// <summary>The bits set in either.</summary>
internal readonly struct OrOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x | y;
}

/// <summary>The bits set in one and not the other.</summary>
internal readonly struct XorOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x ^ y;
}

/// <summary>Every bit turned over.</summary>
internal readonly struct ComplementOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => ~x;
}

/// <summary>Truth values, bytes of 0 or 1, turned over.</summary>
internal readonly struct NotOperator : IMap<byte>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, byte> => x ^ TLane.Create(1);
}
