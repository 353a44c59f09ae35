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
        TLane one = Lane.Of<TLane, T>(1), bound = Lane.Of<TLane, T>(115, 760);
        TLane s = default(SigmoidOperator<T>).Apply(x), bounded = TLane.MaxNative(-bound, TLane.MinNative(bound, x));
        return d * (s * TLane.MultiplyAdd(bounded, one - s, one));
    }
}

/// <summary><c>d · Gelu′(x) = d (Φ(x) + x φ(x))</c>, with distribution and density of the standard normal.</summary>
internal readonly struct GeluSlope<T> : IZip<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane d) where TLane : struct, ILane<TLane, T>
    {
        TLane a = TLane.MinNative(Lane.Of<TLane, T>(39.5), TLane.Abs(x)), one = Lane.Of<TLane, T>(1);
        TLane tail = ErrorFunction.NormalTail<TLane, T>(a, one);
        TLane density = default(ExpOperator<T>).Apply(a * a * Lane.Of<TLane, T>(-0.5)) * Lane.Of<TLane, T>(0.3989422804014327);
        TLane rest = TLane.MultiplyAdd(-a, density, tail);
        return d * TLane.Select(TLane.Less(x, Lane.Of<TLane, T>(0)), rest, one - rest);
    }
}

/// <summary><c>d · GeluTanh′(x)</c>: the function is <c>x s</c> with s the sigmoid of <c>w = x (a + b x²)</c>, its slope <c>s (1 + x (1 − s) w′)</c>.</summary>
internal readonly struct GeluTanhSlope<T> : IZip<T> where T : unmanaged
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane d) where TLane : struct, ILane<TLane, T>
    {
        TLane one = Lane.Of<TLane, T>(1), bound = Lane.Of<TLane, T>(60), a = Lane.Of<TLane, T>(1.5957691216057308), b = Lane.Of<TLane, T>(0.0713548162726002);
        TLane bounded = TLane.MaxNative(-bound, TLane.MinNative(bound, x)), square = bounded * bounded;
        TLane s = default(SigmoidOperator<T>).Apply(bounded * TLane.MultiplyAdd(b, square, a));
        TLane growth = bounded * TLane.MultiplyAdd(b * Lane.Of<TLane, T>(3), square, a);
        return d * (s * TLane.MultiplyAdd(growth, one - s, one));
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
