using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary>A walk along the shortest path through a tube, which writes the slope of each piece.</summary>
/// <remarks>The path is found corner by corner, each by a look ahead from the last one (<see cref="TubeSight"/>). A look ahead costs little more
/// than the piece it finds on noise, but far more in a long smooth bend; when all of them together have seen each element
/// <see cref="Visits"/> times, the funnel of <see cref="TubeFunnel"/> takes over: linear time in all.</remarks>
internal unsafe struct TubeWalk<T>(Tube<T> tube, T* destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Visits = 16;

    private readonly nint _wall = (nint)(tube.Upper - tube.Lower);
    private TubeCorner _apex = tube.Start;
    private long _budget = (long)Visits * tube.Length;

    /// <summary>Computes the tube's walls; false where an element is not finite.</summary>
    public readonly bool Build() => tube.Build();

    /// <summary>Walks to the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish()
    {
        while (Step())
        {
        }
    }

    /// <summary>Walks two paths to their ends in turn: each step waits for the one before it, but not for the other path's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FinishBoth(TubeWalk<T> one, TubeWalk<T> other)
    {
        bool oneGoesOn, otherGoesOn;
        do
        {
            oneGoesOn = one.Step();
            otherGoesOn = other.Step();
        }
        while (oneGoesOn & otherGoesOn);
        if (oneGoesOn)
            one.Finish();
        if (otherGoesOn)
            other.Finish();
    }

    /// <summary>Finds and writes the next piece; false at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Step()
    {
        TubeCorner next = TubeSight.Next(tube.Lower, _wall, tube.Length, _apex, ref _budget);
        if (next.Index == 0 || next.Index == tube.Length)
        {
            Arrive(next);
            return false;
        }

        tube.Write(_apex, next, destination);
        _apex = next;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Arrive(TubeCorner next)
    {
        if (next.Index == 0)
            TubeFunnel.Run(tube, _apex, destination);
        else
            tube.Write(_apex, tube.End, destination);
    }
}
