using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary><c>2^x</c> for sums of Gibbs kernels: what would be a denormal number is 0, and what would overflow is huge.</summary>
/// <remarks>
/// <para>The base is 2 because heights and 1/ε may be scaled by log₂ e once a row, which spares the steps by which exp takes ln 2 off every argument:
/// <c>x = n + f</c> with <c>|f| ≤ ½</c>, and <c>2^f</c> by an interpolation at Chebyshev nodes, of relative error 6e-16 (<c>float</c>: 5e-9).</para>
/// <para>A term below the smallest normal number adds nothing to a sum that is near 1, and arithmetic on denormals takes ten times as long. NaN
/// passes through.</para>
/// </remarks>
internal static class GibbsPower
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane, T>(TLane x)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane least = Lane.Of<TLane, T>(-126f, -1022.0), magic = Lane.Of<TLane, T>(12582912f, 6755399441055744.0);
        TLane y = TLane.MaxNative(least, TLane.MinNative(Lane.Of<TLane, T>(127f, 1023.0), x));
        TLane n = (y + magic) - magic, f = y - n, square = f * f, fourth = square * square, power;
        if (typeof(T) == typeof(float))
        {
            TLane low = Estrin.Cubic<TLane, T>(f, square, 1, 0.6931471880262288, 0.24022650760568126, 0.05550357114219078);
            TLane high = TLane.MultiplyAdd(Lane.Of<TLane, T>(0.0001545316294512069), square, Estrin.Linear<TLane, T>(f, 0.009618082557277852, 0.0013390863364671234));
            power = TLane.MultiplyAdd(high, fourth, low);
        }
        else
        {
            TLane low = Estrin.Cubic<TLane, T>(f, square, 1, 0.6931471805599462, 0.24022650695910075, 0.05550410866465167);
            TLane middle = Estrin.Cubic<TLane, T>(f, square, 0.009618129107618665, 0.0013333558200794592, 0.00015403530424776529, 1.5252672924850737e-05);
            TLane high = TLane.MultiplyAdd(Lane.Of<TLane, T>(7.070977866508138e-09), square, Estrin.Linear<TLane, T>(f, 1.3215451633221434e-06, 1.0205905413765595e-07));
            power = TLane.MultiplyAdd(TLane.MultiplyAdd(high, fourth, middle), fourth, low);
        }

        return TLane.Select(TLane.LessOrEqual(x, least), Lane.Of<TLane, T>(0), TLane.ScaleNormal(power, n));
    }
}
