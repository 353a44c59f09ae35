using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><see cref="GeluOperator"/> to 10 decimal digits, a third of the work: for results in single precision or less, which it
/// leaves correctly rounded but for one case in thousands.</summary>
internal readonly struct GeluSingleOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        // From 14.7 on the tail rounds to zero.
        TLane a = TLane.MinNative(TLane.Create(14.7), TLane.Abs(x));
        TLane tail = a * ErrorFunction.ScaledTailForSingle<TLane, double>(a) * Exponential.ForSingle(a * a * TLane.Create(-0.5));
        return TLane.Select(TLane.Less(x, TLane.Create(0)), -tail, x - tail);
    }
}
