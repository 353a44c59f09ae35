using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>A function of one contiguous operand, as terms of a sum.</summary>
internal readonly unsafe struct MapTerm<T, TMap>(T* x, TMap map) : ITerm<T>
    where T : unmanaged
    where TMap : struct, IMap<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> => map.Apply(TLane.Load(x + index));
}

/// <summary>A function of two contiguous operands, as terms of a sum.</summary>
internal readonly unsafe struct ZipTerm<T, TZip>(T* x, T* y, TZip zip) : ITerm<T>
    where T : unmanaged
    where TZip : struct, IZip<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> => zip.Apply(TLane.Load(x + index), TLane.Load(y + index));
}

/// <summary><c>x</c>.</summary>
internal readonly struct Same<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => x;
}

/// <summary><c>x</c>; the parameter is not used.</summary>
internal readonly struct PlainTerm<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x;
}

/// <summary><c>|x|</c>; the parameter is not used.</summary>
internal readonly struct MagnitudeTerm<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => TLane.Abs(x);
}

/// <summary><c>|x| y</c>.</summary>
internal readonly struct ScaledMagnitudeTerm<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => TLane.Abs(x) * y;
}

/// <summary><c>x y</c>, also the scaling of a term by the parameter.</summary>
internal readonly struct ProductTerm<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x * y;
}

/// <summary><c>(x s) (y s)</c>.</summary>
internal readonly struct ScaledProductTerm<T>(T scale) : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x * TLane.Create(scale) * (y * TLane.Create(scale));
}

/// <summary><c>x - c</c>, where the parameter is c.</summary>
internal readonly struct DifferenceTerm<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x - y;
}

/// <summary><c>(x - c)²</c>, where the parameter is c.</summary>
internal readonly struct SquaredDifferenceTerm<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T>
    {
        TLane d = x - y;
        return d * d;
    }
}

/// <summary><c>(s x - s c)²</c>, where the parameter is s c.</summary>
internal readonly struct ScaledSquareTerm<T>(T scale) : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T>
    {
        TLane d = (x * TLane.Create(scale)) - y;
        return d * d;
    }
}
