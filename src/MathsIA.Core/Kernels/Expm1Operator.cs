using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>e^x - 1</c>, accurate near zero.</summary>
internal readonly struct Expm1Operator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane sign = x;
        x = TLane.MaxNative(Lane.Of<TLane, T>(-25, -45.0), TLane.MinNative(Lane.Of<TLane, T>(88.9f, 709.9), x));
        TLane exponent = Exponential.Reduce<TLane, T>(x, out TLane r);
        TLane e = Exponential.Expm1<TLane, T>(r);

        // e^x - 1 = 2 (s e + (s - 1/2)) with s = 2^(n-1), which is finite wherever the result is.
        TLane s = typeof(T) == typeof(float)
            ? TLane.ShiftLeftBits(TLane.SubtractBits(exponent, Lane.Bits<TLane, T>(128, 1024)), 23)
            : TLane.ShiftLeftBits(TLane.SubtractBits(exponent, Lane.Bits<TLane, T>(128, 1024)), 52);
        TLane y = TLane.MultiplyAdd(s, e, s - Lane.Of<TLane, T>(0.5));
        y = TLane.Select(TLane.Equal(s, Lane.Of<TLane, T>(0.5)), e, y + y);

        // The result has the sign of x already, but for -0.
        return y | (sign & Lane.Bits<TLane, T>(int.MinValue, long.MinValue));
    }
}
