using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The hyperbolic tangent.</summary>
/// <remarks>With <c>m = e^-2|x| - 1</c>: <c>tanh |x| = -m / (m + 2)</c>. Nothing cancels, so no second formula is needed near 0.</remarks>
internal readonly struct TanhOperator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        // The result rounds to 1 from 9.02 on (double: 19.1), and 2^n stays a normal number.
        TLane a = TLane.MinNative(Lane.Of<TLane, T>(10, 20), TLane.Abs(x)), one = Lane.Of<TLane, T>(1), two = Lane.Of<TLane, T>(2);
        TLane n = Exponential.Reduce<TLane, T>(a * -two, out TLane r);
        TLane scale = TLane.ScaleNormal(one, n);
        TLane p = Exponential.Expm1<TLane, T>(r), m = TLane.MultiplyAdd(scale, p, scale - one);
        TLane quotient = Exponential.DivideBySum<TLane, T>(m, two, m);
        if (!Exact.IsFused)
        {
            // Polynomials that round every product leave no room below 2 ulp for the rounding of m: what it lost comes back times the slope 2 / (m + 2)^2.
            TLane lost = (scale - one - m) + scale * p, sum = m + two;
            quotient += lost * two / (sum * sum);
        }

        return Lane.CopySign<TLane, T>(quotient, x);
    }
}
