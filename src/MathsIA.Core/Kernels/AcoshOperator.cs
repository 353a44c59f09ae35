using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The inverse hyperbolic cosine; NaN below 1.</summary>
internal readonly struct AcoshOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane one = TLane.Create(1), large = TLane.Less(TLane.Create(1e17), x), t = x - one;
        TLane u = t + TLane.Sqrt(TLane.MultiplyAdd(t, t, t + t));
        TLane y = Logarithm.Log1p<TLane, double>(TLane.Select(large, x, u)) + (large & TLane.Create(0.6931471805599453));
        return TLane.Select(TLane.Less(x, one), TLane.Create(double.NaN), y);
    }
}
