using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.OptimalTransport;

/// <summary>How large the costs are, and whether some of them are so far beyond the others that they must be kept apart.</summary>
internal static class CostMagnitudes
{
    private const int Binades = 2200, Offset = 1100;

    /// <summary>A stretch of so many empty powers of 2 sets apart what lies beyond it.</summary>
    public const int Gap = 20;

    /// <summary>The largest finite size in a row, and whether the row has an infinite cost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Largest, bool Infinite) Look(ReadOnlySpan<double> row)
    {
        int width = Vector512<double>.Count, j = 0;
        double largest = 0;
        bool infinite = false;
        ref double c = ref MemoryMarshal.GetReference(row);
        Vector512<double> most = default, barred = default, infinity = Vector512.Create(double.PositiveInfinity);
        for (; j <= row.Length - width; j += width)
        {
            Vector512<double> size = Vector512.Abs(Vector512.LoadUnsafe(ref c, (nuint)j)), bad = Vector512.Equals(size, infinity);
            most = Vector512.MaxNative(most, Vector512.AndNot(size, bad));
            barred |= bad;
        }

        for (int lane = 0; lane < width; lane++)
            largest = Math.Max(largest, most[lane]);
        infinite = barred != Vector512<double>.Zero;
        for (; j < row.Length; j++)
        {
            double size = Math.Abs(row[j]);
            if (double.IsInfinity(size))
                infinite = true;
            else
                largest = Math.Max(largest, size);
        }

        return (largest, infinite);
    }

    /// <summary>How many costs of a row are at least as large as a threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountFrom(ReadOnlySpan<double> row, double threshold)
    {
        int width = Vector512<double>.Count, j = 0, count = 0;
        ref double c = ref MemoryMarshal.GetReference(row);
        Vector512<double> from = Vector512.Create(threshold);
        for (; j <= row.Length - width; j += width)
            count += System.Numerics.BitOperations.PopCount(Vector512.GreaterThanOrEqual(Vector512.Abs(Vector512.LoadUnsafe(ref c, (nuint)j)), from).ExtractMostSignificantBits());
        for (; j < row.Length; j++)
            count += Math.Abs(row[j]) >= threshold ? 1 : 0;
        return count;
    }

    /// <summary>Counts the costs of a row by their powers of 2.</summary>
    public static void Count(ReadOnlySpan<double> row, long[] counts)
    {
        foreach (double cost in row)
            counts[cost == 0 || double.IsInfinity(cost) ? 0 : Math.ILogB(cost) + Offset]++;
    }

    public static long[] NewCounts() => new long[Binades];

    /// <summary>The power of 2 from which on costs are huge: above the median, the first after a stretch of empty binades.</summary>
    public static double FindGap(long[] counts)
    {
        long total = 0, half = 0;
        for (int b = 1; b < Binades; b++)
            total += counts[b];
        int binade = 1;
        while (binade < Binades - 1 && (half += counts[binade]) * 2 < total)
            binade++;
        int empty = 0;
        for (binade++; binade < Binades; binade++)
        {
            empty = counts[binade] == 0 ? empty + 1 : 0;
            if (empty == Gap)
                return Math.ScaleB(1, binade - Offset);
        }

        return double.PositiveInfinity;
    }
}
