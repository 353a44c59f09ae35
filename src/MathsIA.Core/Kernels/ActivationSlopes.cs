using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>d · Silu′(x) = d s (1 + x (1 − s))</c>, s the sigmoid of x.</summary>
/// <remarks>x is held within bounds beyond which the slope is 0 or 1 to the last bit, so that infinities do not meet zeros.</remarks>
internal readonly struct SiluSlope<T> : IZip<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane d) where TLane : struct, ILane<TLane, T>
    {
        TLane bound = Lane.Of<TLane, T>(115, 760), bounded = TLane.MaxNative(-bound, TLane.MinNative(bound, x));
        return d * SigmoidSlopes.Gated<TLane, T>(bounded, bounded);
    }
}

/// <summary><c>d · Gelu′(x) = d (Φ(x) + x φ(x))</c>, with distribution and density of the standard normal.</summary>
internal readonly struct GeluSlope<T> : IZip<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane d) where TLane : struct, ILane<TLane, T>
    {
        // Tail and density have the factor e^(-x²/2) in common: Q(a) - a φ(a) = e^(-a²/2) (½ e^b² erfc(b) - a / √(2π)) with b = a / √2.
        TLane a = TLane.MinNative(Lane.Of<TLane, T>(14.7f, 39.5), TLane.Abs(x)), half = Lane.Of<TLane, T>(0.5);
        TLane scaled = typeof(T) == typeof(float)
            ? ErrorFunction.ScaledTailForSingle<TLane, T>(a)
            : half * ErrorFunction.Scaled<TLane, T>(a * Lane.Of<TLane, T>(0.7071067811865476));
        TLane rest = default(ExpOperator<T>).Apply(a * a * -half) * TLane.MultiplyAdd(a, Lane.Of<TLane, T>(-0.3989422804014327), scaled);
        return d * TLane.Select(TLane.Less(x, Lane.Of<TLane, T>(0)), rest, Lane.Of<TLane, T>(1) - rest);
    }
}

/// <summary><c>d · GeluTanh′(x)</c>: the function is <c>x s</c> with s the sigmoid of <c>w = x (a + b x²)</c>, its slope <c>s (1 + x (1 − s) w′)</c>.</summary>
internal readonly struct GeluTanhSlope<T> : IZip<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane d) where TLane : struct, ILane<TLane, T>
    {
        TLane bound = Lane.Of<TLane, T>(60), a = Lane.Of<TLane, T>(1.5957691216057308), b = Lane.Of<TLane, T>(0.0713548162726002);
        TLane bounded = TLane.MaxNative(-bound, TLane.MinNative(bound, x)), square = bounded * bounded;
        TLane growth = bounded * TLane.MultiplyAdd(b * Lane.Of<TLane, T>(3), square, a);
        return d * SigmoidSlopes.Gated<TLane, T>(bounded * TLane.MultiplyAdd(b, square, a), growth);
    }
}

/// <summary>What the slopes of sigmoid gates share.</summary>
internal static class SigmoidSlopes
{
    /// <summary><c>s (1 + growth (1 − s))</c> with s the sigmoid of w. Both s and 1 − s come from <c>e^-|w|</c>, so that neither cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Gated<TLane, T>(TLane w, TLane growth)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane one = Lane.Of<TLane, T>(1), t = default(ExpOperator<T>).Apply(-TLane.Abs(w)), large = one / (one + t), small = t * large;
        TLane negative = TLane.Less(w, Lane.Of<TLane, T>(0));
        TLane s = TLane.Select(negative, small, large), rest = TLane.Select(negative, large, small);
        return s * TLane.MultiplyAdd(growth, rest, one);
    }
}

/// <summary><c>d (1 − y²)</c>, the slope of the hyperbolic tangent from its value.</summary>
internal readonly struct TanhSlope<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane y, TLane d) where TLane : struct, ILane<TLane, T> => d * TLane.SubtractProduct(y, y, Lane.Of<TLane, T>(1));
}

/// <summary><c>d y (1 − y)</c>, the slope of the logistic function from its value.</summary>
internal readonly struct SigmoidSlope<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane y, TLane d) where TLane : struct, ILane<TLane, T> => d * (y * (Lane.Of<TLane, T>(1) - y));
}

/// <summary>0 where y is 0, else d: the slope of the rectifier from its value.</summary>
internal readonly struct ReluSlope<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane y, TLane d) where TLane : struct, ILane<TLane, T>
    {
        TLane zero = Lane.Of<TLane, T>(0);
        return TLane.Select(TLane.Equal(y, zero), zero, d);
    }
}
