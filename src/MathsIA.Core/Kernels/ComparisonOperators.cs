using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>A mask where <c>x = y</c>.</summary>
internal readonly struct EqualOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => TLane.Equal(x, y);
}

/// <summary>A mask where <c>x ≠ y</c>, NaN included.</summary>
internal readonly struct NotEqualOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => ~TLane.Equal(x, y);
}

/// <summary>A mask where <c>x &lt; y</c>.</summary>
internal readonly struct LessOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => TLane.Less(x, y);
}

/// <summary>A mask where <c>x ≤ y</c>.</summary>
internal readonly struct LessOrEqualOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => TLane.LessOrEqual(x, y);
}

/// <summary>A mask where x is NaN.</summary>
internal readonly struct IsNaNOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => ~TLane.Equal(x, x);
}

/// <summary>A mask where x is neither infinite nor NaN.</summary>
internal readonly struct IsFiniteOperator<T> : IMap<T> where T : unmanaged, INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Equal(x - x, TLane.Create(T.Zero));
}

/// <summary>A mask where x is infinite.</summary>
internal readonly struct IsInfinityOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane rest = x - x;
        return TLane.Equal(x, x) & ~TLane.Equal(rest, rest);
    }
}

/// <summary>The second where the first, a mask, is set; else the third.</summary>
internal readonly struct SelectOperator<T> : IZip3<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y, TLane z) where TLane : struct, ILane<TLane, T> => TLane.Select(x, y, z);
}
