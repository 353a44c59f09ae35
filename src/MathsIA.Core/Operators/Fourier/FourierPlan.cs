using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>The discrete Fourier transform of one length, of many interleaved signals at once.</summary>
/// <remarks>
/// <para>Computes <c>Xₖ = Σⱼ xⱼ exp(-2πi jk/n)</c>. Real and imaginary parts stand in two arrays of layout [n, batch], so that
/// the inner loops run over whole registers of signals. The inverse (times n) is the same call with the two arrays
/// exchanged.</para>
/// <para>Method: Stockham's self-sorting mixed-radix passes (Van Loan, Computational Frameworks for the FFT, 1992, section
/// 1.7) for lengths whose prime factors are at most <see cref="LargestRadix"/>; otherwise Bluestein's chirp convolution
/// (1970) on a longer smooth length. Roots of unity come from double precision with exactly reduced arguments.</para>
/// </remarks>
internal sealed unsafe class FourierPlan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LargestRadix = 31;

    private readonly int[] _radices;
    private readonly T[][] _twiddlesRe, _twiddlesIm, _rootsRe, _rootsIm;
    private readonly FourierPlan<T>? _chirpPlan;
    private readonly T[] _chirpRe = [], _chirpIm = [], _chirpSpectrumRe = [], _chirpSpectrumIm = [];

    public FourierPlan(int length)
    {
        Length = length;
        _radices = Factor(length);
        int passes = _radices.Length;
        _twiddlesRe = new T[passes][];
        _twiddlesIm = new T[passes][];
        _rootsRe = new T[passes][];
        _rootsIm = new T[passes][];
        if (passes > 0 && _radices.Max() > LargestRadix)
        {
            int smooth = SmoothLength(checked(2 * length - 1));
            _chirpPlan = new FourierPlan<T>(smooth);
            (_chirpRe, _chirpIm) = Chirp(length);
            (_chirpSpectrumRe, _chirpSpectrumIm) = ChirpSpectrum(_chirpPlan, _chirpRe, _chirpIm, length);
            return;
        }

        int n = length;
        for (int pass = 0; pass < passes; pass++)
        {
            int r = _radices[pass], m = n / r;
            (_twiddlesRe[pass], _twiddlesIm[pass]) = Roots(m * (r - 1), i => ((long)(i / (r - 1)) * (i % (r - 1) + 1), n));
            (_rootsRe[pass], _rootsIm[pass]) = Roots(r, i => (i, r));
            n = m;
        }
    }

    public int Length { get; }

    /// <summary>The elements of workspace that <see cref="Run"/> needs for a batch.</summary>
    public int WorkLength(int batch) => _chirpPlan is null
        ? checked(2 * Length * batch)
        : checked(2 * _chirpPlan.Length * batch + _chirpPlan.WorkLength(batch));

    /// <summary>Transforms in place; <paramref name="work"/> has <see cref="WorkLength"/> elements.</summary>
    public void Run(T* re, T* im, int batch, T* work)
    {
        if (_chirpPlan is not null)
        {
            RunChirp(re, im, batch, work);
            return;
        }

        T* xr = re, xi = im, yr = work, yi = work + (nint)Length * batch;
        int n = Length;
        nint s = batch;
        for (int pass = 0; pass < _radices.Length; pass++)
        {
            int r = _radices[pass];
            n /= r;
            fixed (T* wr = _twiddlesRe[pass], wi = _twiddlesIm[pass], cr = _rootsRe[pass], ci = _rootsIm[pass])
                FourierPass<T>.Run(r, n, s, xr, xi, yr, yi, wr, wi, cr, ci);
            s *= r;
            T* fromRe = xr, fromIm = xi;
            xr = yr;
            xi = yi;
            yr = fromRe;
            yi = fromIm;
        }

        if (xr != re)
        {
            int count = Length * batch;
            new ReadOnlySpan<T>(xr, count).CopyTo(new Span<T>(re, count));
            new ReadOnlySpan<T>(xi, count).CopyTo(new Span<T>(im, count));
        }
    }

    /// <summary>The smallest length of at least <paramref name="least"/> with no prime factor above 5.</summary>
    public static int SmoothLength(int least)
    {
        for (int n = Math.Max(1, least); ; n++)
        {
            int rest = n;
            foreach (int p in (ReadOnlySpan<int>)[2, 3, 5])
            {
                while (rest % p == 0)
                    rest /= p;
            }

            if (rest == 1)
                return n;
        }
    }

    /// <summary><c>jk = (j² + k² - (k - j)²) / 2</c> turns the transform into a convolution with a chirp.</summary>
    private void RunChirp(T* re, T* im, int batch, T* work)
    {
        FourierPlan<T> plan = _chirpPlan!;
        int m = plan.Length;
        nint size = (nint)m * batch;
        T* ar = work, ai = work + size, rest = work + 2 * size;
        new Span<T>(work, checked((int)(2 * size))).Clear();
        fixed (T* cr = _chirpRe, ci = _chirpIm, sr = _chirpSpectrumRe, si = _chirpSpectrumIm)
        {
            FourierPass<T>.Scale(Length, batch, re, im, ar, ai, cr, ci);
            plan.Run(ar, ai, batch, rest);
            FourierPass<T>.Scale(m, batch, ar, ai, ar, ai, sr, si);
            plan.Run(ai, ar, batch, rest);
            FourierPass<T>.Scale(Length, batch, ar, ai, re, im, cr, ci);
        }
    }

    /// <summary>Fours first, since one pass of four costs less than two of two; then the primes in rising order.</summary>
    private static int[] Factor(int length)
    {
        var radices = new List<int>();
        for (; length % 4 == 0 && length > 0; length /= 4)
            radices.Add(4);
        for (int p = 2; (long)p * p <= length; p++)
        {
            for (; length % p == 0; length /= p)
                radices.Add(p);
        }

        if (length > 1)
            radices.Add(length);
        return [.. radices];
    }

    /// <summary><c>exp(-2πi a/b)</c> for each fraction a/b.</summary>
    private static (T[] Re, T[] Im) Roots(int count, Func<int, (long A, long B)> fraction)
    {
        var re = new T[count];
        var im = new T[count];
        for (int i = 0; i < count; i++)
        {
            (long a, long b) = fraction(i);
            (double sine, double cosine) = SinCosOfTurn(a % b, b);
            re[i] = T.CreateTruncating(cosine);
            im[i] = T.CreateTruncating(-sine);
        }

        return (re, im);
    }

    /// <summary>Sine and cosine of the fraction a/b of a turn, with the eighth of the turn found in integers, so that the
    /// symmetric roots are symmetric to the last bit.</summary>
    internal static (double Sine, double Cosine) SinCosOfTurn(long a, long b)
    {
        long eighth = 8 * a / b;
        if ((eighth & 1) != 0 && eighth * b == 8 * a)
        {
            // On the diagonals sine and cosine are equal, which two rounded functions need not be.
            double half = Math.Sqrt(0.5);
            return (eighth >= 4 ? -half : half, eighth is >= 2 and <= 5 ? -half : half);
        }

        (long turned, bool swap) = eighth switch
        {
            0 => (a, false),
            1 => (b - 4 * a, true),
            2 => (4 * a - b, true),
            3 => (b - 2 * a, false),
            4 => (2 * a - b, false),
            5 => (3 * b - 4 * a, true),
            6 => (4 * a - 3 * b, true),
            _ => (b - a, false),
        };
        double parts = eighth is 0 or 7 ? b : eighth is 3 or 4 ? 2.0 * b : 4.0 * b;
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * (turned / parts));
        if (swap)
            (sine, cosine) = (cosine, sine);
        return (eighth >= 4 ? -sine : sine, eighth is >= 2 and <= 5 ? -cosine : cosine);
    }

    private static (T[] Re, T[] Im) Chirp(int length) => Roots(length, j => ((long)j * j, 2L * length));

    private static (T[] Re, T[] Im) ChirpSpectrum(FourierPlan<T> plan, T[] chirpRe, T[] chirpIm, int length)
    {
        int m = plan.Length;
        var re = new T[m];
        var im = new T[m];
        T scale = T.One / T.CreateChecked(m);
        for (int j = 0; j < length; j++)
        {
            re[j] = chirpRe[j] * scale;
            im[j] = -chirpIm[j] * scale;
            re[(m - j) % m] = re[j];
            im[(m - j) % m] = im[j];
        }

        using var work = new Workspace<T>(plan.WorkLength(1));
        fixed (T* pr = re, pi = im, pw = work.Span)
            plan.Run(pr, pi, 1, pw);
        return (re, im);
    }
}
