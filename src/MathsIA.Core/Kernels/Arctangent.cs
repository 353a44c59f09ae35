using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The step that atan and atan2 are made of, on doubles.</summary>
internal static class Arctangent
{
    /// <summary>The arctangent of <c>a ≥ 0</c>, infinity included.</summary>
    /// <remarks>Subtracting π/4 or π/2 brings the argument below <c>√2 - 1</c>, where a polynomial serves.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane OfPositive<TLane>(TLane a) where TLane : struct, ILane<TLane, double>
    {
        TLane one = TLane.Create(1);
        TLane middle = TLane.Less(TLane.Create(0.41421356237309503), a), large = TLane.Less(TLane.Create(2.414213562373095), a);
        TLane numerator = TLane.Select(large, -one, TLane.Select(middle, a - one, a));
        TLane denominator = TLane.Select(large, a, TLane.Select(middle, a + one, one));
        TLane t = numerator / denominator, z = t * t;
        TLane p = TLane.Create(-0.017892410770377808);
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.038051574431831867));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.050388149261010214));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.058477854551204654));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.066630904518731493));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.076920590782668941));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.090908976971741107));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.11111110781470569));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.14285714280159109));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.19999999999953239));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.33333333333333198));
        TLane high = TLane.Select(large, TLane.Create(1.5707963267948966), middle & TLane.Create(0.7853981633974483));
        TLane low = TLane.Select(large, TLane.Create(6.123233995736766e-17), middle & TLane.Create(3.061616997868383e-17));
        return high + (t + TLane.MultiplyAdd(t * z, p, low));
    }
}
