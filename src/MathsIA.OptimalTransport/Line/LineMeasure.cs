using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>A measure on the line in order: positions from left to right, whose they are, and the mass up to and including each.</summary>
/// <remarks>Masses are counted in quanta, 2⁶⁰ of them in all. Two measures are then of equal mass exactly, where their distribution functions
/// meet is not a matter of rounding, and a sum of masses is a difference of two numbers.</remarks>
internal sealed class LineMeasure
{
    /// <summary>The total mass in quanta.</summary>
    public const long Total = 1L << 60;

    private LineMeasure(double[] positions, int[] order, long[] cumulative)
    {
        Positions = positions;
        Order = order;
        Cumulative = cumulative;
    }

    /// <summary>The positions, ascending.</summary>
    public double[] Positions { get; }

    /// <summary>Which point stands at each place.</summary>
    public int[] Order { get; }

    /// <summary>The mass of the points up to each place, in quanta; the last is <see cref="Total"/>.</summary>
    public long[] Cumulative { get; }

    public int Count => Positions.Length;

    /// <summary>Sorts points of given masses; null stands for equal masses.</summary>
    public static LineMeasure Of<T>(ReadOnlySpan<T> points, double[]? masses) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = points.Length;
        var order = new int[count];
        double[] positions = Sorted(points, order);
        return new(positions, order, masses is null ? Uniform(count) : Sums(masses, order));
    }

    /// <summary>The points of ascending position, and with them who they are unless that is of no interest (an empty span).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Sorted<T>(ReadOnlySpan<T> points, Span<int> order) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = points.Length;
        var positions = new double[count];
        using var keys = new Workspace<ulong>(2L * count);
        using var items = new Workspace<int>(order.Length);
        Span<ulong> sorted = keys.Span[..count];
        for (int i = 0; i < count; i++)
        {
            double point = double.CreateTruncating(points[i]);
            sorted[i] = SortKey.Encode<double, ulong>(point == 0 ? 0 : point, descending: false);
        }

        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        RadixSort.Sort(sorted, order, keys.Span.Slice(count, count), items.Span[..order.Length], sizeof(ulong));
        for (int i = 0; i < count; i++)
            positions[i] = SortKey.Decode<double, ulong>(sorted[i], descending: false);
        return positions;
    }

    private static long[] Uniform(int count)
    {
        // Exact, so that i of n and j of m are seen to be the same share when they are.
        var sums = new long[count];
        long share = Total / count, rest = Total % count;
        for (int i = 0; i < count; i++)
            sums[i] = (share * (i + 1)) + (long)((Int128)rest * (i + 1) / count);
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long[] Sums(double[] masses, int[] order)
    {
        double total = 0, sum = 0;
        using var gathered = new Workspace<double>(order.Length);
        Span<double> inOrder = gathered.Span;
        for (int k = 0; k < order.Length; k++)
            total += inOrder[k] = masses[order[k]];
        var sums = new long[order.Length];
        double scale = Total / total;
        for (int k = 0; k < order.Length; k++)
        {
            sum += inOrder[k];
            sums[k] = sum >= total ? Total : (long)Math.Min(Total, Math.Round(sum * scale));
        }

        sums[^1] = Total;
        return sums;
    }
}
