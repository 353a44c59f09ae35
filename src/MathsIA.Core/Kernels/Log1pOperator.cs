using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>log(1 + x)</c>, accurate near zero.</summary>
internal readonly struct Log1pOperator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane y = Logarithm.Log1p<TLane, T>(x);
        return TLane.Select(TLane.Equal(x, Lane.Of<TLane, T>(0)), x, y);
    }
}
