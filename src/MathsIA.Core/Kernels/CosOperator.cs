using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The cosine of an angle in radians.</summary>
internal readonly struct CosOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane quadrant = Trigonometric.Reduce(x, out TLane r);
        TLane y = TLane.Select(Trigonometric.IsOdd(quadrant), Trigonometric.Sin(r), Trigonometric.Cos(r));
        return y ^ Trigonometric.LowerHalf(TLane.AddBits(quadrant, TLane.CreateBits(1)));
    }
}
