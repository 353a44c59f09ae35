using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The sigmoid linear unit <c>x / (1 + e^-x)</c>.</summary>
internal readonly struct SiluOperator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane bound = Lane.Of<TLane, T>(115, 760.0), bounded = TLane.MinNative(bound, TLane.Abs(x));
        TLane n = Exponential.Reduce<TLane, T>(-bounded, out TLane r);
        TLane p = Lane.Of<TLane, T>(1) + Exponential.Expm1<TLane, T>(r);
        TLane negative = TLane.Less(x, Lane.Of<TLane, T>(0));
        TLane numerator = TLane.Select(negative, -bounded * p, bounded);
        TLane quotient = Exponential.DivideBySum<TLane, T>(numerator, Lane.Of<TLane, T>(1), TLane.Scale(p, n));

        // On the left the power of 2 comes last, so that a denormal result rounds once; far right the function is x itself.
        TLane right = TLane.Select(TLane.Less(bound, x), x, quotient);
        return TLane.Select(negative, TLane.Scale(quotient, n), right);
    }
}
