using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A corner that the shortest path through a tube has whatever the tube was like before.</summary>
/// <remarks>The path crosses the tube somewhere between its two walls. Shortest paths that start side by side stay so, hence it runs between the one
/// from the upper wall and the one from the lower wall, and goes through the first corner that these two share; from there on all
/// three are one.</remarks>
internal static unsafe class TubeMeeting
{
    private const int FirstLook = 512, Growth = 4, Visits = 2;

    /// <summary>The first corner after an element that two paths from there share, or an index of 0 where they do not meet within the given number of
    /// elements, or have bends too long to tell in time linear in that.</summary>
    public static TubeCorner Find<T>(in TubeSequence<T> sequence, int element, int within) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The closed end of the whole tube is not looked at: what is found there would hang on it.
        int most = Math.Min(within, sequence.Length - 1 - element);
        if (most < 1)
            return default;
        using var walls = new Workspace<double>(Tube<T>.Room(most));
        for (int look = Math.Min(FirstLook, most); ; look = Math.Min(look * Growth, most))
        {
            TubeCorner start = new(element, 0, 1), end = new(element + look, 0, 0);
            Tube<T> tube = sequence.Between(start, end, walls.Data);
            if (!tube.Build())
                return default;
            tube.Open();
            TubeCorner met = Meet(tube);
            if (met.Index >= 0)
                return met with { Index = element + met.Index };
            if (look == most)
                return default;
        }
    }

    /// <summary>The first corner that the paths from both walls share, or an index of −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TubeCorner Meet<T>(Tube<T> tube) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TubeCorner high = tube.Start, low = new(0, -high.Height, -1);
        nint wall = (nint)(tube.Upper - tube.Lower);
        long budget = 2L * Visits * tube.Length;
        while (high.Index != low.Index || high.Height != low.Height)
        {
            bool isHigh = high.Index <= low.Index;
            TubeCorner next = TubeSight.Next(tube.Lower, wall, tube.Length, isHigh ? high : low, ref budget);
            if (next.Index == 0 || next.Index == tube.Length)
                return new TubeCorner(-1, 0, 0);
            if (isHigh)
                high = next;
            else
                low = next;
        }

        return high;
    }
}
