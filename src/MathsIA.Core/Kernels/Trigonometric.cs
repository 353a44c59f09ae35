using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The steps that sine, cosine and tangent are made of, on doubles.</summary>
internal static class Trigonometric
{
    /// <summary>Beyond this the quotient has too many bits for the three-part reduction, and <see cref="HugeAngle"/> takes over.</summary>
    public const double Limit = 1.6e6;

    /// <summary>Splits <c>x = n π/2 + r</c> with <c>|r| ≤ π/4</c>; returns <c>n</c> as an integer of which the low two bits count.</summary>
    /// <remarks>π/2 in three parts: the products of <c>n</c> with the first two are exact (Cody and Waite, 1980).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Reduce<TLane>(TLane x, out TLane r) where TLane : struct, ILane<TLane, double>
    {
        TLane magic = TLane.Create(6755399441055744.0);
        TLane t = TLane.MultiplyAdd(x, TLane.Create(0.6366197723675814), magic);
        TLane n = t - magic;
        TLane first = TLane.MultiplyAdd(n, TLane.Create(-1.5707963267341256), x);
        TLane second = n * TLane.Create(-6.077100506303966e-11);
        TLane sum = first + second;
        TLane rest = Exact.SumError<TLane, double>(first, second, sum);
        r = sum + TLane.MultiplyAdd(n, TLane.Create(-2.0222662487959506e-21), rest);
        if (TLane.Any(TLane.LessOrEqual(TLane.Create(Limit), TLane.Abs(x))))
        {
            r = HugeAngle.Remainder(x, r);
            t = HugeAngle.Quadrant(x, t);
        }

        return t;
    }

    /// <summary>The sine of <c>|r| ≤ π/4</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sin<TLane>(TLane r) where TLane : struct, ILane<TLane, double>
    {
        TLane z = r * r;
        TLane p = TLane.Create(1.589650518843142e-10);
        p = TLane.MultiplyAdd(p, z, TLane.Create(-2.5050753268457919e-08));
        p = TLane.MultiplyAdd(p, z, TLane.Create(2.7557313662080408e-06));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.00019841269829725262));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.008333333333322316));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.16666666666666632));
        return TLane.MultiplyAdd(r * z, p, r);
    }

    /// <summary>The cosine of <c>|r| ≤ π/4</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Cos<TLane>(TLane r) where TLane : struct, ILane<TLane, double>
    {
        TLane z = r * r, half = z * TLane.Create(0.5), one = TLane.Create(1);
        TLane p = TLane.Create(-1.1359448907337751e-11);
        p = TLane.MultiplyAdd(p, z, TLane.Create(2.0875719563088228e-09));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-2.7557314326062753e-07));
        p = TLane.MultiplyAdd(p, z, TLane.Create(2.4801587289395035e-05));
        p = TLane.MultiplyAdd(p, z, TLane.Create(-0.001388888888887399));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.041666666666666602));
        TLane w = one - half;
        return w + TLane.MultiplyAdd(z * z, p, (one - w) - half);
    }

    /// <summary>A mask of the elements whose integer is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane IsOdd<TLane>(TLane quadrant) where TLane : struct, ILane<TLane, double> =>
        TLane.GreaterBits(TLane.CreateBits(0), TLane.ShiftLeftBits(quadrant, 63));

    /// <summary>The sign bit where the second bit of the integer is set: the lower half of the circle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LowerHalf<TLane>(TLane quadrant) where TLane : struct, ILane<TLane, double> =>
        TLane.ShiftLeftBits(quadrant & TLane.CreateBits(2), 62);
}
