using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The inverse hyperbolic sine.</summary>
internal readonly struct AsinhOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        // For large x the square would overflow, and log(2x) is exact enough: log1p(x) + log 2.
        TLane a = TLane.Abs(x), one = TLane.Create(1), large = TLane.Less(TLane.Create(1e17), a);
        TLane square = a * a;
        TLane u = a + square / (one + TLane.Sqrt(square + one));
        TLane y = Logarithm.Log1p<TLane, double>(TLane.Select(large, a, u)) + (large & TLane.Create(0.6931471805599453));
        return Lane.CopySign<TLane, double>(TLane.Select(TLane.Equal(a, TLane.Create(0)), a, y), x);
    }
}
