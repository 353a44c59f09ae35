using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The step that asin and acos are made of, on doubles.</summary>
internal static class Arcsine
{
    /// <summary><c>asin(a)</c> for <c>0 ≤ a ≤ ½</c>; beyond, <c>asin √((1 - a) / 2)</c>, half of the complement. NaN beyond 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Reduced<TLane>(TLane a, TLane large) where TLane : struct, ILane<TLane, double>
    {
        TLane z = TLane.Select(large, (TLane.Create(1) - a) * TLane.Create(0.5), a * a);
        TLane s = TLane.Select(large, TLane.Sqrt(z), a);
        TLane p = TLane.Create(0.032804020951839999);
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.021275913200208798));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.021900474040553966));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.0036281708687001361));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.010800666819530621));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.011395325518806999));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.013981251780970736));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.017351576676351153));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.022372216916524138));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.030381942640819972));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.044642857175972904));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.074999999999694131));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.16666666666666766));
        return TLane.MultiplyAdd(s * z, p, s);
    }
}
