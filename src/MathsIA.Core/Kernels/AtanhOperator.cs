using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The inverse hyperbolic tangent; infinite at 1, NaN beyond.</summary>
internal readonly struct AtanhOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane a = TLane.Abs(x);
        TLane y = TLane.Create(0.5) * Logarithm.Log1p<TLane, double>((a + a) / (TLane.Create(1) - a));
        return Lane.CopySign<TLane, double>(TLane.Select(TLane.Equal(a, TLane.Create(0)), a, y), x);
    }
}
