using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>e^x - 1</c>, accurate near zero.</summary>
internal readonly struct Expm1Operator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        x = TLane.MaxNative(Lane.Of<TLane, T>(-25, -45.0), TLane.MinNative(Lane.Of<TLane, T>(88.9f, 709.9), x));
        TLane n = Exponential.Reduce<TLane, T>(x, out TLane r);
        TLane e = Exponential.Expm1<TLane, T>(r);

        // e^x - 1 = 2 (s e + (s - 1/2)) with s = 2^(n-1), which is finite wherever the result is.
        TLane one = Lane.Of<TLane, T>(1), s = TLane.ScaleNormal(one, n - one);
        TLane y = TLane.MultiplyAdd(s, e, s - Lane.Of<TLane, T>(0.5));
        y = TLane.Select(TLane.Equal(s, Lane.Of<TLane, T>(0.5)), e, y + y);
        return TLane.Select(TLane.Equal(x, Lane.Of<TLane, T>(0)), x, y);
    }
}
