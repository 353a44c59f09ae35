using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The natural logarithm..</summary>
/// <remarks><c>x = 2^k (1 + f)</c> with <c>1 + f</c> between <c>1/√2</c> and <c>√2</c>; <c>log(1 + f)</c> by a minimax polynomial. Zero gives
/// minus infinity, a negative number NaN.</remarks>
internal readonly struct LogOperator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane f = Logarithm.Reduce<TLane, T>(x, out TLane k);
        return Logarithm.Guard<TLane, T>(x, Logarithm.Combine<TLane, T>(k, f), x);
    }
}
