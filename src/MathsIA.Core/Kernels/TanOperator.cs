using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The tangent of an angle in radians.</summary>
internal readonly struct TanOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane quadrant = Trigonometric.Reduce(x, out TLane r), odd = Trigonometric.IsOdd(quadrant);
        TLane sin = Trigonometric.Sin(r), cos = Trigonometric.Cos(r);
        TLane y = TLane.Select(odd, -cos, sin) / TLane.Select(odd, sin, cos);
        return TLane.Select(TLane.Equal(x, TLane.Create(0)), x, y);
    }
}
