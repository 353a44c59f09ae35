using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.RandomNumbers;

/// <summary>Random bits to <c>mean + deviation Φ⁻¹(u)</c>: the upper bit is the sign, the others the distance from the median.</summary>
/// <remarks>Inversion takes one draw a number, keeps the order of a fill that of single draws, and needs no rejection. The distance
/// from the median and from the end are both formed from the integer, so neither the middle nor the tail loses digits. The
/// largest value is 6.3 deviations for float (probability 2^-32 on both sides together) and 9.2 for double (2^-64).</remarks>
internal readonly struct NormalMap<T>(T mean, T deviation) : IMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane one = TLane.CreateBits(1);
        TLane sign = x & -TLane.Create(T.Zero);
        TLane distance = TLane.ShiftLeftBits(x, 1) | one;
        TLane a = WordMath.FromUnsigned<TLane, T>(distance), b = WordMath.FromUnsigned<TLane, T>(~distance | one);
        TLane z = typeof(T) == typeof(float) ? Single(a, b) : Double(a, b);
        return TLane.MultiplyAdd(z | sign, TLane.Create(deviation), TLane.Create(mean));
    }

    /// <summary><c>√2 erf⁻¹(x)</c> for <c>x = a / 2^32</c> and <c>1 - x = b / 2^32</c>.</summary>
    /// <remarks>The ratio to x is smooth in <c>w = -log(1 - x²)</c> (M. Giles, "Approximating the erfinv function", GPU Computing Gems 2, 2012):
    /// a polynomial in w below 5, in √w above; own coefficients, relative error below 4e-8 before rounding.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Single<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane, T>
    {
        TLane unit = Lane.Of<TLane, T>(1.0 / (1L << 32));
        TLane x = a * unit, end = b * unit;
        TLane w = WordMath.NegativeLog<TLane, T>(end * (Lane.Of<TLane, T>(2.0) - end), x * x);
        TLane u = w - Lane.Of<TLane, T>(2.5);
        TLane ratio = Lane.Of<TLane, T>(-1.2631651280514689e-08f);
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(3.3002041988083874e-08f));
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(6.620376780119841e-07f));
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(-4.8988149501383305e-06f));
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(-7.0320634222298395e-06f));
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(0.0003087926597800106f));
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(-0.0017716226866468787f));
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(-0.005907725542783737f));
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(0.34880203008651733f));
        ratio = TLane.MultiplyAdd(ratio, u, Lane.Of<TLane, T>(2.1233134269714355f));
        TLane far = TLane.Less(Lane.Of<TLane, T>(5.0), w);
        if (!TLane.Any(far))
            return ratio * x;
        TLane v = TLane.Sqrt(w) - Lane.Of<TLane, T>(3.5);
        TLane tail = Lane.Of<TLane, T>(-2.8486791052273475e-05f);
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(3.780373663175851e-05f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(0.0001250950590474531f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(-0.0003810376219917089f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(0.0005969660123810172f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(-0.0009219814673997462f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(0.0015515648992732167f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(-0.002928187372162938f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(0.0046333689242601395f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(1.424635410308838f));
        tail = TLane.MultiplyAdd(tail, v, Lane.Of<TLane, T>(4.7170891761779785f));
        return TLane.Select(far, tail, ratio) * x;
    }

    /// <summary><c>-Φ⁻¹(p)</c> for <c>p = b / 2^65</c> and <c>½ - p = a / 2^65</c>: the three rational functions of <see cref="NormalQuantile"/>,
    /// with one division for whichever is taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Double<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane, T>
    {
        TLane unit = Lane.Of<TLane, T>(1.0 / 36893488147419103232.0);
        TLane p = b * unit, q = a * unit;
        TLane middle = TLane.LessOrEqual(q, Lane.Of<TLane, T>(0.425));
        TLane r = Lane.Of<TLane, T>(0.180625) - (q * q);
        TLane top = q * NormalQuantile.MiddleTop<TLane, T>(r), bottom = NormalQuantile.MiddleBottom<TLane, T>(r);
        TLane root = TLane.Sqrt(WordMath.NegativeLog<TLane, T>(p, p));
        TLane near = root - Lane.Of<TLane, T>(1.6);
        TLane sideTop = NormalQuantile.SideTop<TLane, T>(near), sideBottom = NormalQuantile.SideBottom<TLane, T>(near);
        TLane far = TLane.Less(Lane.Of<TLane, T>(5.0), root);
        if (TLane.Any(far))
        {
            TLane rest = root - Lane.Of<TLane, T>(5.0);
            sideTop = TLane.Select(far, NormalQuantile.FarTop<TLane, T>(rest), sideTop);
            sideBottom = TLane.Select(far, NormalQuantile.FarBottom<TLane, T>(rest), sideBottom);
        }

        return TLane.Select(middle, top, sideTop) / TLane.Select(middle, bottom, sideBottom);
    }
}
