using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>x^y</c> with the special cases of IEEE 754: <c>x^0 = 1</c>, <c>1^y = 1</c>, NaN for negative x and fractional y.</summary>
internal readonly struct PowOperator : IZip<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, double>
    {
        TLane zero = TLane.Create(0), a = TLane.Abs(x), infinity = TLane.Create(double.PositiveInfinity);
        TLane high = Power.Log(a, out TLane low);

        // y log x in two parts: the exponential magnifies its error by itself, up to 745.
        TLane product = y * high;
        TLane rest = TLane.MultiplyAdd(y, low, Exact.ProductError<TLane, double>(y, high, product));
        TLane bounded = TLane.MaxNative(TLane.Create(-746.5), TLane.MinNative(TLane.Create(710.5), product));
        rest = TLane.Select(TLane.Equal(bounded, product), rest, zero);
        TLane n = Exponential.Reduce<TLane, double>(bounded, out TLane r);
        TLane result = TLane.Scale(TLane.Create(1) + Exponential.Expm1<TLane, double>(r + rest), n);

        // Negative base: the sign of an odd power, NaN for a power that is no integer.
        TLane half = y * TLane.Create(0.5);
        TLane whole = TLane.Equal(TLane.Round(y), y), even = TLane.Equal(TLane.Round(half), half);
        TLane signed = TLane.Select(whole, TLane.Select(even, result, -result), TLane.Create(double.NaN));
        result = TLane.Select(TLane.Less(x, zero), signed, result);

        TLane ordinary = TLane.Less(zero, a) & TLane.Less(a, infinity) & TLane.Less(TLane.Abs(y), infinity);
        return TLane.Any(~ordinary) ? Power.Special(x, y, result) : result;
    }
}
