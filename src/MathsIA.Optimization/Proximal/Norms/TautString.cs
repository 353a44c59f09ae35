using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The shortest path through a tube about the running sums of a sequence; its slopes are the prox of total variation.</summary>
/// <remarks>
/// <para>The path is found corner by corner, each by a look ahead from the last one (<see cref="TubeSight"/>). A look ahead costs little more
/// than the piece it finds on noise, but far more in a long smooth bend; when all of them together have seen each element
/// <see cref="Visits"/> times, the funnel of <see cref="TubeFunnel"/> takes over: linear time in all.</para>
/// <para>Corners are found with running sums; the value of each piece is then computed anew from its own elements.</para>
/// </remarks>
internal static unsafe class TautString
{
    private const int Visits = 16;

    /// <summary>Computes the slopes; the tube's radius after element i is <paramref name="radius"/> times the weight i, if there are weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReadOnlySpan<T> x, double radius, double[]? weights, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = x.Length;
        if (n == 0)
            return;
        long wall = n + 1L + Vector512<double>.Count;
        using var walls = new Workspace<double>(2 * wall);
        // Pieces are written by whole registers, ahead of the elements still to be read.
        using var copy = destination.Overlaps(x) ? new Workspace<T>(n) : default;
        if (copy.Data != null)
            x.CopyTo(copy.Span);
        fixed (double* weight = weights)
        fixed (T* given = x, target = destination)
        {
            var tube = new Tube<T>(copy.Data == null ? given : copy.Data, n, radius, weight, walls.Data, walls.Data + wall);
            if (!tube.Build())
            {
                destination.Fill(T.NaN);
                return;
            }

            TubeCorner apex = default;
            long budget = (long)Visits * n;
            while (apex.Index < n)
            {
                TubeCorner next = TubeSight.Next(tube.Lower, (nint)wall, n, apex, ref budget);
                if (next.Index == 0)
                    break;
                tube.Write(apex, next, target);
                apex = next;
            }

            if (apex.Index < n)
                TubeFunnel.Run(tube, apex, target);
        }
    }
}
