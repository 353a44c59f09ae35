using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The nearest non-decreasing sequence: pool adjacent violators.</summary>
/// <remarks>A stack of blocks with increasing means; a new element below the last mean is merged into it, and so back. Each element is
/// merged at most once: linear time.</remarks>
internal static unsafe class PoolAdjacentViolators
{
    /// <summary>Computes the sequence for squared distances weighted by the inverse steps (equal if there are none). The destination may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var blocks = new Workspace<Block>(x.Length);
        Block* stack = blocks.Data;
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double weight = steps.IsEmpty ? 1 : 1 / Widening.ToDouble(steps[i]), mean = Widening.ToDouble(x[i]);
            while (count > 0 && !(stack[count - 1].Mean < mean))
            {
                Block last = stack[--count];
                if (double.IsNaN(mean) || double.IsNaN(last.Mean))
                {
                    destination.Fill(T.NaN);
                    return;
                }

                // The weighted mean, moved from the heavier block: no overflow, and no digits lost where both are equal.
                double total = last.Weight + weight;
                mean = last.Mean + ((mean - last.Mean) * (weight / total));
                weight = total;
            }

            stack[count++] = new Block(mean, weight, i + 1);
        }

        int start = 0;
        for (int b = 0; b < count; b++)
        {
            destination[start..stack[b].End].Fill(Widening.FromDouble<T>(stack[b].Mean));
            start = stack[b].End;
        }
    }

    private readonly struct Block(double mean, double weight, int end)
    {
        public readonly double Mean = mean;
        public readonly double Weight = weight;
        public readonly int End = end;
    }
}
