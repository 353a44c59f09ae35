using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The arcsine, between -π/2 and π/2.</summary>
internal readonly struct AsinOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane a = TLane.Abs(x), large = TLane.Less(TLane.Create(0.5), a);
        TLane y = Arcsine.Reduced(a, large);
        TLane complement = TLane.Create(1.5707963267948966) - (y + y - TLane.Create(6.123233995736766e-17));
        return Lane.CopySign<TLane, double>(TLane.Select(large, complement, y), x);
    }
}
