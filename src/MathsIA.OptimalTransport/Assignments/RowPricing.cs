using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.OptimalTransport;

/// <summary>The row kernels of the assignment problem: reduced costs of a row, and the least of them.</summary>
/// <remarks>Indices travel beside values as doubles, so that one mask selects both. Of equal values the one with the smallest index is taken,
/// whatever the width of a vector.</remarks>
internal static class RowPricing
{
    /// <summary>The two least of <c>c_j − v_j</c> and where they are; of no columns, +∞ and −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Least, int At, double Second, int SecondAt) TwoLeast(ReadOnlySpan<double> costs, ReadOnlySpan<double> prices)
    {
        int width = Vector512<double>.Count, j = 0;
        ref double c = ref MemoryMarshal.GetReference(costs), v = ref MemoryMarshal.GetReference(prices);
        double least = double.PositiveInfinity, second = least, at = -1, secondAt = -1;
        if (costs.Length >= width)
        {
            Vector512<double> first = Vector512.Create(double.PositiveInfinity), next = first, firstAt = Vector512.Create(-1.0), nextAt = firstAt;
            Vector512<double> index = Vector512<double>.Indices;
            for (; j <= costs.Length - width; j += width)
            {
                Vector512<double> x = Vector512.LoadUnsafe(ref c, (nuint)j) - Vector512.LoadUnsafe(ref v, (nuint)j);
                Vector512<double> isFirst = Vector512.LessThan(x, first), isNext = Vector512.LessThan(x, next);
                next = Vector512.ConditionalSelect(isFirst, first, Vector512.ConditionalSelect(isNext, x, next));
                nextAt = Vector512.ConditionalSelect(isFirst, firstAt, Vector512.ConditionalSelect(isNext, index, nextAt));
                first = Vector512.ConditionalSelect(isFirst, x, first);
                firstAt = Vector512.ConditionalSelect(isFirst, index, firstAt);
                index += Vector512.Create((double)width);
            }

            for (int lane = 0; lane < width; lane++)
                Take(first[lane], firstAt[lane]);
            for (int lane = 0; lane < width; lane++)
                Take(next[lane], nextAt[lane]);
        }

        for (; j < costs.Length; j++)
            Take(costs[j] - prices[j], j);
        return (least, (int)at, second, (int)secondAt);

        void Take(double x, double index)
        {
            if (x < least || (x == least && index < at))
                (second, secondAt, least, at) = (least, at, x, index);
            else if (x < second || (x == second && index < secondAt))
                (second, secondAt) = (x, index);
        }
    }

    /// <summary>Shortens distances by way of a row, <c>d_j = min(d_j, (c_j − v_j) − h)</c>, with the row as predecessor where it was shorter, and
    /// returns the least distance and where it is. Columns that are done have <c>v_j = −∞</c> and <c>d_j = +∞</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Least, int At) Relax(ReadOnlySpan<double> costs, ReadOnlySpan<double> prices, double head, int row, Span<double> distances, Span<double> predecessors)
    {
        int width = Vector512<double>.Count, j = 0;
        ref double c = ref MemoryMarshal.GetReference(costs), v = ref MemoryMarshal.GetReference(prices);
        ref double d = ref MemoryMarshal.GetReference(distances), p = ref MemoryMarshal.GetReference(predecessors);
        double least = double.PositiveInfinity, at = -1;
        if (costs.Length >= width)
        {
            Vector512<double> best = Vector512.Create(double.PositiveInfinity), bestAt = Vector512.Create(-1.0), index = Vector512<double>.Indices;
            Vector512<double> heads = Vector512.Create(head), by = Vector512.Create((double)row);
            for (; j <= costs.Length - width; j += width)
            {
                Vector512<double> x = Vector512.LoadUnsafe(ref c, (nuint)j) - Vector512.LoadUnsafe(ref v, (nuint)j) - heads;
                Vector512<double> old = Vector512.LoadUnsafe(ref d, (nuint)j), shorter = Vector512.LessThan(x, old);
                x = Vector512.ConditionalSelect(shorter, x, old);
                x.StoreUnsafe(ref d, (nuint)j);
                Vector512.ConditionalSelect(shorter, by, Vector512.LoadUnsafe(ref p, (nuint)j)).StoreUnsafe(ref p, (nuint)j);
                Vector512<double> isBest = Vector512.LessThan(x, best);
                best = Vector512.ConditionalSelect(isBest, x, best);
                bestAt = Vector512.ConditionalSelect(isBest, index, bestAt);
                index += Vector512.Create((double)width);
            }

            for (int lane = 0; lane < width; lane++)
            {
                if (best[lane] < least || (best[lane] == least && bestAt[lane] < at))
                    (least, at) = (best[lane], bestAt[lane]);
            }
        }

        for (; j < costs.Length; j++)
        {
            double x = costs[j] - prices[j] - head;
            if (x < distances[j])
                (distances[j], predecessors[j]) = (x, row);
            if (distances[j] < least)
                (least, at) = (distances[j], j);
        }

        return (least, (int)at);
    }

    /// <summary>Lowers the least of each column so far to a row where that is less, and notes which row it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LowerColumns(ReadOnlySpan<double> costs, int row, Span<double> least, Span<double> at)
    {
        int width = Vector512<double>.Count, j = 0;
        ref double c = ref MemoryMarshal.GetReference(costs), l = ref MemoryMarshal.GetReference(least), a = ref MemoryMarshal.GetReference(at);
        Vector512<double> by = Vector512.Create((double)row);
        for (; j <= costs.Length - width; j += width)
        {
            Vector512<double> x = Vector512.LoadUnsafe(ref c, (nuint)j), old = Vector512.LoadUnsafe(ref l, (nuint)j), lower = Vector512.LessThan(x, old);
            Vector512.ConditionalSelect(lower, x, old).StoreUnsafe(ref l, (nuint)j);
            Vector512.ConditionalSelect(lower, by, Vector512.LoadUnsafe(ref a, (nuint)j)).StoreUnsafe(ref a, (nuint)j);
        }

        for (; j < costs.Length; j++)
        {
            if (costs[j] < least[j])
                (least[j], at[j]) = (costs[j], row);
        }
    }
}
