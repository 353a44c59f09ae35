using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The largest integer not above x.</summary>
internal readonly struct FloorOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Floor(x);
}

/// <summary>The smallest integer not below x.</summary>
internal readonly struct CeilingOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Ceiling(x);
}

/// <summary>The nearest integer, halves to even.</summary>
internal readonly struct RoundOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Round(x);
}

/// <summary>The integer part.</summary>
internal readonly struct TruncateOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Truncate(x);
}
