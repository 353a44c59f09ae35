using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary>The walk along the shortest path through a tube, which writes the slope of each piece.</summary>
/// <remarks>The path is found corner by corner, each by a look ahead from the last one (<see cref="TubeSight"/>). A look ahead costs little more
/// than the piece it finds on noise, but far more in a long smooth bend; when all of them together have seen each element
/// <see cref="Visits"/> times, the funnel of <see cref="TubeFunnel"/> takes over: linear time in all.</remarks>
internal static unsafe class TubeWalk
{
    private const int Visits = 16;

    /// <summary>Walks from the start to the end of a tube whose walls are built.</summary>
    public static void Run<T>(in Tube<T> tube, T* destination) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Finish(tube, tube.Start, (long)Visits * tube.Length, destination);

    /// <summary>Walks through two tubes in turn: each step waits for the one before it, but not for the other tube's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunBoth<T>(Tube<T> one, T* oneDestination, Tube<T> other, T* otherDestination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TubeCorner here = one.Start, there = other.Start;
        long budget = (long)Visits * one.Length, otherBudget = (long)Visits * other.Length;
        while (true)
        {
            TubeCorner next = TubeSight.Next(one, here, ref budget), then = TubeSight.Next(other, there, ref otherBudget);
            if (IsLast(next, one) || IsLast(then, other))
                break;
            one.Write(here, next, oneDestination);
            other.Write(there, then, otherDestination);
            (here, there) = (next, then);
        }

        Finish(one, here, budget, oneDestination);
        Finish(other, there, otherBudget, otherDestination);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<T>(Tube<T> tube, TubeCorner here, long budget, T* destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TubeCorner next;
        while (!IsLast(next = TubeSight.Next(tube, here, ref budget), tube))
        {
            tube.Write(here, next, destination);
            here = next;
        }

        if (next.Index == 0)
            TubeFunnel.Run(tube, here, destination);
        else
            tube.Write(here, tube.End, destination);
    }

    /// <summary>Whether a look ahead found the end, or gave up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLast<T>(TubeCorner next, in Tube<T> tube) where T : unmanaged, IBinaryFloatingPointIeee754<T> => next.Index == 0 || next.Index == tube.Length;
}
