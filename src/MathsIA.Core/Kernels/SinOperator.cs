using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The sine of an angle in radians.</summary>
internal readonly struct SinOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane quadrant = Trigonometric.Reduce(x, out TLane r);
        TLane y = TLane.Select(Trigonometric.IsOdd(quadrant), Trigonometric.Cos(r), Trigonometric.Sin(r));
        y ^= Trigonometric.LowerHalf(quadrant);
        return TLane.Select(TLane.Equal(x, TLane.Create(0)), x, y);
    }
}
