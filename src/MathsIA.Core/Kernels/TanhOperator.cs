using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The hyperbolic tangent.</summary>
/// <remarks><c>float</c>: a polynomial below 0.625, <c>1 - 2t / (1 + t)</c> with <c>t = e^-2|x|</c> above. <c>double</c>: from <c>e^-2|x| - 1</c>.</remarks>
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
            TLane y = TLane.MinNative(Lane.Of<TLane, T>(10), a) * -two;
            TLane exponent = Exponential.Reduce<TLane, T>(y, out TLane r);
            TLane t = TLane.ScaleNormal(one + Exponential.Expm1<TLane, T>(r), exponent);
            TLane large = one - Exponential.DivideBySum<TLane, T>(t + t, one, t);
            TLane z = x * x;
            TLane w = z * z;
            TLane p = Estrin.Cubic<TLane, T>(z, w, -0.333332837, 0.133314908, -0.0537435003, 0.0206505936);
            p = TLane.MultiplyAdd(Lane.Of<TLane, T>(-0.00571705168), w * w, p);
            TLane near = TLane.MultiplyAdd(a * z, p, a);
            return Lane.CopySign<TLane, T>(TLane.Select(TLane.Less(a, Lane.Of<TLane, T>(0.625)), near, large), x);
        }

        // With m = e^-2|x| - 1: tanh |x| = -m / (m + 2).
        TLane n = Exponential.Reduce<TLane, T>(TLane.MinNative(Lane.Of<TLane, T>(20), a) * -two, out TLane rest);
        TLane scale = TLane.ScaleNormal(one, n);
        TLane m = TLane.MultiplyAdd(scale, Exponential.Expm1<TLane, T>(rest), scale - one);
        return Lane.CopySign<TLane, T>(Exponential.DivideBySum<TLane, T>(m, two, m), x);
    }
}
