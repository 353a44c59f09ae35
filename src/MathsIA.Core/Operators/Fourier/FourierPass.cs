using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Operators;

/// <summary>One pass of a Stockham transform, and the complex scaling of rows.</summary>
/// <remarks>A pass of radix r reads <c>x[q + s (p + j m)]</c> and writes <c>y[q + s (r p + k)] = wᵖᵏ Σⱼ ωʳ^(jk) x</c>, for p below m and
/// q below s; q is contiguous, so it runs over registers whenever s is long enough, and the widest register that fits s
/// is used: every width does the same arithmetic on each element.</remarks>
internal static unsafe class FourierPass<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Run(int r, int m, nint s, T* xr, T* xi, T* yr, T* yi, T* wr, T* wi, T* cr, T* ci)
    {
        if (LaneWidth.Bits >= 512 && s >= Lane512<T>.Count)
            Run<Lane512<T>>(r, m, s, xr, xi, yr, yi, wr, wi, cr, ci);
        else if (LaneWidth.Bits >= 256 && s >= Lane256<T>.Count)
            Run<Lane256<T>>(r, m, s, xr, xi, yr, yi, wr, wi, cr, ci);
        else if (LaneWidth.Bits >= 128 && s >= Lane128<T>.Count)
            Run<Lane128<T>>(r, m, s, xr, xi, yr, yi, wr, wi, cr, ci);
        else
            Run<LaneScalar<T>>(r, m, s, xr, xi, yr, yi, wr, wi, cr, ci);
    }

    /// <summary><c>y[j, :] = x[j, :] w[j]</c>, complex, for rows of length <paramref name="s"/>; x and y may be the same.</summary>
    public static void Scale(int rows, nint s, T* xr, T* xi, T* yr, T* yi, T* wr, T* wi)
    {
        if (LaneWidth.Bits >= 512 && s >= Lane512<T>.Count)
            Scale<Lane512<T>>(rows, s, xr, xi, yr, yi, wr, wi);
        else if (LaneWidth.Bits >= 256 && s >= Lane256<T>.Count)
            Scale<Lane256<T>>(rows, s, xr, xi, yr, yi, wr, wi);
        else
            Scale<LaneScalar<T>>(rows, s, xr, xi, yr, yi, wr, wi);
    }

    private static void Run<TLane>(int r, int m, nint s, T* xr, T* xi, T* yr, T* yi, T* wr, T* wi, T* cr, T* ci)
        where TLane : struct, ILane<TLane, T>
    {
        switch (r)
        {
            case 4:
                Radix4<TLane>(m, s, xr, xi, yr, yi, wr, wi);
                break;
            case 2:
                Radix2<TLane>(m, s, xr, xi, yr, yi, wr, wi);
                break;
            default:
                AnyRadix<TLane>(r, m, s, xr, xi, yr, yi, wr, wi, cr, ci);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix2<TLane>(int m, nint s, T* xr, T* xi, T* yr, T* yi, T* wr, T* wi) where TLane : struct, ILane<TLane, T>
    {
        nint far = m * s, whole = s / TLane.Count * TLane.Count;
        for (int p = 0; p < m; p++)
        {
            nint from = p * s, to = 2 * p * s;
            nint q = 0;
            for (; q < whole; q += TLane.Count)
                Butterfly2<TLane>(xr + from + q, xi + from + q, yr + to + q, yi + to + q, far, s, wr[p], wi[p]);
            for (; q < s; q++)
                Butterfly2<LaneScalar<T>>(xr + from + q, xi + from + q, yr + to + q, yi + to + q, far, s, wr[p], wi[p]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly2<TLane>(T* xr, T* xi, T* yr, T* yi, nint far, nint s, T wr, T wi) where TLane : struct, ILane<TLane, T>
    {
        TLane ar = TLane.Load(xr), ai = TLane.Load(xi), br = TLane.Load(xr + far), bi = TLane.Load(xi + far);
        (ar + br).Store(yr);
        (ai + bi).Store(yi);
        Rotate(ar - br, ai - bi, wr, wi, yr + s, yi + s);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix4<TLane>(int m, nint s, T* xr, T* xi, T* yr, T* yi, T* wr, T* wi) where TLane : struct, ILane<TLane, T>
    {
        nint far = m * s, whole = s / TLane.Count * TLane.Count;
        for (int p = 0; p < m; p++)
        {
            nint from = p * s, to = 4 * p * s;
            nint q = 0;
            for (; q < whole; q += TLane.Count)
                Butterfly4<TLane>(xr + from + q, xi + from + q, yr + to + q, yi + to + q, far, s, wr + 3 * p, wi + 3 * p);
            for (; q < s; q++)
                Butterfly4<LaneScalar<T>>(xr + from + q, xi + from + q, yr + to + q, yi + to + q, far, s, wr + 3 * p, wi + 3 * p);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly4<TLane>(T* xr, T* xi, T* yr, T* yi, nint far, nint s, T* wr, T* wi) where TLane : struct, ILane<TLane, T>
    {
        TLane ar = TLane.Load(xr), ai = TLane.Load(xi), br = TLane.Load(xr + far), bi = TLane.Load(xi + far);
        TLane cr = TLane.Load(xr + 2 * far), ci = TLane.Load(xi + 2 * far), dr = TLane.Load(xr + 3 * far), di = TLane.Load(xi + 3 * far);
        TLane sumAcR = ar + cr, sumAcI = ai + ci, difAcR = ar - cr, difAcI = ai - ci;
        TLane sumBdR = br + dr, sumBdI = bi + di, difBdR = br - dr, difBdI = bi - di;
        (sumAcR + sumBdR).Store(yr);
        (sumAcI + sumBdI).Store(yi);
        // Multiplication by -i: (re, im) → (im, -re).
        Rotate(difAcR + difBdI, difAcI - difBdR, wr[0], wi[0], yr + s, yi + s);
        Rotate(sumAcR - sumBdR, sumAcI - sumBdI, wr[1], wi[1], yr + 2 * s, yi + 2 * s);
        Rotate(difAcR - difBdI, difAcI + difBdR, wr[2], wi[2], yr + 3 * s, yi + 3 * s);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AnyRadix<TLane>(int r, int m, nint s, T* xr, T* xi, T* yr, T* yi, T* wr, T* wi, T* cr, T* ci) where TLane : struct, ILane<TLane, T>
    {
        nint far = m * s, whole = s / TLane.Count * TLane.Count;
        for (int p = 0; p < m; p++)
        {
            T* pwr = wr + (nint)p * (r - 1), pwi = wi + (nint)p * (r - 1);
            nint from = p * s, to = (nint)r * p * s;
            nint q = 0;
            for (; q < whole; q += TLane.Count)
                Butterfly<TLane>(r, xr + from + q, xi + from + q, yr + to + q, yi + to + q, far, s, pwr, pwi, cr, ci);
            for (; q < s; q++)
                Butterfly<LaneScalar<T>>(r, xr + from + q, xi + from + q, yr + to + q, yi + to + q, far, s, pwr, pwi, cr, ci);
        }
    }

    /// <summary>Any odd radix, from the definition; inputs j and r - j are taken together, since their roots are conjugate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly<TLane>(int r, T* xr, T* xi, T* yr, T* yi, nint far, nint s, T* wr, T* wi, T* cr, T* ci) where TLane : struct, ILane<TLane, T>
    {
        TLane firstR = TLane.Load(xr), firstI = TLane.Load(xi), totalR = firstR, totalI = firstI;
        for (int j = 1; j < r; j++)
        {
            totalR += TLane.Load(xr + j * far);
            totalI += TLane.Load(xi + j * far);
        }

        totalR.Store(yr);
        totalI.Store(yi);
        for (int k = 1; k <= r / 2; k++)
        {
            TLane evenR = firstR, evenI = firstI, oddR = TLane.Create(T.Zero), oddI = oddR;
            for (int j = 1, turn = k; j <= r / 2; j++, turn = turn + k >= r ? turn + k - r : turn + k)
            {
                TLane cosine = TLane.Create(cr[turn]), sine = TLane.Create(ci[turn]);
                TLane ur = TLane.Load(xr + j * far), ui = TLane.Load(xi + j * far), vr = TLane.Load(xr + (r - j) * far), vi = TLane.Load(xi + (r - j) * far);
                evenR = TLane.MultiplyAdd(ur + vr, cosine, evenR);
                evenI = TLane.MultiplyAdd(ui + vi, cosine, evenI);
                oddR = TLane.MultiplyAdd(vi - ui, sine, oddR);
                oddI = TLane.MultiplyAdd(ur - vr, sine, oddI);
            }

            Rotate(evenR + oddR, evenI + oddI, wr[k - 1], wi[k - 1], yr + k * s, yi + k * s);
            Rotate(evenR - oddR, evenI - oddI, wr[r - k - 1], wi[r - k - 1], yr + (r - k) * s, yi + (r - k) * s);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TLane>(int rows, nint s, T* xr, T* xi, T* yr, T* yi, T* wr, T* wi) where TLane : struct, ILane<TLane, T>
    {
        nint whole = s / TLane.Count * TLane.Count;
        for (int j = 0; j < rows; j++, xr += s, xi += s, yr += s, yi += s)
        {
            nint q = 0;
            for (; q < whole; q += TLane.Count)
                Rotate(TLane.Load(xr + q), TLane.Load(xi + q), wr[j], wi[j], yr + q, yi + q);
            for (; q < s; q++)
                Rotate(LaneScalar<T>.Load(xr + q), LaneScalar<T>.Load(xi + q), wr[j], wi[j], yr + q, yi + q);
        }
    }

    /// <summary>Writes <c>(re + i im)(wr + i wi)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rotate<TLane>(TLane re, TLane im, T wr, T wi, T* toRe, T* toIm) where TLane : struct, ILane<TLane, T>
    {
        TLane c = TLane.Create(wr), d = TLane.Create(wi);
        TLane.MultiplyAdd(re, c, -(im * d)).Store(toRe);
        TLane.MultiplyAdd(re, d, im * c).Store(toIm);
    }
}
