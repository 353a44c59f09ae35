using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary><c>e^x</c> for sums: what would be a denormal number is 0, and what would overflow stays finite.</summary>
/// <remarks>A term below the smallest normal number adds nothing to a sum that is near 1, and arithmetic on denormals takes a hundred times as
/// long. NaN passes through.</remarks>
internal static class GibbsExponential
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane, T>(TLane x)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane least = Lane.Of<TLane, T>(-87.25f, -708.25);
        TLane n = Exponential.Reduce<TLane, T>(TLane.MaxNative(least, TLane.MinNative(Lane.Of<TLane, T>(88f, 709.0), x)), out TLane r);
        TLane e = TLane.ScaleNormal(Lane.Of<TLane, T>(1) + Exponential.Expm1<TLane, T>(r), n);
        return TLane.Select(TLane.LessOrEqual(x, least), Lane.Of<TLane, T>(0), e);
    }
}
