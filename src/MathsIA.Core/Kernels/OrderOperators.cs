using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The lesser; NaN if either is NaN.</summary>
internal readonly struct MinOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => TLane.Min(x, y);
}

/// <summary>The greater; NaN if either is NaN.</summary>
internal readonly struct MaxOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => TLane.Max(x, y);
}

/// <summary><c>max(x, 0)</c></summary>
internal readonly struct ReluOperator<T> : IMap<T> where T : unmanaged, INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Max(x, TLane.Create(T.Zero));
}

/// <summary>-1, 0 or 1 with the sign of x; zeros and NaN as they are.</summary>
internal readonly struct SignOperator<T> : IMap<T> where T : unmanaged, INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane zero = TLane.Create(T.Zero), one = TLane.Create(T.One);
        return TLane.Select(TLane.Less(zero, x), one, TLane.Select(TLane.Less(x, zero), zero - one, x));
    }
}

/// <summary>The operand brought between two numbers; NaN stays NaN.</summary>
internal readonly struct ClampOperator<T>(T low, T high) : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Min(TLane.Create(high), TLane.Max(TLane.Create(low), x));
}

/// <summary>The first brought between the second and the third.</summary>
internal readonly struct BetweenOperator<T> : IZip3<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y, TLane z) where TLane : struct, ILane<TLane, T> => TLane.Min(z, TLane.Max(y, x));
}
