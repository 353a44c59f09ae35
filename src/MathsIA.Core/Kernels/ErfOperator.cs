using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The error function <c>2/√π ∫₀ˣ e^-t² dt</c>.</summary>
internal readonly struct ErfOperator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane a = TLane.Abs(x), one = Lane.Of<TLane, T>(1), z = x * x;
        if (typeof(T) == typeof(float))
        {
            // Below 1 an odd polynomial; above, 1 - e^-g with a polynomial g = -log erfc, up to where the result rounds to 1.
            TLane p = Lane.Of<TLane, T>(7.88912366e-05);
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-0.00080208428));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.00518953567));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-0.0268544443));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.112836003));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-0.37612626));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.128379166));
            a = TLane.MinNative(Lane.Of<TLane, T>(4), a);
            TLane g = Lane.Of<TLane, T>(1.76510766e-05);
            g = TLane.MultiplyAdd(g, a, Lane.Of<TLane, T>(-0.000388732384));
            g = TLane.MultiplyAdd(g, a, Lane.Of<TLane, T>(0.00391976535));
            g = TLane.MultiplyAdd(g, a, Lane.Of<TLane, T>(-0.024377564));
            g = TLane.MultiplyAdd(g, a, Lane.Of<TLane, T>(0.107007079));
            g = TLane.MultiplyAdd(g, a, Lane.Of<TLane, T>(0.634619236));
            g = TLane.MultiplyAdd(g, a, Lane.Of<TLane, T>(1.12882781));
            g = TLane.MultiplyAdd(g, a, Lane.Of<TLane, T>(-1.9655643e-05));
            TLane n = Exponential.Reduce<TLane, T>(-g, out TLane r);
            TLane e = TLane.ScaleNormal(one + Exponential.Expm1<TLane, T>(r), n);
            TLane large = Lane.CopySign<TLane, T>(one - e, x);
            return TLane.Select(TLane.Less(a, one), TLane.MultiplyAdd(x, p, x), large);
        }

        a = TLane.MinNative(Lane.Of<TLane, T>(6), a);
        TLane tail = Lane.CopySign<TLane, T>(one - ErrorFunction.Tail<TLane, T>(a, one), x);
        return TLane.Select(TLane.Less(a, one), ErrorFunction.Near<TLane, T>(x), tail);
    }
}
