using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The complementary error function <c>1 - erf(x)</c>, with small relative error in the tail.</summary>
internal readonly struct ErfcOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane a = TLane.MinNative(TLane.Create(28), TLane.Abs(x));
        TLane tail = ErrorFunction.Tail<TLane, double>(a, TLane.Create(1));
        return TLane.Select(TLane.Less(x, TLane.Create(0)), TLane.Create(2) - tail, tail);
    }
}
