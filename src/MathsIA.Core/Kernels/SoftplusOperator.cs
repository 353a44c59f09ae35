using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)</c>.</summary>
internal readonly struct SoftplusOperator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane t = default(ExpOperator<T>).Apply(-TLane.Abs(x));
        return TLane.Max(x, Lane.Of<TLane, T>(0)) + Logarithm.OnePlus<TLane, T>(t);
    }
}
