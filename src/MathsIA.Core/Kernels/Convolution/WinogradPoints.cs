using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The Toom-Cook transforms on the points 0, 1, -1, 2, -2 and infinity, along one axis: <c>y = Aᵀ((G g) ∘ (Bᵀ d))</c>.</summary>
/// <remarks>With six points, m outputs of a filter of r taps for every m + r = 7: the filter's transform G evaluates the polynomial with coefficients g,
/// the output's Aᵀ is the transpose of such an evaluation, and the input's Bᵀ, the transposed interpolation, is the same for all. Winograd 1980;
/// Lavin and Gray, CVPR 2016, section 4.3.</remarks>
internal static unsafe class WinogradPoints
{
    /// <summary>How many points there are.</summary>
    public const int Count = 6;

    /// <summary>The values of the input's transform along one axis: six from six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<TLane, T>(T* source, nint step, T* target, nint targetStep)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane two = Lane.Of<TLane, T>(2), four = Lane.Of<TLane, T>(4), five = Lane.Of<TLane, T>(5);
        TLane d0 = TLane.Load(source), d1 = TLane.Load(source + step), d2 = TLane.Load(source + 2 * step);
        TLane d3 = TLane.Load(source + 3 * step), d4 = TLane.Load(source + 4 * step), d5 = TLane.Load(source + 5 * step);
        TLane even = TLane.SubtractProduct(four, d2, d4), odd = TLane.SubtractProduct(four, d1, d3);
        TLane.MultiplyAdd(four, d0, TLane.SubtractProduct(five, d2, d4)).Store(target);
        (even + odd).Store(target + targetStep);
        (even - odd).Store(target + 2 * targetStep);
        even = d4 - d2;
        odd = d3 - d1;
        TLane.MultiplyAdd(two, odd, even).Store(target + 3 * targetStep);
        TLane.SubtractProduct(two, odd, even).Store(target + 4 * targetStep);
        TLane.MultiplyAdd(four, d1, TLane.SubtractProduct(five, d3, d5)).Store(target + 5 * targetStep);
    }

    /// <summary>The filter's transform along one axis: six from three or four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Filter<TLane, T, TTaps>(T* source, nint step, T* target, nint targetStep)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TTaps : struct, IConstant
    {
        TLane g0 = TLane.Load(source), g1 = TLane.Load(source + step), g2 = TLane.Load(source + 2 * step);
        TLane even1 = g0 + g2, odd1 = g1, even2 = TLane.MultiplyAdd(Lane.Of<TLane, T>(4), g2, g0), odd2 = g1 + g1, last = g2;
        if (TTaps.Value == 4)
        {
            last = TLane.Load(source + 3 * step);
            odd1 += last;
            odd2 = TLane.MultiplyAdd(Lane.Of<TLane, T>(8), last, odd2);
        }

        TLane sixth = Lane.Of<TLane, T>(-1.0 / 6), part = Lane.Of<TLane, T>(1.0 / 24);
        (g0 * Lane.Of<TLane, T>(0.25)).Store(target);
        ((even1 + odd1) * sixth).Store(target + targetStep);
        ((even1 - odd1) * sixth).Store(target + 2 * targetStep);
        ((even2 + odd2) * part).Store(target + 3 * targetStep);
        ((even2 - odd2) * part).Store(target + 4 * targetStep);
        last.Store(target + 5 * targetStep);
    }

    /// <summary>The output's transform along one axis: four or three from six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<TLane, T, TOutputs>(T* source, nint step, T* target, nint targetStep)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOutputs : struct, IConstant
    {
        TLane m1 = TLane.Load(source + step), m2 = TLane.Load(source + 2 * step), m3 = TLane.Load(source + 3 * step), m4 = TLane.Load(source + 4 * step);
        TLane even1 = m1 + m2, odd1 = m1 - m2, even2 = m3 + m4, odd2 = m3 - m4, last = TLane.Load(source + 5 * step);
        (TLane.Load(source) + even1 + even2).Store(target);
        TLane.MultiplyAdd(Lane.Of<TLane, T>(2), odd2, odd1).Store(target + targetStep);
        TLane third = TLane.MultiplyAdd(Lane.Of<TLane, T>(4), even2, even1);
        if (TOutputs.Value == 3)
        {
            (third + last).Store(target + 2 * targetStep);
            return;
        }

        third.Store(target + 2 * targetStep);
        (TLane.MultiplyAdd(Lane.Of<TLane, T>(8), odd2, odd1) + last).Store(target + 3 * targetStep);
    }
}
