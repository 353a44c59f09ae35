using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>One level of a periodic orthogonal filter bank over many interleaved signals, layout [n, width].</summary>
internal static unsafe class FilterBank
{
    /// <summary>Low-pass half, then high-pass half: <c>a[k] = Σₜ h[t] x[(2k+t) mod n]</c>.</summary>
    public static void Analyze<T>(int n, int width, T* source, T* destination, T* low, T* high, int taps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (LaneWidth.Bits >= 512 && width >= Lane512<T>.Count)
            Analyze<T, Lane512<T>>(n, width, source, destination, low, high, taps);
        else if (LaneWidth.Bits >= 256 && width >= Lane256<T>.Count)
            Analyze<T, Lane256<T>>(n, width, source, destination, low, high, taps);
        else if (LaneWidth.Bits >= 128 && width >= Lane128<T>.Count)
            Analyze<T, Lane128<T>>(n, width, source, destination, low, high, taps);
        else
            Analyze<T, LaneScalar<T>>(n, width, source, destination, low, high, taps);
    }

    /// <summary>The transpose, which is the inverse: <c>x[i] = Σₖ h[i-2k] a[k] + g[i-2k] d[k]</c>.</summary>
    public static void Synthesize<T>(int n, int width, T* source, T* destination, T* low, T* high, int taps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (LaneWidth.Bits >= 512 && width >= Lane512<T>.Count)
            Synthesize<T, Lane512<T>>(n, width, source, destination, low, high, taps);
        else if (LaneWidth.Bits >= 256 && width >= Lane256<T>.Count)
            Synthesize<T, Lane256<T>>(n, width, source, destination, low, high, taps);
        else if (LaneWidth.Bits >= 128 && width >= Lane128<T>.Count)
            Synthesize<T, Lane128<T>>(n, width, source, destination, low, high, taps);
        else
            Synthesize<T, LaneScalar<T>>(n, width, source, destination, low, high, taps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Analyze<T, TLane>(int n, int width, T* source, T* destination, T* low, T* high, int taps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        int whole = width / TLane.Count * TLane.Count;
        for (int k = 0; k < n / 2; k++)
        {
            T* a = destination + (nint)k * width, d = destination + (nint)(n / 2 + k) * width;
            int q = 0;
            for (; q < whole; q += TLane.Count)
                AnalyzeAt<T, TLane>(n, width, source + q, a + q, d + q, low, high, taps, 2 * k);
            for (; q < width; q++)
                AnalyzeAt<T, LaneScalar<T>>(n, width, source + q, a + q, d + q, low, high, taps, 2 * k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AnalyzeAt<T, TLane>(int n, int width, T* source, T* a, T* d, T* low, T* high, int taps, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane smooth = TLane.Create(T.Zero), detail = smooth;
        for (int t = 0; t < taps; t++)
        {
            TLane x = TLane.Load(source + (nint)row * width);
            smooth = TLane.MultiplyAdd(x, TLane.Create(low[t]), smooth);
            detail = TLane.MultiplyAdd(x, TLane.Create(high[t]), detail);
            row = row + 1 == n ? 0 : row + 1;
        }

        smooth.Store(a);
        detail.Store(d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Synthesize<T, TLane>(int n, int width, T* source, T* destination, T* low, T* high, int taps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        int whole = width / TLane.Count * TLane.Count;
        for (int i = 0; i < n; i++)
        {
            T* x = destination + (nint)i * width;
            int q = 0;
            for (; q < whole; q += TLane.Count)
                SynthesizeAt<T, TLane>(n / 2, width, source + q, x + q, low, high, taps, i);
            for (; q < width; q++)
                SynthesizeAt<T, LaneScalar<T>>(n / 2, width, source + q, x + q, low, high, taps, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SynthesizeAt<T, TLane>(int half, int width, T* source, T* destination, T* low, T* high, int taps, int i)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane sum = TLane.Create(T.Zero);
        int k = i / 2;
        for (int t = i & 1; t < taps; t += 2)
        {
            sum = TLane.MultiplyAdd(TLane.Load(source + (nint)k * width), TLane.Create(low[t]), sum);
            sum = TLane.MultiplyAdd(TLane.Load(source + (nint)(half + k) * width), TLane.Create(high[t]), sum);
            k = k == 0 ? half - 1 : k - 1;
        }

        sum.Store(destination);
    }
}
