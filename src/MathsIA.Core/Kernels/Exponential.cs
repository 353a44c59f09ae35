using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The steps that exp and its relatives are made of.</summary>
internal static class Exponential
{
    /// <summary>Splits <c>x = n ln 2 + r</c> and returns the integer <c>n</c>. Needs <c>|n|</c> below a few thousand.</summary>
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
        return n;
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
        TLane square = r * r;
        if (typeof(T) == typeof(float))
        {
            TLane upper = TLane.MultiplyAdd(Lane.Of<TLane, T>(0.00139466708), square, Estrin.Linear<TLane, T>(r, 0.0416662805, 0.00836671051));
            return TLane.MultiplyAdd(upper, square, Estrin.Linear<TLane, T>(r, 0.5, 0.16666542));
        }

        TLane fourth = square * square;
        TLane low = Estrin.Cubic<TLane, T>(r, square, 0.5, 0.16666666666666677, 0.041666666666666699, 0.0083333333333214365);
        TLane middle = Estrin.Cubic<TLane, T>(r, square, 0.0013888888888866507, 0.00019841269886672572, 2.4801587361217479e-05, 2.7557243609947877e-06);
        TLane high = TLane.MultiplyAdd(Lane.Of<TLane, T>(2.0924620124634573e-09), square, Estrin.Linear<TLane, T>(r, 2.7557242190540751e-07, 2.5109261552608822e-08));
        return TLane.MultiplyAdd(TLane.MultiplyAdd(high, fourth, middle), fourth, low);
    }

    /// <summary><c>numerator / (whole + part)</c> for a finite numerator, a whole of 1 or 2 and a sum between 1 and 2 whose larger
    /// term is the whole, with the rounding of the sum made good.</summary>
    /// <remarks>No division: a polynomial seed and Newton's method take a third of its time.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane DivideBySum<TLane, T>(TLane numerator, TLane whole, TLane part)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane sum = whole + part;
        if (!Exact.IsFused)
        {
            // A residual that rounds its product would bring in the error that it is there to take out.
            TLane rest = (whole - sum) + part, plain = numerator / sum;
            return plain - plain * rest / sum;
        }

        TLane one = Lane.Of<TLane, T>(1);
        // 1 - y sum is the Chebyshev polynomial of degree 3 on [1, 2], scaled to be 1 at 0: at most 1/99.
        TLane y = TLane.MultiplyAdd(Lane.Of<TLane, T>(0.32323232323232323), sum, Lane.Of<TLane, T>(-1.4545454545454546));
        y = TLane.MultiplyAdd(y, sum, Lane.Of<TLane, T>(2.1212121212121211));
        // The third power of that, by the step of order three: at most 1.1e-6 is left.
        TLane e = TLane.SubtractProduct(y, sum, one);
        y = TLane.MultiplyAdd(y, TLane.MultiplyAdd(e, e, e), y);
        if (typeof(T) == typeof(double))
            y = TLane.MultiplyAdd(y, TLane.SubtractProduct(y, sum, one), y);

        // The last step squares the error once more. The residual never sees the rounded sum: whole and quotient multiply exactly,
        // and that product is within a factor of two of the numerator, so their difference is exact too (Sterbenz).
        TLane quotient = numerator * y;
        TLane residual = TLane.SubtractProduct(quotient, part, TLane.SubtractProduct(quotient, whole, numerator));
        return TLane.MultiplyAdd(residual, y, quotient);
    }

    /// <summary><c>e^a / 2</c> for <c>a ≥ 0</c>, finite as long as the half is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Half<TLane, T>(TLane a)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane n = Reduce<TLane, T>(TLane.MinNative(Lane.Of<TLane, T>(90f, 711.5), a), out TLane r);
        TLane one = Lane.Of<TLane, T>(1);
        return TLane.Scale(one + Expm1<TLane, T>(r), n - one);
    }
}
