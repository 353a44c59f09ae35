using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The Gaussian error linear unit <c>x Φ(x) = x/2 (1 + erf(x / √2))</c>.</summary>
/// <remarks>Through the upper tail <c>Q(|x|)</c>: <c>-|x| Q(|x|)</c> for negative x, <c>x - x Q(x)</c> for positive, so that nothing cancels.</remarks>
internal readonly struct GeluOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane a = TLane.MinNative(TLane.Create(39.5), TLane.Abs(x));
        TLane tail = ErrorFunction.NormalTail<TLane, double>(a, a);
        return TLane.Select(TLane.Less(x, TLane.Create(0)), -tail, x - tail);
    }
}
