using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The logarithm to base 10.</summary>
internal readonly struct Log10Operator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane f = Logarithm.Reduce<TLane, T>(x, out TLane k);
        TLane y = f + Logarithm.Tail<TLane, T>(f);

        // The high part of log10(2) has so few bits that its product with k is exact.
        TLane lowest = TLane.MultiplyAdd(y, Lane.Of<TLane, T>(-1.01030501e-08f, 1.0983196502167651e-17), k * Lane.Of<TLane, T>(4.6050389811952138e-06f, 1.4205023227266099e-13));
        TLane low = TLane.MultiplyAdd(y, Lane.Of<TLane, T>(0.4342944819032518), lowest);
        TLane result = TLane.MultiplyAdd(k, Lane.Of<TLane, T>(0.301025390625f, 0.30102999566383914), low);
        return Logarithm.Guard<TLane, T>(x, result, x);
    }
}
