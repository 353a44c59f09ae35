using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>2^x</c>; exact at integers.</summary>
internal readonly struct Exp2Operator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        x = TLane.MaxNative(Lane.Of<TLane, T>(-151, -1076.0), TLane.MinNative(Lane.Of<TLane, T>(128.5f, 1024.5), x));
        TLane magic = Lane.Of<TLane, T>(12582912f, 6755399441055744.0);
        TLane n = (x + magic) - magic;
        TLane r = (x - n) * Lane.Of<TLane, T>(0.6931471805599453);
        TLane p = Lane.Of<TLane, T>(1) + Exponential.Expm1<TLane, T>(r);
        return TLane.Scale(p, n);
    }
}
