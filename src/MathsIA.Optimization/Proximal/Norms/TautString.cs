using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The shortest path through a tube about the running sums of a sequence; its slopes are the prox of total variation.</summary>
/// <remarks>
/// <para>The path forgets its past. Near each of a fixed set of elements a corner is sought that the path has whatever came before
/// (<see cref="TubeMeeting"/>). Those found cut the path into stretches, each the shortest path between its own two ends: they are walked
/// at the same time, on several threads and two on each. Where none is found, which a wide tube makes so, a stretch is only longer.</para>
/// <para>A stretch is found corner by corner (<see cref="TubeWalk"/>), with running sums that start anew in each; the value of each piece is
/// then computed from its own elements.</para>
/// </remarks>
internal static unsafe class TautString
{
    /// <summary>The elements between two places where a corner is sought: the walls of two stretches and what they read and write fit the second-level
    /// cache.</summary>
    internal const int BlockLength = 1 << 14;

    /// <summary>Computes the slopes; the tube's radius after element i is <paramref name="radius"/> times the weight i, if there are weights.</summary>
    public static void Run<T>(ReadOnlySpan<T> x, double radius, double[]? weights, Span<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = x.Length;
        if (n == 0)
            return;
        int blocks = (n + BlockLength - 1) / BlockLength;
        using var corners = new Workspace<TubeCorner>(blocks + 1L);
        // Pieces are written by whole registers, ahead of the elements still to be read.
        using var copy = destination.Overlaps(x) ? new Workspace<T>(n) : default;
        if (copy.Data != null)
            x.CopyTo(copy.Span);
        bool isFinite = true;
        fixed (double* weight = weights)
        fixed (T* given = x, target = destination)
        {
            var sequence = new TubeSequence<T>(copy.Data == null ? given : copy.Data, n, radius, weight);
            ParallelLoop.For(blocks - 1, new Meetings<T>(sequence, corners.Data), context);
            corners.Data[0] = default;
            int stretches = 1;
            for (int block = 1; block < blocks; block++)
            {
                if (corners.Data[block].Index != 0)
                    corners.Data[stretches++] = corners.Data[block];
            }

            corners.Data[stretches] = new TubeCorner(n, 0, 0);
            ParallelLoop.For((stretches + 1) / 2, new Stretches<T>(sequence, corners.Data, stretches, target, &isFinite), context);
        }

        if (!isFinite)
            destination.Fill(T.NaN);
    }

    private readonly struct Meetings<T>(TubeSequence<T> sequence, TubeCorner* corners) : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index) => corners[index + 1] = TubeMeeting.Find(sequence, (index + 1) * BlockLength, BlockLength / 2);
    }

    private readonly struct Stretches<T>(TubeSequence<T> sequence, TubeCorner* corners, int count, T* target, bool* isFinite) : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int first = 2 * index, last = Math.Min(first + 2, count);
            long room = Tube<T>.Room(corners[first + 1].Index - corners[first].Index), more = last == first + 1 ? 0 : Tube<T>.Room(corners[last].Index - corners[first + 1].Index);
            using var walls = new Workspace<double>(room + more);
            Tube<T> one = sequence.Between(corners[first], corners[first + 1], walls.Data);
            T* oneTarget = target + corners[first].Index, otherTarget = target + corners[first + 1].Index;
            if (!one.Build())
            {
                *isFinite = false;
            }
            else if (more == 0)
            {
                TubeWalk.Run(one, oneTarget);
            }
            else
            {
                Tube<T> other = sequence.Between(corners[first + 1], corners[last], walls.Data + room);
                if (other.Build())
                    TubeWalk.RunBoth(one, oneTarget, other, otherTarget);
                else
                    *isFinite = false;
            }
        }
    }
}
