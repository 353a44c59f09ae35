using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The Toom-Cook transforms on the points 0, ±a, ±b and infinity, along one axis: <c>y = Aᵀ((G g) ∘ (Bᵀ d))</c>.</summary>
/// <remarks>
/// <para>With six points, m outputs of a filter of r taps for every m + r = 7: the filter's transform G evaluates the polynomial with coefficients g and
/// divides by the derivative of <c>x (x² - a²) (x² - b²)</c>, the output's Aᵀ is the transpose of an evaluation, and the input's Bᵀ, the transposed
/// interpolation, is the same for all. Winograd 1980; Lavin and Gray, CVPR 2016, section 4.3.</para>
/// <para>a = 5/8 and b = 3/2 are exact with all their squares and products, and make the largest error five times smaller than the usual 1 and 2
/// (measured on normal numbers, 64 channels). On the choice: Barabasz, Anderson, Soodhalter and Gregg, ACM TOMS 46(4), 2020.</para>
/// </remarks>
internal static unsafe class WinogradPoints
{
    /// <summary>How many points there are.</summary>
    public const int Count = 6;

    private const double A = 0.625, B = 1.5, A2 = A * A, B2 = B * B, A3 = A * A2, B3 = B * B2;

    /// <summary>The values of the input's transform along one axis: six from six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<TLane, T>(T* source, nint step, T* target, nint targetStep)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane a = Lane.Of<TLane, T>(A), b = Lane.Of<TLane, T>(B), a2 = Lane.Of<TLane, T>(A2), b2 = Lane.Of<TLane, T>(B2);
        TLane sum = Lane.Of<TLane, T>(A2 + B2), product = Lane.Of<TLane, T>(A2 * B2);
        TLane d0 = TLane.Load(source), d1 = TLane.Load(source + step), d2 = TLane.Load(source + 2 * step);
        TLane d3 = TLane.Load(source + 3 * step), d4 = TLane.Load(source + 4 * step), d5 = TLane.Load(source + 5 * step);
        TLane.MultiplyAdd(product, d0, TLane.SubtractProduct(sum, d2, d4)).Store(target);
        TLane even = TLane.SubtractProduct(b2, d2, d4), odd = TLane.SubtractProduct(b2, d1, d3);
        TLane.MultiplyAdd(a, odd, even).Store(target + targetStep);
        TLane.SubtractProduct(a, odd, even).Store(target + 2 * targetStep);
        even = TLane.SubtractProduct(a2, d2, d4);
        odd = TLane.SubtractProduct(a2, d1, d3);
        TLane.MultiplyAdd(b, odd, even).Store(target + 3 * targetStep);
        TLane.SubtractProduct(b, odd, even).Store(target + 4 * targetStep);
        TLane.MultiplyAdd(product, d1, TLane.SubtractProduct(sum, d3, d5)).Store(target + 5 * targetStep);
    }

    /// <summary>The filter's transform along one axis: six from two to five.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Filter<TLane, T, TTaps>(T* source, nint step, T* target, nint targetStep)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TTaps : struct, IConstant
    {
        TLane g0 = TLane.Load(source), last = TLane.Load(source + step);
        TLane evenA = g0, evenB = g0, oddA = last * Lane.Of<TLane, T>(A), oddB = last * Lane.Of<TLane, T>(B);
        if (TTaps.Value > 2)
        {
            last = TLane.Load(source + 2 * step);
            evenA = TLane.MultiplyAdd(Lane.Of<TLane, T>(A2), last, evenA);
            evenB = TLane.MultiplyAdd(Lane.Of<TLane, T>(B2), last, evenB);
        }

        if (TTaps.Value > 3)
        {
            last = TLane.Load(source + 3 * step);
            oddA = TLane.MultiplyAdd(Lane.Of<TLane, T>(A3), last, oddA);
            oddB = TLane.MultiplyAdd(Lane.Of<TLane, T>(B3), last, oddB);
        }

        if (TTaps.Value > 4)
        {
            last = TLane.Load(source + 4 * step);
            evenA = TLane.MultiplyAdd(Lane.Of<TLane, T>(A2 * A2), last, evenA);
            evenB = TLane.MultiplyAdd(Lane.Of<TLane, T>(B2 * B2), last, evenB);
        }

        TLane scaleA = Lane.Of<TLane, T>(1 / (2 * A2 * (A2 - B2))), scaleB = Lane.Of<TLane, T>(1 / (2 * B2 * (B2 - A2)));
        (g0 * Lane.Of<TLane, T>(1 / (A2 * B2))).Store(target);
        ((evenA + oddA) * scaleA).Store(target + targetStep);
        ((evenA - oddA) * scaleA).Store(target + 2 * targetStep);
        ((evenB + oddB) * scaleB).Store(target + 3 * targetStep);
        ((evenB - oddB) * scaleB).Store(target + 4 * targetStep);
        last.Store(target + 5 * targetStep);
    }

    /// <summary>The output's transform along one axis: two to five from six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<TLane, T, TOutputs>(T* source, nint step, T* target, nint targetStep)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOutputs : struct, IConstant
    {
        TLane m1 = TLane.Load(source + step), m2 = TLane.Load(source + 2 * step), m3 = TLane.Load(source + 3 * step), m4 = TLane.Load(source + 4 * step);
        TLane evenA = m1 + m2, oddA = m1 - m2, evenB = m3 + m4, oddB = m3 - m4;
        (TLane.Load(source) + evenA + evenB).Store(target);
        // The value at infinity is the last output's alone.
        TLane last = TLane.MultiplyAdd(Lane.Of<TLane, T>(B), oddB, oddA * Lane.Of<TLane, T>(A));
        if (TOutputs.Value > 2)
        {
            last.Store(target + targetStep);
            last = TLane.MultiplyAdd(Lane.Of<TLane, T>(B2), evenB, evenA * Lane.Of<TLane, T>(A2));
        }

        if (TOutputs.Value > 3)
        {
            last.Store(target + 2 * targetStep);
            last = TLane.MultiplyAdd(Lane.Of<TLane, T>(B3), oddB, oddA * Lane.Of<TLane, T>(A3));
        }

        if (TOutputs.Value > 4)
        {
            last.Store(target + 3 * targetStep);
            last = TLane.MultiplyAdd(Lane.Of<TLane, T>(B2 * B2), evenB, evenA * Lane.Of<TLane, T>(A2 * A2));
        }

        (last + TLane.Load(source + 5 * step)).Store(target + (TOutputs.Value - 1) * targetStep);
    }
}
