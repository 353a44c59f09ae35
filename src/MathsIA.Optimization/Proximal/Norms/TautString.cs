using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The shortest path through a tube about the running sums of a sequence; its slopes are the prox of total variation.</summary>
/// <remarks>
/// From the last fixed corner (the apex) two chains lead on: the highest convex path below the tube's upper wall and the lowest concave path
/// above its lower wall. Each new wall point first takes back the corners of its own chain that it straightens; where it crosses
/// the other chain, the path is certain up to there and the apex moves on. A corner enters and leaves each chain once: linear time.
/// </remarks>
internal static unsafe class TautString
{
    /// <summary>Computes the slopes; the tube's radius after element i is <paramref name="radius"/> times the weight i, if there are weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReadOnlySpan<T> x, double radius, double[]? weights, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = x.Length;
        if (n == 0)
            return;
        using var corners = new Workspace<Corner>(2L * (n + 2));
        Corner* upper = corners.Data, lower = upper + n + 2;
        int upperFirst = 0, upperCount = 0, lowerFirst = 0, lowerCount = 0;
        var apex = default(Corner);
        // A common offset would cost digits of the running sums; the first element is near enough to the mean for that.
        double origin = Widening.ToDouble(x[0]), sum = 0;
        for (int k = 1; k <= n; k++)
        {
            sum += Widening.ToDouble(x[k - 1]) - origin;
            double half = k == n ? 0 : weights is null ? radius : radius * weights[k - 1];
            var top = new Corner(k, sum + half, half);
            while (upperCount > upperFirst && !Turns(upperCount - 1 > upperFirst ? upper[upperCount - 2] : apex, upper[upperCount - 1], top))
                upperCount--;
            if (upperCount == upperFirst)
            {
                while (lowerCount > lowerFirst && Above(apex, lower[lowerFirst], top))
                    apex = Fix(x, apex, lower[lowerFirst++], origin, destination);
                upperFirst = upperCount = 0;
                if (lowerFirst == lowerCount)
                    lowerFirst = lowerCount = 0;
            }

            upper[upperCount++] = top;
            var bottom = new Corner(k, sum - half, -half);
            while (lowerCount > lowerFirst && !Turns(bottom, lower[lowerCount - 1], lowerCount - 1 > lowerFirst ? lower[lowerCount - 2] : apex))
                lowerCount--;
            if (lowerCount == lowerFirst)
            {
                while (upperCount > upperFirst && upper[upperFirst].Index < k && Above(apex, bottom, upper[upperFirst]))
                    apex = Fix(x, apex, upper[upperFirst++], origin, destination);
                lowerFirst = lowerCount = 0;
            }

            lower[lowerCount++] = bottom;
        }

        if (!double.IsFinite(sum))
        {
            destination.Fill(T.NaN);
            return;
        }

        Fix(x, apex, new Corner(n, sum, 0), origin, destination);
    }

    /// <summary>Whether the path a, b, c turns upwards at b (read backwards: downwards).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Turns(Corner a, Corner b, Corner c) => (b.Height - a.Height) * (c.Index - b.Index) < (c.Height - b.Height) * (b.Index - a.Index);

    /// <summary>Whether the slope from the apex to <paramref name="first"/> is above the one to <paramref name="second"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Above(Corner apex, Corner first, Corner second) =>
        (first.Height - apex.Height) * (second.Index - apex.Index) > (second.Height - apex.Height) * (first.Index - apex.Index);

    /// <summary>Writes the piece between two corners of the path: the mean of its elements, and what the walls add.</summary>
    private static Corner Fix<T>(ReadOnlySpan<T> x, Corner from, Corner to, double origin, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T element in x[from.Index..to.Index])
            sum += Widening.ToDouble(element) - origin;
        destination[from.Index..to.Index].Fill(Widening.FromDouble<T>(origin + ((sum + (to.Shift - from.Shift)) / (to.Index - from.Index))));
        return to;
    }

    /// <summary>A point of a wall: where, how high, and how far from the running sum.</summary>
    private readonly struct Corner(int index, double height, double shift)
    {
        public readonly double Height = height;
        public readonly double Shift = shift;
        public readonly int Index = index;
    }
}
