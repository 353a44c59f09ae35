using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Optimization;

/// <summary>The next corner of the shortest path through a tube, by a look ahead from the last one.</summary>
/// <remarks>
/// <para>Of the straight lines from the apex, those between the steepest that still passes below every upper wall point and the flattest that passes
/// above every lower one stay in the tube. Where a wall point leaves none, the path bends at the one that bounded them from the
/// other side. (L. Condat, A direct algorithm for 1-D total variation denoising, IEEE Signal Process. Lett. 20, 2013, does the same element by
/// element.)</para>
/// <para>Eight elements at a time: their slopes, running extremes, and one comparison; which wall the path bends at is as good as random, so
/// no branch depends on it. The loop without vectors has the same operations on each element: the same corners at every register
/// width.</para>
/// </remarks>
internal static unsafe class TubeSight
{
    private const int Width = 8;

    /// <summary>So far ahead reciprocals are read from a table: a division of eight numbers takes as long as all the rest.</summary>
    private const int NearDistance = 1024;

    private static readonly double[] Near = NearReciprocals();

    /// <summary>The table's place in memory, which does not change.</summary>
    private static double* Reciprocals
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (double*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Near));
    }

    /// <summary>The next corner of the path through a tube.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TubeCorner Next<T>(in Tube<T> tube, TubeCorner apex, ref long budget) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Next(tube.Lower, (nint)(tube.Upper - tube.Lower), tube.Length, apex, ref budget);

    /// <summary>The next corner, or an index of 0 where the budget of elements to look at ran out before. Of several corners in one line one of the
    /// last eight.</summary>
    /// <param name="lower">The lower wall.</param>
    /// <param name="wall">The distance from a point of the lower wall to the upper one's in memory.</param>
    /// <param name="n">The last wall point; a register of open ones follows.</param>
    /// <param name="apex">The last corner.</param>
    /// <param name="budget">How many elements may be looked at; less what were.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TubeCorner Next(double* lower, nint wall, int n, TubeCorner apex, ref long budget) => Vector512.IsHardwareAccelerated && Avx512F.IsSupported
        ? NextByRegisters(lower, wall, n, apex, ref budget)
        : NextByElements(lower, wall, n, apex, ref budget);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TubeCorner NextByRegisters(double* lower, nint wall, int n, TubeCorner apex, ref long budget)
    {
        Vector512<double> height = Vector512.Create(apex.Height);
        Vector512<double> largest = Vector512.Create(double.NegativeInfinity), least = Vector512.Create(double.PositiveInfinity);
        double* reciprocals = Reciprocals;
        Vector512<long> largestBlock = default, leastBlock = default, last = Vector512.Create(7L);
        int limit = (int)Math.Min(n, apex.Index + budget);
        for (int k = apex.Index + 1; k <= limit; k += Width)
        {
            Vector512<double> inverse = Inverse(reciprocals, k - apex.Index);
            Vector512<double> low = (Vector512.Load(lower + k) - height) * inverse, high = (Vector512.Load(lower + wall + k) - height) * inverse;
            Vector512<double> lows = Vector512.MaxNative(RunningMax(low), largest), highs = Vector512.MinNative(RunningMin(high), least);
            ulong crossed = Vector512.GreaterThan(lows, highs).ExtractMostSignificantBits();
            if (crossed == 0)
            {
                Vector512<double> nextLargest = Avx512F.PermuteVar8x64(lows, last), nextLeast = Avx512F.PermuteVar8x64(highs, last);
                Vector512<long> here = Vector512.Create((long)k);
                largestBlock = Vector512.ConditionalSelect(Vector512.GreaterThan(nextLargest, largest).AsInt64(), here, largestBlock);
                leastBlock = Vector512.ConditionalSelect(Vector512.LessThan(nextLeast, least).AsInt64(), here, leastBlock);
                (largest, least) = (nextLargest, nextLeast);
                continue;
            }

            budget -= k + Width - apex.Index;
            int cut = BitOperations.TrailingZeroCount(crossed);
            Vector512<long> lane = Vector512.Create((long)cut);
            Vector512<double> top = Avx512F.PermuteVar8x64(highs, lane), bendsUp = Vector512.GreaterThan(Avx512F.PermuteVar8x64(low, lane), top);
            Vector512<double> slope = Vector512.ConditionalSelect(bendsUp, top, Avx512F.PermuteVar8x64(lows, lane));
            ulong ties = Vector512.Equals(Vector512.ConditionalSelect(bendsUp, high, low), slope).ExtractMostSignificantBits() & ((1UL << cut) - 1);
            int side = (int)(bendsUp.ExtractMostSignificantBits() & 1);
            double* bent = lower + (wall * side);
            int index = ties != 0
                ? k + BitOperations.Log2(ties)
                : LastTieInRegister(bent, (int)Vector512.ConditionalSelect(bendsUp.AsInt64(), leastBlock, largestBlock).ToScalar(), apex, slope);
            return new TubeCorner(index, bent[index], (2 * side) - 1);
        }

        return limit < n ? default : new TubeCorner(n, lower[n], 0);
    }

    internal static TubeCorner NextByElements(double* lower, nint wall, int n, TubeCorner apex, ref long budget)
    {
        double* upper = lower + wall;
        double largest = double.NegativeInfinity, least = double.PositiveInfinity;
        int largestBlock = 0, leastBlock = 0, limit = (int)Math.Min(n, apex.Index + budget);
        for (int k = apex.Index + 1; k <= limit; k += Width)
        {
            int largestAt = 0, leastAt = 0;
            double largestBefore = largest, leastBefore = least;
            for (int i = k; i < k + Width; i++)
            {
                double inverse = 1.0 / (i - apex.Index), low = (lower[i] - apex.Height) * inverse, high = (upper[i] - apex.Height) * inverse;
                if (low > least || high < largest)
                {
                    budget -= k + Width - apex.Index;
                    if (low > least)
                    {
                        int index = leastAt != 0 ? leastAt : LastTie(upper, leastBlock, apex, least);
                        return new TubeCorner(index, upper[index], 1);
                    }

                    int at = largestAt != 0 ? largestAt : LastTie(lower, largestBlock, apex, largest);
                    return new TubeCorner(at, lower[at], -1);
                }

                if (low >= largest)
                    (largest, largestAt) = (low, i);
                if (high <= least)
                    (least, leastAt) = (high, i);
            }

            largestBlock = largest > largestBefore ? k : largestBlock;
            leastBlock = least < leastBefore ? k : leastBlock;
        }

        return limit < n ? default : new TubeCorner(n, lower[n], 0);
    }

    /// <summary>The last point of a block whose slope from the apex is a given one.</summary>
    private static int LastTie(double* wall, int block, TubeCorner apex, double slope)
    {
        int i = block + Width - 1;
        while ((wall[i] - apex.Height) * (1.0 / (i - apex.Index)) != slope)
            i--;
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LastTieInRegister(double* wall, int block, TubeCorner apex, Vector512<double> slope)
    {
        Vector512<double> slopes = (Vector512.Load(wall + block) - Vector512.Create(apex.Height)) * Inverse(Reciprocals, block - apex.Index);
        return block + BitOperations.Log2(Vector512.Equals(slopes, slope).ExtractMostSignificantBits());
    }

    /// <summary>The reciprocals of eight distances, from a first one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Inverse(double* reciprocals, int distance) => distance <= NearDistance
        ? Vector512.Load(reciprocals + distance)
        : Vector512<double>.One / (Vector512.Create((double)(distance - 1)) + Vector512.Create(1.0, 2, 3, 4, 5, 6, 7, 8));

    private static double[] NearReciprocals()
    {
        double[] table = GC.AllocateUninitializedArray<double>(NearDistance + Width, pinned: true);
        for (int i = 0; i < table.Length; i++)
            table[i] = 1.0 / i;
        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RunningMax(Vector512<double> value)
    {
        Vector512<long> floor = Vector512.Create(double.NegativeInfinity).AsInt64();
        value = Vector512.MaxNative(value, Avx512F.AlignRight64(value.AsInt64(), floor, 7).AsDouble());
        value = Vector512.MaxNative(value, Avx512F.AlignRight64(value.AsInt64(), floor, 6).AsDouble());
        return Vector512.MaxNative(value, Avx512F.AlignRight64(value.AsInt64(), floor, 4).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RunningMin(Vector512<double> value)
    {
        Vector512<long> ceiling = Vector512.Create(double.PositiveInfinity).AsInt64();
        value = Vector512.MinNative(value, Avx512F.AlignRight64(value.AsInt64(), ceiling, 7).AsDouble());
        value = Vector512.MinNative(value, Avx512F.AlignRight64(value.AsInt64(), ceiling, 6).AsDouble());
        return Vector512.MinNative(value, Avx512F.AlignRight64(value.AsInt64(), ceiling, 4).AsDouble());
    }
}
