using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.RandomNumbers;

/// <summary>What turns random bits into numbers, on registers of any width.</summary>
/// <remarks>Kept apart from the tensors' own logarithm: a better one there must not change any stream here.</remarks>
internal static class WordMath
{
    /// <summary>The bits of each element as an unsigned integer, rounded once to the floating-point type.</summary>
    /// <remarks>The halves of the integer become the low digits of two large powers of two, which are then taken off: exact but
    /// for the last addition.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane FromUnsigned<TLane, T>(TLane bits) where TLane : struct, ILane<TLane, T> where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            TLane low = (bits & TLane.CreateBits(0xFFFF)) | TLane.CreateBits(0x4B00_0000);
            TLane high = TLane.ShiftRightBits(bits, 16) | TLane.CreateBits(0x5300_0000);
            return (high - TLane.Create((T)(object)(549755813888f + 8388608f))) + low;
        }
        else
        {
            TLane low = (bits & TLane.CreateBits(0xFFFF_FFFF)) | TLane.CreateBits(0x4330_0000_0000_0000);
            TLane high = TLane.ShiftRightBits(bits, 32) | TLane.CreateBits(0x4530_0000_0000_0000);
            return (high - TLane.Create((T)(object)(19342813113834066795298816.0 + 4503599627370496.0))) + low;
        }
    }

    /// <summary><c>-log t</c> for normal numbers 0 &lt; t ≤ 1, given also <c>1 - t</c>, which keeps the answer accurate near 1.</summary>
    /// <remarks><c>t = 2^e (1 + f)</c> with <c>1 + f</c> between √½ and √2. float: <c>f - f²/2 + f³ P(f)</c>; double: with <c>s = f / (2 + f)</c>,
    /// <c>log(1 + f) = f - (f²/2 - s (f²/2 + s² R(s²)))</c>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane NegativeLog<TLane, T>(TLane t, TLane complement) where TLane : struct, ILane<TLane, T> where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            TLane exponent = TLane.ShiftRightArithmeticBits(TLane.SubtractBits(t, TLane.CreateBits(0x3F35_04F3)), 23);
            TLane f = TLane.SubtractBits(t, TLane.ShiftLeftBits(exponent, 23)) - Lane.Of<TLane, T>(1f);
            TLane e = TLane.AddBits(exponent, TLane.CreateBits(0x4B40_0000)) - Lane.Of<TLane, T>(12582912f);
            f = TLane.Select(TLane.Equal(e, Lane.Of<TLane, T>(0f)), -complement, f);
            TLane p = Lane.Of<TLane, T>(-0.062015000730752945f);
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(0.1053086444735527f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(-0.10646191984415054f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(0.11037783324718475f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(-0.12450743466615677f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(0.14286524057388306f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(-0.1666800081729889f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(0.2000001072883606f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(-0.24999989569187164f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(0.3333333432674408f));
            p = TLane.MultiplyAdd(p, f, Lane.Of<TLane, T>(-0.5f));
            TLane log = TLane.MultiplyAdd(f * f, p, f);
            // ln 2 in two parts: the first has room for e without rounding.
            log = TLane.MultiplyAdd(e, Lane.Of<TLane, T>(-2.12194440e-4f), log);
            return -TLane.MultiplyAdd(e, Lane.Of<TLane, T>(0.693359375f), log);
        }
        else
        {
            TLane exponent = TLane.ShiftRightArithmeticBits(TLane.SubtractBits(t, TLane.CreateBits(0x3FE6_A09E_667F_3BCD)), 52);
            TLane f = TLane.SubtractBits(t, TLane.ShiftLeftBits(exponent, 52)) - Lane.Of<TLane, T>(1.0);
            TLane e = TLane.AddBits(exponent, TLane.CreateBits(0x4338_0000_0000_0000)) - Lane.Of<TLane, T>(6755399441055744.0);
            f = TLane.Select(TLane.Equal(e, Lane.Of<TLane, T>(0.0)), -complement, f);
            TLane s = f / (f + Lane.Of<TLane, T>(2.0));
            TLane z = s * s;
            TLane p = Lane.Of<TLane, T>(0.13086767009948175);
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.13268759668560612));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.15386240205813478));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.18181795630884753));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.2222222239180047));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.2857142857080323));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.4000000000000088));
            p = TLane.MultiplyAdd(p, z, Lane.Of<TLane, T>(0.6666666666666666));
            TLane half = f * f * Lane.Of<TLane, T>(0.5);
            TLane tail = TLane.MultiplyAdd(s, TLane.MultiplyAdd(z, p, half), -half);
            tail = TLane.MultiplyAdd(e, Lane.Of<TLane, T>(1.90821492927058770002e-10), tail);
            return -TLane.MultiplyAdd(e, Lane.Of<TLane, T>(6.93147180369123816490e-1), tail + f);
        }
    }

    /// <summary><c>log x</c> of one positive normal number, the same bits on every machine.</summary>
    public static double Log(double x) => -NegativeLog<LaneScalar<double>, double>(new(x), new(1 - x)).Value;

    /// <summary><c>e^x</c> of one number, the same bits on every machine.</summary>
    public static double Exp(double x) => new ExpOperator<double>().Apply(new LaneScalar<double>(x)).Value;
}
