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
        TLane t = default(ExpOperator<T>).Apply(-TLane.Abs(x));
        TLane numerator = TLane.Select(TLane.Less(x, Lane.Of<TLane, T>(0)), t, Lane.Of<TLane, T>(1));
        return Exponential.DivideByOnePlus<TLane, T>(numerator, t);
    }
}
