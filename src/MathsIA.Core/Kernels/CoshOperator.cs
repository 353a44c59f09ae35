using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The hyperbolic cosine.</summary>
internal readonly struct CoshOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane half = Exponential.Half<TLane, double>(TLane.Abs(x));
        return half + TLane.Create(0.25) / half;
    }
}
