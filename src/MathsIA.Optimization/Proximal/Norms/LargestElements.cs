using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Sums of the largest elements.</summary>
internal static class LargestElements
{
    /// <summary>The largest <c>⟨u, x⟩</c> over <c>0 ≤ xᵢ ≤ cap, Σᵢ xᵢ = total</c>: the cap for the largest elements, and the rest for the next.</summary>
    public static double WeightedSum<T>(ReadOnlySpan<T> u, double total, double cap) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var scratch = new Workspace<T>(u.Length);
        Span<T> sorted = scratch.Span;
        u.CopyTo(sorted);
        sorted.Sort();
        double sum = 0;
        for (int i = sorted.Length - 1; i >= 0 && total > 0; i--)
        {
            double share = Math.Min(cap, total);
            sum += share * Widening.ToDouble(sorted[i]);
            total -= share;
        }

        return sum;
    }
}
