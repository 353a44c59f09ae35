using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>A function of two operands with the right one fixed to a number.</summary>
internal readonly struct BoundRight<T, TOp>(TOp op, T right) : IMap<T>
    where T : unmanaged
    where TOp : struct, IZip<T>
{
    public static bool Unrolls => TOp.Unrolls;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => op.Apply(x, TLane.Create(right));
}

/// <summary>A function of two operands with the left one fixed to a number.</summary>
internal readonly struct BoundLeft<T, TOp>(TOp op, T left) : IMap<T>
    where T : unmanaged
    where TOp : struct, IZip<T>
{
    public static bool Unrolls => TOp.Unrolls;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => op.Apply(TLane.Create(left), x);
}
