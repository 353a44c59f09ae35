using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    public LineMeasure(int count)
    {
        Positions = new double[count];
        Order = new int[count];
        Cumulative = new long[count];
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
        var measure = new LineMeasure(points.Length);
        measure.Load(points, masses);
        return measure;
    }

    /// <summary>Takes in other points, as many as before.</summary>
    public void Load<T>(ReadOnlySpan<T> points, double[]? masses) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Sort(points, Positions, Order);
        if (masses is null)
            Uniform(Cumulative);
        else
            Sum(masses, Order, Cumulative);
    }

    /// <summary>The points of ascending position, and with them who they are unless that is of no interest (an empty span).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort<T>(ReadOnlySpan<T> points, Span<double> positions, Span<int> order) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = points.Length;
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
    }

    private static void Uniform(Span<long> sums)
    {
        // Exact, so that i of n and j of m are seen to be the same share when they are.
        int count = sums.Length;
        long share = Total / count, rest = Total % count;
        for (int i = 0; i < count; i++)
            sums[i] = (share * (i + 1)) + (long)((Int128)rest * (i + 1) / count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(double[] masses, int[] order, long[] sums)
    {
        double total = 0, sum = 0;
        using var gathered = new Workspace<double>(order.Length);
        Span<double> inOrder = gathered.Span;
        for (int k = 0; k < order.Length; k++)
            total += inOrder[k] = masses[order[k]];
        double scale = Total / total;
        for (int k = 0; k < order.Length; k++)
        {
            sum += inOrder[k];
            sums[k] = sum >= total ? Total : (long)Math.Min(Total, Math.Round(sum * scale));
        }

        sums[^1] = Total;
    }

    /// <summary>The points of ascending position and the mass up to and including each, in quanta: all that a cost needs to know.</summary>
    /// <remarks>Keys carry the upper half of a position and, below it, whose it is, so that they are sorted alone; the few that the upper half does
    /// not tell apart are put right afterwards. Where they are many, positions are sorted whole.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort<T>(ReadOnlySpan<T> points, double[]? masses, Span<double> positions, Span<long> cumulative) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = points.Length;
        using var space = new Workspace<ulong>(2L * count);
        Span<ulong> keys = space.Span[..count];
        for (int i = 0; i < count; i++)
        {
            double point = double.CreateTruncating(points[i]);
            keys[i] = (SortKey.Encode<double, ulong>(point == 0 ? 0 : point, descending: false) & 0xFFFFFFFF00000000) | (uint)i;
        }

        RadixSort.Sort(keys, [], space.Span[count..], [], sizeof(ulong));
        long moves = count;
        for (int k = 0; k < count; k++)
        {
            ulong key = keys[k];
            double position = double.CreateTruncating(points[(int)(uint)key]);
            int place = k;
            for (; place > 0 && positions[place - 1] > position; place--)
                (positions[place], keys[place]) = (positions[place - 1], keys[place - 1]);
            (positions[place], keys[place]) = (position, key);
            moves -= k - place;
            if (moves < 0)
            {
                SortWhole(points, keys, positions);
                break;
            }
        }

        if (masses is null)
            Uniform(cumulative);
        else
            Sum(masses, keys, cumulative);
    }

    private static void SortWhole<T>(ReadOnlySpan<T> points, Span<ulong> keys, Span<double> positions) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var order = new Workspace<int>(points.Length);
        Sort(points, positions, order.Span);
        for (int k = 0; k < keys.Length; k++)
            keys[k] = (uint)order.Span[k];
    }

    /// <summary>Sums of masses in the order of the keys, whose lower halves say whose they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(double[] masses, ReadOnlySpan<ulong> keys, Span<long> cumulative)
    {
        // The sums stand in the same place first, as doubles: masses are gathered once.
        Span<double> sums = MemoryMarshal.Cast<long, double>(cumulative);
        double total = 0;
        for (int k = 0; k < keys.Length; k++)
        {
            total += masses[(int)(uint)keys[k]];
            sums[k] = total;
        }

        double scale = Total / total;
        for (int k = 0; k < keys.Length; k++)
        {
            // To the nearest: a sum is not negative.
            double sum = sums[k];
            cumulative[k] = sum >= total ? Total : Math.Min(Total, (long)((sum * scale) + 0.5));
        }

        cumulative[^1] = Total;
    }
}
