using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The root of <c>Σᵢ max(xᵢ − τ, 0) = r</c>, which projections to the simplex and to the l1 ball threshold at.</summary>
/// <remarks>
/// <para>Newton's method on this convex decreasing function, from below: each step sets <c>τ</c> to the mean excess of the elements still
/// above it, and drops the others for good. It starts at <c>max x − r</c>, which no root is below, so that already the first pass
/// keeps only elements within r of the largest. Finite, and linear in practice (Michelot, J. Optim. Theory Appl. 50, 1986; Condat,
/// Math. Program. 158, 2016, has the same filtering with a running threshold).</para>
/// <para>Thresholds are kept relative to the largest element and sums are in double precision: no digits are lost to a common offset.</para>
/// </remarks>
internal static unsafe class SimplexThreshold
{
    /// <summary>The root relative to the largest element: <c>τ = largest + offset</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Offset<T>(ReadOnlySpan<T> x, T largest, double radius, bool magnitudes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Never below the root's lower bound: with all elements active the mean may be a better start than −r, for x that are almost equal.
        double top = Widening.ToDouble(largest), tau = -radius;
        using var kept = new Workspace<double>(x.Length);
        double* active = kept.Data;
        int count = 0;
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double value = Widening.ToDouble(magnitudes ? T.Abs(x[i]) : x[i]) - top;
            active[count] = value;
            bool above = value > tau;
            count += above ? 1 : 0;
            sum += above ? value : 0;
        }

        while (true)
        {
            double next = (sum - radius) / count;
            if (!(next > tau))
                return count == 0 ? tau : next;
            tau = next;
            int left = 0;
            double remaining = 0;
            for (int i = 0; i < count; i++)
            {
                double value = active[i];
                active[left] = value;
                bool above = value > tau;
                left += above ? 1 : 0;
                remaining += above ? value : 0;
            }

            if (left == count)
                return tau;
            count = left;
            sum = remaining;
        }
    }

    /// <summary><c>max(x − τ, 0)</c>, into a destination that may be x.</summary>
    public static void Subtract<T>(ReadOnlySpan<T> x, T largest, double offset, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CoordinateDriver.Map(x, destination, new Excess<T>(largest, Widening.FromDouble<T>(offset)));

    private readonly struct Excess<T>(T largest, T offset) : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.Positive<TLane, T>(x - TLane.Create(largest) - TLane.Create(offset));
    }
}
