using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The arctangent, between -π/2 and π/2.</summary>
internal readonly struct AtanOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        return Lane.CopySign<TLane, double>(Arctangent.OfPositive(TLane.Abs(x)), x);
    }
}
