using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The arccosine, between 0 and π.</summary>
internal readonly struct AcosOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane a = TLane.Abs(x), large = TLane.Less(TLane.Create(0.5), a);
        TLane y = Arcsine.Reduced(a, large), twice = y + y;
        TLane obtuse = TLane.Create(3.141592653589793) - (twice - TLane.Create(1.2246467991473532e-16));
        TLane middle = TLane.Create(1.5707963267948966) - (Lane.CopySign<TLane, double>(y, x) - TLane.Create(6.123233995736766e-17));
        return TLane.Select(large, TLane.Select(TLane.Less(x, TLane.Create(0)), obtuse, twice), middle);
    }
}
