using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The logarithm to base 2; exact at powers of 2.</summary>
internal readonly struct Log2Operator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane f = Logarithm.Reduce<TLane, T>(x, out TLane k);
        TLane y = f + Logarithm.Tail<TLane, T>(f);
        return Logarithm.Guard<TLane, T>(x, TLane.MultiplyAdd(y, Lane.Of<TLane, T>(1.4426950408889634), k), x);
    }
}
