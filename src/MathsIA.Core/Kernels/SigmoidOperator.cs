using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The logistic function <c>1 / (1 + e^-x)</c>.</summary>
/// <remarks>With <c>t = e^-|x|</c>: <c>1 / (1 + t)</c> for positive x, <c>t / (1 + t)</c> for negative, so that nothing overflows and
/// the left tail keeps its relative accuracy.</remarks>
internal readonly struct SigmoidOperator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        // The operand comes second, so that NaN passes through.
        TLane negative = TLane.MaxNative(Lane.Of<TLane, T>(-105, -746.5), x | Lane.Of<TLane, T>(-0.0));
        TLane n = Exponential.Reduce<TLane, T>(negative, out TLane r);
        TLane one = Lane.Of<TLane, T>(1), t = TLane.Scale(one + Exponential.Expm1<TLane, T>(r), n);
        return Exponential.DivideBySum<TLane, T>(TLane.Select(TLane.Less(x, Lane.Of<TLane, T>(0)), t, one), one, t);
    }
}
