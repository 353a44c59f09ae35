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
            TLane exponent = Exponential.Reduce<TLane, T>(-g, out TLane r);
            TLane e = Exponential.ScaleNormal<TLane, T>(one + Exponential.Expm1<TLane, T>(r), exponent);
            TLane large = Lane.CopySign<TLane, T>(one - e, x);
            return TLane.Select(TLane.Less(a, one), TLane.MultiplyAdd(x, p, x), large);
        }

        TLane q = Lane.Of<TLane, T>(5.9606863752988463e-11);
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(-1.1374955597694504e-09));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(1.4660328467518565e-08));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(-1.6350396147996354e-07));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(1.6461008466785906e-06));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(-1.4925595771213012e-05));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(0.00012055331132902122));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(-0.00085483269814236437));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(0.005223977624828389));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(-0.026866170645077871));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(0.11283791670954885));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(-0.37612638903183748));
        q = TLane.MultiplyAdd(q, z, Lane.Of<TLane, T>(0.12837916709551259));
        a = TLane.MinNative(Lane.Of<TLane, T>(6), a);
        TLane tail = Lane.CopySign<TLane, T>(one - ErrorFunction.Tail<TLane, T>(a, one), x);
        return TLane.Select(TLane.Less(a, one), TLane.MultiplyAdd(x, q, x), tail);
    }
}
