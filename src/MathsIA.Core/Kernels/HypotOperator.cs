using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>√(x² + y²)</c> without overflow.</summary>
internal readonly struct HypotOperator : IZip<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, double>
    {
        TLane a = TLane.Abs(x), b = TLane.Abs(y), larger = TLane.MaxNative(a, b), one = TLane.Create(1);
        TLane huge = TLane.Less(TLane.Create(1e150), larger), tiny = TLane.Less(larger, TLane.Create(1e-140));
        TLane scale = TLane.Select(huge, TLane.Create(2.4099198651028841e-181), TLane.Select(tiny, TLane.Create(4.149515568880993e+180), one));
        TLane back = TLane.Select(huge, TLane.Create(4.149515568880993e+180), TLane.Select(tiny, TLane.Create(2.4099198651028841e-181), one));
        a *= scale;
        b *= scale;
        TLane length = TLane.Sqrt(TLane.MultiplyAdd(a, a, b * b)) * back;
        TLane infinity = TLane.Create(double.PositiveInfinity);
        return TLane.Select(TLane.Equal(a, infinity) | TLane.Equal(b, infinity), infinity, length);
    }
}
