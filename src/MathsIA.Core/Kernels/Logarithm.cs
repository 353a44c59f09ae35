using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The steps that log and its relatives are made of.</summary>
internal static class Logarithm
{
    /// <summary>Splits a positive number, denormal or not, as <c>x = 2^k (1 + f)</c> with <c>√½ ≤ 1 + f &lt; √2</c>; returns <c>f</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Reduce<TLane, T>(TLane x, out TLane k)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane magic = Lane.Of<TLane, T>(12582912f, 6755399441055744.0), bias = magic + Lane.Of<TLane, T>(127f, 1023.0);
        TLane denormal = TLane.Less(x, Lane.Bits<TLane, T>(0x00800000, 0x0010000000000000));
        if (TLane.Any(denormal))
        {
            x = TLane.Select(denormal, x * Lane.Of<TLane, T>(33554432f, 18014398509481984.0), x);
            bias += denormal & Lane.Of<TLane, T>(25f, 54.0);
        }

        // Exponent relative to √½, kept positive by the bias so that a logical shift will do.
        TLane offset = TLane.SubtractBits(x, Lane.Bits<TLane, T>(0x3F3504F3 - 0x3F800000, 0x3FE6A09E667F3BCD - 0x3FF0000000000000));
        TLane raised, mantissa;
        if (typeof(T) == typeof(float))
        {
            raised = TLane.ShiftRightBits(offset, 23);
            mantissa = TLane.SubtractBits(x, TLane.ShiftLeftBits(raised, 23));
        }
        else
        {
            raised = TLane.ShiftRightBits(offset, 52);
            mantissa = TLane.SubtractBits(x, TLane.ShiftLeftBits(raised, 52));
        }

        // mantissa is short of the bias that 'raised' carried; put it back.
        mantissa = TLane.AddBits(mantissa, Lane.Bits<TLane, T>(0x3F800000, 0x3FF0000000000000));
        k = TLane.AddBits(raised, magic) - bias;
        return mantissa - Lane.Of<TLane, T>(1);
    }

    /// <summary><c>k ln 2 + log(1 + f)</c> for <c>√½ ≤ 1 + f &lt; √2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Combine<TLane, T>(TLane k, TLane f)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        // The high part of ln 2 has so few bits that its product with k is exact.
        TLane tail = TLane.MultiplyAdd(k, Lane.Of<TLane, T>(1.4286068203094173e-06f, 2.8235290563031577e-13), Tail<TLane, T>(f));
        return TLane.MultiplyAdd(k, Lane.Of<TLane, T>(0.693145751953125f, 0.69314718055966296), f + tail);
    }

    /// <summary><c>log(1 + f) - f</c> for <c>√½ ≤ 1 + f &lt; √2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Tail<TLane, T>(TLane f)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane square = f * f;
        if (typeof(T) == typeof(float))
        {
            // log(1 + f) = f - f²/2 + f³ p(f)
            TLane fourth = square * square;
            TLane low = Estrin.Cubic<TLane, T>(f, square, 0.333333135, -0.250000089, 0.200021192, -0.166679949);
            TLane high = Estrin.Cubic<TLane, T>(f, square, 0.142195538, -0.124055944, 0.118881576, -0.116756193);
            TLane p = TLane.MultiplyAdd(TLane.MultiplyAdd(Lane.Of<TLane, T>(0.06746611), fourth, high), fourth, low);
            return TLane.MultiplyAdd(square, Lane.Of<TLane, T>(-0.5), square * f * p);
        }

        // With s = f / (2 + f): log(1 + f) = 2 atanh s = f - s (f - s² r(s²)) and s f = f² / 2 - s f² / 2, so that the
        // large term f² / 2 is exact to one rounding.
        TLane s = f / (Lane.Of<TLane, T>(2) + f);
        TLane z = s * s;
        TLane w = z * z;
        TLane top = TLane.MultiplyAdd(Lane.Of<TLane, T>(0.14797507714292876), w, Estrin.Linear<TLane, T>(z, 0.18183569740005542, 0.15313903243961879));
        TLane r = TLane.MultiplyAdd(top, w * w, Estrin.Cubic<TLane, T>(z, w, 0.66666666666667351, 0.3999999999941109, 0.28571428743262828, 0.2222219847597916));
        TLane half = Lane.Of<TLane, T>(0.5) * square;
        return TLane.MultiplyAdd(s, TLane.MultiplyAdd(z, r, half), -half);
    }

    /// <summary><c>log(1 + x)</c> for finite <c>x &gt; -1</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane OnePlus<TLane, T>(TLane x)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane one = Lane.Of<TLane, T>(1), u = one + x;
        TLane offset = TLane.SubtractBits(u, Lane.Bits<TLane, T>(0x3F3504F3 - 0x3F800000, 0x3FE6A09E667F3BCD - 0x3FF0000000000000));
        TLane raised, scale, mantissa;
        if (typeof(T) == typeof(float))
        {
            raised = TLane.ShiftRightBits(offset, 23);
            scale = TLane.ShiftLeftBits(TLane.SubtractBits(TLane.CreateBits(254), raised), 23);
            mantissa = TLane.SubtractBits(u, TLane.ShiftLeftBits(raised, 23));
        }
        else
        {
            raised = TLane.ShiftRightBits(offset, 52);
            scale = TLane.ShiftLeftBits(TLane.SubtractBits(TLane.CreateBits(2046), raised), 52);
            mantissa = TLane.SubtractBits(u, TLane.ShiftLeftBits(raised, 52));
        }

        // 1 + x = 2^k (1 + f) for the x before 1 was added: x 2^-k + (2^-k - 1) keeps the bits that the addition lost. Where
        // 2^-k is no normal number x is so large that nothing was lost.
        TLane exact = TLane.MultiplyAdd(x, scale, scale - one);
        TLane rounded = TLane.AddBits(mantissa, Lane.Bits<TLane, T>(0x3F800000, 0x3FF0000000000000)) - one;
        TLane f = TLane.Select(TLane.Less(Lane.Of<TLane, T>(1e18), x), rounded, exact);
        TLane magic = Lane.Of<TLane, T>(12582912f, 6755399441055744.0);
        TLane k = TLane.AddBits(raised, magic) - (magic + Lane.Of<TLane, T>(127f, 1023.0));
        return Combine<TLane, T>(k, f);
    }

    /// <summary><c>log(1 + x)</c> for every x: minus infinity at -1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log1p<TLane, T>(TLane x)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        Guard<TLane, T>(x + Lane.Of<TLane, T>(1), OnePlus<TLane, T>(x), x);

    /// <summary>The result for a positive finite argument; elsewhere what the logarithm says of 0 and negatives, and the operand
    /// itself where that is infinite or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Guard<TLane, T>(TLane argument, TLane result, TLane operand)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        // As integers the positive finite numbers follow one another from 1: moved to the lower end of the range, one comparison
        // tells them from all others.
        TLane moved = TLane.AddBits(argument, Lane.Bits<TLane, T>(0x7FFFFFFF, 0x7FFFFFFFFFFFFFFF));
        TLane special = TLane.GreaterBits(moved, Lane.Bits<TLane, T>(-0x00800002, -0x0010000000000002));
        if (TLane.Any(special))
        {
            TLane zero = Lane.Of<TLane, T>(0), infinity = Lane.Of<TLane, T>(double.PositiveInfinity);
            TLane value = TLane.Select(TLane.Equal(argument, zero), -infinity, TLane.Select(TLane.Less(argument, zero), Lane.Of<TLane, T>(double.NaN), operand));
            result = TLane.Select(special, value, result);
        }

        return result;
    }
}
