using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The hyperbolic sine.</summary>
internal readonly struct SinhOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane a = TLane.Abs(x), z = x * x;
        TLane half = Exponential.Half<TLane, double>(a);
        TLane large = Lane.CopySign<TLane, double>(half - TLane.Create(0.25) / half, x);
        TLane p = TLane.Create(7.7593121054745915e-13);
        p = TLane.MultiplyAdd(p, z, TLane.Create(1.6057240344287381e-10));
        p = TLane.MultiplyAdd(p, z, TLane.Create(2.5052123398520648e-08));
        p = TLane.MultiplyAdd(p, z, TLane.Create(2.7557319155337044e-06));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.00019841269841437681));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.0083333333333331389));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.16666666666666669));
        return TLane.Select(TLane.Less(a, TLane.Create(1)), TLane.MultiplyAdd(x * z, p, x), large);
    }
}
