using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The steps that exp and its relatives are made of.</summary>
internal static class Exponential
{
    /// <summary>Splits <c>x = n ln 2 + r</c>, <c>n</c> an integer, and returns <c>n</c> as an integer raised by twice the exponent
    /// bias, which is what <see cref="Scale"/> wants. Needs <c>|n|</c> below a few thousand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Reduce<TLane, T>(TLane x, out TLane r)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        // Adding 1.5 * 2^(mantissa bits) leaves the rounded quotient in the low bits.
        TLane magic = Lane.Of<TLane, T>(12582912f, 6755399441055744.0);
        TLane t = TLane.MultiplyAdd(x, Lane.Of<TLane, T>(1.4426950408889634), magic);
        TLane n = t - magic;

        // The high part of ln 2 has so few bits that its product with n is exact, with or without fused multiply-add.
        r = TLane.MultiplyAdd(n, Lane.Of<TLane, T>(-0.693145751953125f, -0.69314718055966296), x);
        r = TLane.MultiplyAdd(n, Lane.Of<TLane, T>(-1.4286068203094173e-06f, -2.8235290563031577e-13), r);
        return TLane.SubtractBits(t, Lane.Bits<TLane, T>(0x4B400000 - 254, 0x4338000000000000 - 2046));
    }

    /// <summary><c>e^r - 1</c> for <c>|r| ≤ ln 2 / 2</c>, with small relative error: <c>r + r² q(r)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Expm1<TLane, T>(TLane r)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        TLane.MultiplyAdd(r * r, Quotient<TLane, T>(r), r);

    /// <summary><c>(e^r - 1 - r) / r²</c> for <c>|r| ≤ ln 2 / 2</c>: a minimax polynomial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Quotient<TLane, T>(TLane r)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane q;
        if (typeof(T) == typeof(float))
        {
            q = Lane.Of<TLane, T>(0.00139466708);
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.00836671051));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.0416662805));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.16666542));
        }
        else
        {
            q = Lane.Of<TLane, T>(2.0924620124634573e-09);
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(2.5109261552608822e-08));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(2.7557242190540751e-07));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(2.7557243609947877e-06));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(2.4801587361217479e-05));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.00019841269886672572));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.0013888888888866507));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.0083333333333214365));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.041666666666666699));
            q = TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.16666666666666677));
        }

        return TLane.MultiplyAdd(q, r, Lane.Of<TLane, T>(0.5));
    }

    /// <summary><c>p 2^n</c> for the raised exponent that <see cref="Reduce"/> returned: two factors, each a normal number, so that
    /// only the last product rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Scale<TLane, T>(TLane p, TLane exponent)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane half = TLane.ShiftRightBits(exponent, 1);
        TLane rest = TLane.SubtractBits(exponent, half);
        return typeof(T) == typeof(float)
            ? p * TLane.ShiftLeftBits(half, 23) * TLane.ShiftLeftBits(rest, 23)
            : p * TLane.ShiftLeftBits(half, 52) * TLane.ShiftLeftBits(rest, 52);
    }

    /// <summary><c>p 2^n</c> in one step, where <c>2^n</c> is known to be a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ScaleNormal<TLane, T>(TLane p, TLane exponent)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? p * TLane.ShiftLeftBits(TLane.SubtractBits(exponent, TLane.CreateBits(127)), 23)
            : p * TLane.ShiftLeftBits(TLane.SubtractBits(exponent, TLane.CreateBits(1023)), 52);

    /// <summary><c>numerator / (1 + t)</c> for <c>0 ≤ t ≤ 1</c> and a finite numerator, with the rounding of the sum made good.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane DivideByOnePlus<TLane, T>(TLane numerator, TLane t)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane one = Lane.Of<TLane, T>(1), sum = one + t, rest = (one - sum) + t;
        if (!Exact.IsFused)
        {
            // A residual that rounds its product would bring in the error that it is there to take out.
            TLane plain = numerator / sum;
            return plain - plain * rest / sum;
        }

        TLane reciprocal = one / sum, quotient = numerator * reciprocal;
        TLane residual = TLane.MultiplyAdd(-quotient, sum, numerator) - quotient * rest;
        return TLane.MultiplyAdd(residual, reciprocal, quotient);
    }

    /// <summary><c>e^a / 2</c> for <c>a ≥ 0</c>, finite as long as the half is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Half<TLane, T>(TLane a)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane exponent = Reduce<TLane, T>(TLane.MinNative(Lane.Of<TLane, T>(90f, 711.5), a), out TLane r);
        TLane p = Lane.Of<TLane, T>(1) + Expm1<TLane, T>(r);
        return Scale<TLane, T>(p, TLane.SubtractBits(exponent, TLane.CreateBits(1)));
    }
}
