using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The tails of the normal distribution, with small relative error down to the smallest denormal.</summary>
internal static class ErrorFunction
{
    /// <summary><c>factor · erfc(a)</c> for <c>a ≥ 0</c>; the factor enters before the last rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Tail<TLane, T>(TLane a, TLane factor)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        // a² in two parts: e^-a² would magnify the rounding error of a² by a² itself.
        TLane square = a * a, rest = Exact.SquareError<TLane, T>(a, square);
        TLane far = Finish<TLane, T>(square, rest, Scaled<TLane, T>(a) * factor);
        return TLane.Select(TLane.Less(a, Lane.Of<TLane, T>(0.5)), (Lane.Of<TLane, T>(1) - Near<TLane, T>(a)) * factor, far);
    }

    /// <summary><c>factor · ½ erfc(a / √2)</c> for <c>a ≥ 0</c>: the upper tail of the standard normal distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane NormalTail<TLane, T>(TLane a, TLane factor)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane half = Lane.Of<TLane, T>(0.5), square = a * a, rest = Exact.SquareError<TLane, T>(a, square);
        TLane b = a * Lane.Of<TLane, T>(0.7071067811865476);
        TLane far = Finish<TLane, T>(square * half, rest * half, Scaled<TLane, T>(b) * half * factor);
        return TLane.Select(TLane.Less(b, half), (half - half * Near<TLane, T>(b)) * factor, far);
    }

    /// <summary><c>erf(x)</c> for <c>|x| ≤ 1</c>, to double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Near<TLane, T>(TLane x)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane z = x * x;
        TLane p = Lane.Of<TLane, T>(5.9606863752988463e-11);
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-1.1374955597694504e-09));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(1.4660328467518565e-08));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-1.6350396147996354e-07));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(1.6461008466785906e-06));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-1.4925595771213012e-05));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.00012055331132902122));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-0.00085483269814236437));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.005223977624828389));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-0.026866170645077871));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.11283791670954885));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(-0.37612638903183748));
        p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.12837916709551259));
        return TLane.MultiplyAdd(x, p, x);
    }

    /// <summary><c>½ e^(a²/2) erfc(a / √2)</c> for <c>0 ≤ a ≤ 14.7</c>, to 10 decimal digits: what is left of the upper tail of the normal
    /// distribution without its exponential, for results in single precision.</summary>
    /// <remarks>A minimax polynomial in <c>u = 3.5 / (a + 3.5)</c>, without constant term, since the function falls as 1/a.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ScaledTailForSingle<TLane, T>(TLane a)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane pole = Lane.Of<TLane, T>(3.5), u = pole / (a + pole), square = u * u, fourth = square * square;
        TLane low = Estrin.Cubic<TLane, T>(u, square, 0.11398204519601789, 0.11402665650896954, 0.10411236675389102, 0.09044139952966883);
        TLane middle = Estrin.Cubic<TLane, T>(u, square, 0.03836155986427711, 0.10885639743618783, -0.1780759497094479, 0.30594704310363285);
        TLane high = Estrin.Cubic<TLane, T>(u, square, -0.3704245518850365, 0.24421997496774533, -0.08315355738686908, 0.011706615578661107);
        return u * TLane.MultiplyAdd(TLane.MultiplyAdd(high, fourth, middle), fourth, low);
    }

    /// <summary><c>e^-(square + rest) · factor</c>, rounded once where the result is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Finish<TLane, T>(TLane square, TLane rest, TLane factor)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane n = Exponential.Reduce<TLane, T>(-square, out TLane r);
        TLane p = Lane.Of<TLane, T>(1) + Exponential.Expm1<TLane, T>(r - rest);
        return TLane.Scale(p * factor, n);
    }

    /// <summary><c>e^a² erfc(a)</c> for <c>0 ≤ a ≤ 28</c>, to double precision: a minimax polynomial in <c>(a - 4) / (a + 4)</c> for
    /// <c>(1 + 2a) e^a² erfc(a)</c> (the change of variable of Schonfelder, Math. Comp. 32, 1978).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Scaled<TLane, T>(TLane a)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane four = Lane.Of<TLane, T>(4);
        TLane t = (a - four) / (a + four);
        TLane p = Lane.Of<TLane, T>(-1.7175958202432276e-09);
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-1.3386297820478645e-08));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-7.7792072204681223e-09));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(1.1456116137403329e-07));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(6.2389732362849895e-08));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-8.3423988311494633e-07));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(3.0195587581856068e-07));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(5.7172946360474778e-06));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-1.1225282843449422e-05));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-2.44029411366279e-05));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(0.0001506224715552326));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-0.00019925556139234913));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-0.00075777340487325016));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(0.0050319697635951574));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-0.016197734048420374));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(0.037167515561849641));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-0.066330365812564449));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(0.093732834996823972));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-0.10103906603630111));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(0.068097054254736597));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(0.015379652102619764));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(-0.13962111684056289));
        p = TLane.MultiplyAdd(p, t, Lane.Of<TLane, T>(1.2329951186255526));
        return p / TLane.MultiplyAdd(a, Lane.Of<TLane, T>(2), Lane.Of<TLane, T>(1));
    }
}
