using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The rest of the shortest path through a tube, in linear time whatever the tube is like.</summary>
/// <remarks>From the last corner (the apex) two chains lead on: the highest convex path below the tube's upper wall and the lowest concave path
/// above its lower wall. Each new wall point first takes back the corners of its own chain that it straightens; where it crosses
/// the other chain, the path is certain up to there and the apex moves on. A corner enters and leaves each chain once.</remarks>
internal static unsafe class TubeFunnel
{
    /// <summary>Writes the path from a corner to the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(in Tube<T> tube, TubeCorner apex, T* destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = tube.Length, room = n - apex.Index + 1;
        double* top = tube.Upper, bottom = tube.Lower;
        using var corners = new Workspace<int>(2L * room);
        int* upper = corners.Data, lower = upper + room;
        int upperFirst = 0, upperCount = 0, lowerFirst = 0, lowerCount = 0;
        for (int k = apex.Index + 1; k <= n; k++)
        {
            while (upperCount > upperFirst && !Turns(Point(upperCount - 1 > upperFirst ? upper[upperCount - 2] : 0, top, apex), new(upper[upperCount - 1], top[upper[upperCount - 1]], 0), new(k, top[k], 0)))
                upperCount--;
            if (upperCount == upperFirst)
            {
                while (lowerCount > lowerFirst && IsAbove(apex, lower[lowerFirst], bottom, k, top))
                    apex = Fix(tube, apex, new(lower[lowerFirst], bottom[lower[lowerFirst++]], -1), destination);
                upperFirst = upperCount = 0;
                if (lowerFirst == lowerCount)
                    lowerFirst = lowerCount = 0;
            }

            upper[upperCount++] = k;
            while (lowerCount > lowerFirst && !Turns(new(k, bottom[k], 0), new(lower[lowerCount - 1], bottom[lower[lowerCount - 1]], 0), Point(lowerCount - 1 > lowerFirst ? lower[lowerCount - 2] : 0, bottom, apex)))
                lowerCount--;
            if (lowerCount == lowerFirst)
            {
                while (upperCount > upperFirst && upper[upperFirst] < k && IsAbove(apex, k, bottom, upper[upperFirst], top))
                    apex = Fix(tube, apex, new(upper[upperFirst], top[upper[upperFirst++]], 1), destination);
                lowerFirst = lowerCount = 0;
            }

            lower[lowerCount++] = k;
        }

        Fix(tube, apex, tube.End, destination);
    }

    /// <summary>A wall point; the apex for 0, which is none after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TubeCorner Point(int index, double* wall, TubeCorner apex) => index == 0 ? apex : new(index, wall[index], 0);

    /// <summary>Whether the path a, b, c turns upwards at b (read backwards: downwards).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Turns(TubeCorner a, TubeCorner b, TubeCorner c) => (b.Height - a.Height) * (c.Index - b.Index) < (c.Height - b.Height) * (b.Index - a.Index);

    /// <summary>Whether the slope from the apex to a point of the lower wall is above the one to a point of the upper wall.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAbove(TubeCorner apex, int lower, double* bottom, int upper, double* top) =>
        (bottom[lower] - apex.Height) * (upper - apex.Index) > (top[upper] - apex.Height) * (lower - apex.Index);

    private static TubeCorner Fix<T>(in Tube<T> tube, TubeCorner from, TubeCorner to, T* destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        tube.Write(from, to, destination);
        return to;
    }
}
