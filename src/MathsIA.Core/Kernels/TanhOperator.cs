using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The hyperbolic tangent.</summary>
/// <remarks><c>float</c>: a polynomial below 0.625, <c>1 - 2 / (e^2|x| + 1)</c> above. <c>double</c>: from <c>e^-2|x| - 1</c>.</remarks>
internal readonly struct TanhOperator<T> : IMap<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane a = TLane.Abs(x), one = Lane.Of<TLane, T>(1), two = Lane.Of<TLane, T>(2);
        if (typeof(T) == typeof(float))
        {
            // From 9.02 on the result rounds to 1, and 2^n stays a normal number.
            TLane y = TLane.MinNative(Lane.Of<TLane, T>(10), a) * two;
            TLane exponent = Exponential.Reduce<TLane, T>(y, out TLane r);
            TLane e = Exponential.ScaleNormal<TLane, T>(one + Exponential.Expm1<TLane, T>(r), exponent);
            TLane large = one - two / (e + one);
            TLane z = a * a;
            TLane p = Lane.Of<TLane, T>(-0.00571705168);
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.0206505936));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-0.0537435003));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.133314908));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-0.333332837));
            TLane magnitude = TLane.Select(TLane.Less(a, Lane.Of<TLane, T>(0.625)), TLane.MultiplyAdd(a * z, p, a), large);

            // The sign last, by bits, so that -0 gives -0.
            return magnitude | (x & Lane.Bits<TLane, T>(int.MinValue, long.MinValue));
        }

        // With m = e^-2|x| - 1: tanh |x| = -m / (m + 2).
        TLane n = Exponential.Reduce<TLane, T>(TLane.MinNative(Lane.Of<TLane, T>(20), a) * -two, out TLane rest);
        TLane scale = Exponential.ScaleNormal<TLane, T>(one, n);
        TLane m = TLane.MultiplyAdd(scale, Exponential.Expm1<TLane, T>(rest), scale - one);
        return Lane.CopySign<TLane, T>(m / (m + two), x);
    }
}
