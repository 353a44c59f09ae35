using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The values of a separable function at some coordinates, as terms of a sum.</summary>
internal readonly unsafe struct ValueTerm<T, TFunction>(T* x, nint start, TFunction function) : ITerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, ICoordinateFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> => function.Value(TLane.Load(x + start + index), start + index);
}

/// <summary>A map of the coordinates, such as a gradient; the terms are not used.</summary>
internal readonly unsafe struct MapTermOf<T, TFunction>(T* x, T* destination, nint start, TFunction function) : ITerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, ICoordinateFunction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T>
    {
        nint i = start + index;
        TLane z = function.Value(TLane.Load(x + i), i);
        z.Store(destination + i);
        return z;
    }
}
