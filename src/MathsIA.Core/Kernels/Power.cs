using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The steps that powers are made of, on doubles.</summary>
internal static unsafe class Power
{
    /// <summary>The logarithm of a positive finite number in two parts, with about 65 good bits.</summary>
    /// <remarks>With <c>s = f / (2 + f)</c>: <c>log(1 + f) = 2s + s³ (2/3 + s² p(s²))</c>; everything but <c>p</c> is carried in two parts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log<TLane>(TLane x, out TLane low) where TLane : struct, ILane<TLane, double>
    {
        TLane f = Logarithm.Reduce<TLane, double>(x, out TLane k), two = TLane.Create(2);
        TLane d = two + f, dLow = f - (d - two);
        TLane s = f / d, back = s * d;
        TLane sLow = ((f - back) - Exact.ProductError<TLane, double>(s, d, back) - s * dLow) / d;
        TLane z = s * s, zLow = TLane.MultiplyAdd(s + s, sLow, Exact.SquareError<TLane, double>(s, z));

        TLane p = TLane.Create(0.13075707256955005);
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.13270003707107397));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.15386184266041444));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.18181796910538525));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.22222222376155418));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.28571428570900992));
        p = TLane.MultiplyAdd(p, z, TLane.Create(0.40000000000000613));

        TLane third = TLane.Create(0.66666666666666663), series = z * p;
        TLane c = third + series, cLow = (third - c) + series + TLane.Create(3.7007434154171883e-17);

        TLane cube = s * z;
        TLane cubeLow = TLane.MultiplyAdd(s, zLow, TLane.MultiplyAdd(sLow, z, Exact.ProductError<TLane, double>(s, z, cube)));
        TLane v = cube * c;
        TLane vLow = TLane.MultiplyAdd(cube, cLow, TLane.MultiplyAdd(cubeLow, c, Exact.ProductError<TLane, double>(cube, c, v)));

        TLane twice = s + s, log = twice + v;
        TLane logLow = (twice - log) + v + (sLow + sLow + vLow);

        TLane whole = k * TLane.Create(0.69314718055966296), sum = whole + log;
        TLane rest = Exact.SumError<TLane, double>(whole, log, sum) + TLane.MultiplyAdd(k, TLane.Create(2.8235290563031577e-13), logLow);
        TLane high = sum + rest;
        low = (sum - high) + rest;
        return high;
    }

    /// <summary>Results where an operand is zero, infinite or NaN: all of them exact, none worth a lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLane Special<TLane>(TLane x, TLane y, TLane result) where TLane : struct, ILane<TLane, double>
    {
        double* xs = stackalloc double[TLane.Count], ys = stackalloc double[TLane.Count], results = stackalloc double[TLane.Count];
        x.Store(xs);
        y.Store(ys);
        result.Store(results);
        for (int i = 0; i < TLane.Count; i++)
        {
            if (xs[i] == 0 || !double.IsFinite(xs[i]) || !double.IsFinite(ys[i]))
                results[i] = Math.Pow(xs[i], ys[i]);
        }

        return TLane.Load(results);
    }
}
