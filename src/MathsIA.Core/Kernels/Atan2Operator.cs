using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The angle of the point (y, x), between -π and π.</summary>
internal readonly struct Atan2Operator : IZip<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane y, TLane x) where TLane : struct, ILane<TLane, double>
    {
        TLane a = TLane.Abs(x), b = TLane.Abs(y), zero = TLane.Create(0);

        // Equal coordinates, both infinite included, are on a diagonal; a zero ordinate is on the axis, at the origin too.
        TLane ratio = TLane.Select(TLane.Equal(b, a), TLane.Create(1), b / a);
        TLane angle = Arctangent.OfPositive(TLane.Select(TLane.Equal(b, zero), zero, ratio));
        TLane reflected = TLane.Create(3.141592653589793) - (angle - TLane.Create(1.2246467991473532e-16));
        angle = Lane.CopySign<TLane, double>(TLane.Select(TLane.GreaterBits(TLane.CreateBits(0), x), reflected, angle), y);
        return TLane.Select(TLane.Equal(x, x), angle, x);
    }
}
