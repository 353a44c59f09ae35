using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Angles too large for <see cref="Trigonometric.Reduce"/>: exact reduction, one element at a time.</summary>
/// <remarks>Payne and Hanek, SIGNUM Newsletter 18 (1983): of the product with 2/π only the bits around the binary point are worked
/// out. Some 30 ns an element; smaller angles, which are the rule, never come here.</remarks>
internal static unsafe class HugeAngle
{
    /// <summary>64 zero bits, then the first 1280 bits of 2/π after the binary point.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041,
        0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E,
        0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B,
        0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
        0xF0CFBC209AF4361D,
    ];

    /// <summary>The remainders, with huge elements put right. Infinity and NaN give NaN.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLane Remainder<TLane>(TLane x, TLane remainder) where TLane : struct, ILane<TLane, double>
    {
        double* xs = stackalloc double[TLane.Count], rs = stackalloc double[TLane.Count];
        x.Store(xs);
        remainder.Store(rs);
        for (int i = 0; i < TLane.Count; i++)
        {
            if (!(Math.Abs(xs[i]) < Trigonometric.Limit))
                rs[i] = Reduce(xs[i], out _);
        }

        return TLane.Load(rs);
    }

    /// <summary>The quadrants, as integers, with huge elements put right.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLane Quadrant<TLane>(TLane x, TLane quadrant) where TLane : struct, ILane<TLane, double>
    {
        double* xs = stackalloc double[TLane.Count], qs = stackalloc double[TLane.Count];
        x.Store(xs);
        quadrant.Store(qs);
        for (int i = 0; i < TLane.Count; i++)
        {
            if (!(Math.Abs(xs[i]) < Trigonometric.Limit))
            {
                Reduce(xs[i], out int q);
                qs[i] = BitConverter.Int64BitsToDouble(q);
            }
        }

        return TLane.Load(qs);
    }

    private static double Reduce(double x, out int quadrant)
    {
        quadrant = 0;
        if (!double.IsFinite(x))
            return double.NaN;
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        ulong mantissa = (ulong)(bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        int exponent = (int)(bits >> 52) - 1075;

        // x = mantissa 2^exponent. Bits of 2/π above weight 2^(1 - exponent) only add multiples of 4 quadrants: drop them.
        UInt128 high = Window(exponent - 2 + 64, out ulong low);

        // mantissa · window modulo 2^192: two bits of quadrant, then the binary point.
        UInt128 lowProduct = (UInt128)mantissa * low;
        UInt128 top = unchecked((UInt128)mantissa * high + (lowProduct >> 64));
        ulong rest = (ulong)lowProduct;
        quadrant = (int)(top >> 126);
        UInt128 fraction = (top << 2) | (rest >> 62);
        bool above = fraction >> 127 != 0;
        if (above)
        {
            // Past the middle of a quadrant: the remainder is negative, from the next one.
            quadrant++;
            fraction = UInt128.Zero - fraction;
        }

        double r = (double)fraction * (1.5707963267948966 / 340282366920938463463374607431768211456.0);
        if (above)
            r = -r;
        if (x < 0)
        {
            r = -r;
            quadrant = -quadrant;
        }

        return r;
    }

    /// <summary>192 bits of 2/π from bit <paramref name="first"/> on.</summary>
    private static UInt128 Window(int first, out ulong low)
    {
        int word = first >> 6, shift = first & 63;
        low = Word(word + 2, shift);
        return new UInt128(Word(word, shift), Word(word + 1, shift));
    }

    private static ulong Word(int word, int shift) =>
        shift == 0 ? TwoOverPi[word] : (TwoOverPi[word] << shift) | (TwoOverPi[word + 1] >> (64 - shift));
}
