using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The multiplier γ ≥ 0 at which <c>f(prox_{γf}(x)) − aγ − t = 0</c>, a decreasing function of γ: what projections to epigraphs (a = 1) and to
/// sublevel sets (a = 0) are found by.</summary>
internal static class MultiplierSearch
{
    /// <summary>Searches, and leaves the prox at the multiplier in the destination; NaN where x is not finite.</summary>
    public static T Run<T>(IProximable<T> function, ReadOnlySpan<T> x, T level, T slope, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var scratch = new Workspace<T>(x.Length);
        Span<T> point = scratch.Span;
        T low = T.Zero, high = T.One, two = T.One + T.One, half = T.One / two;
        T excess = Excess(function, x, high, level, slope, point);
        if (T.IsNaN(excess))
        {
            destination.Fill(T.NaN);
            return T.NaN;
        }

        // Bracket the root in powers of two, then halve, in exponent while the ends are far apart.
        while (excess > T.Zero && high < T.CreateTruncating(1e30))
        {
            low = high;
            high *= two;
            excess = Excess(function, x, high, level, slope, point);
        }

        T smallest = T.CreateTruncating(1e-30);
        while (low == T.Zero && high > smallest)
        {
            T trial = high * half * half;
            if (Excess(function, x, trial, level, slope, point) > T.Zero)
                low = trial;
            else
                high = trial;
        }

        for (int k = 0; k < 200; k++)
        {
            T middle = low + ((high - low) * half);
            if (!(middle > low && middle < high))
                break;
            if (Excess(function, x, middle, level, slope, point) > T.Zero)
                low = middle;
            else
                high = middle;
        }

        function.Prox(x, high, destination);
        return high;
    }

    private static T Excess<T>(IProximable<T> function, ReadOnlySpan<T> x, T step, T level, T slope, Span<T> point) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        function.Prox(x, step, point) - (slope * step) - level;
}
