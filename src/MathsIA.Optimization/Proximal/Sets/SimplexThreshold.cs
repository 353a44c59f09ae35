using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The root of <c>Σᵢ max(xᵢ − τ, 0) = r</c>, which projections to the simplex and to the l1 ball threshold at.</summary>
/// <remarks>
/// <para>The mean excess <c>(Σ_S xᵢ − r)/|S|</c> of any set of elements is at most the root. One pass, a block at a time, keeps the elements
/// above the largest such bound seen so far and so raises it: it nears the root within the first blocks, and from then on nearly every
/// register is passed over by one comparison. Newton's method then finishes on what was kept: each step sets <c>τ</c> to the mean
/// excess and drops for good what is not above. Finite, and linear in practice (Michelot, J. Optim. Theory Appl. 50, 1986; the running
/// bound is that of Condat, Math. Program. 158, 2016, by blocks).</para>
/// <para>Thresholds are kept relative to the largest element and sums are in double precision: no digits are lost to a common offset.
/// Sums run over fixed lanes and kept elements stay in order: the same bits at every register width.</para>
/// </remarks>
internal static unsafe class SimplexThreshold
{
    private const int Block = 512;

    /// <summary>The root relative to the largest element: <c>τ = largest + offset</c>.</summary>
    public static double Offset<T>(ReadOnlySpan<T> x, T largest, double radius, bool magnitudes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // No root is below this: the largest element alone would be in excess by r.
        double top = Widening.ToDouble(largest), tau = -radius, sum = 0;
        using var kept = new Workspace<double>(x.Length + Vector512<double>.Count);
        double* active = kept.Data;
        int count = 0, filtered = 0;
        fixed (T* source = x)
        {
            for (int start = 0; start < x.Length; start += Block)
            {
                // Never above the root, whatever the sum is rounded to: an element too many does no harm.
                T bound = T.BitDecrement(Widening.FromDouble<T>(top + tau));
                int found = Collect(source + start, Math.Min(Block, x.Length - start), bound, magnitudes, top, active + count);
                if (found == 0)
                    continue;
                sum += Sum(active + count, found);
                count += found;
                tau = Math.Max(tau, (sum - radius) / count);
                // Each time the set has doubled: linear in all.
                if (count < (2 * filtered) + Block)
                    continue;
                filtered = count = Filter(active, count, tau);
                sum = Sum(active, count);
            }
        }

        while (true)
        {
            count = Filter(active, count, tau);
            double next = (Sum(active, count) - radius) / count;
            if (!(next > tau))
                return count == 0 ? tau : next;
            tau = next;
        }
    }

    /// <summary><c>max(x − τ, 0)</c>, into a destination that may be x.</summary>
    public static void Subtract<T>(ReadOnlySpan<T> x, T largest, double offset, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CoordinateDriver.Map(x, destination, new Excess<T>(largest, Widening.FromDouble<T>(offset)));

    /// <summary>Appends the elements above a bound, relative to the largest one; how many there were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Collect<T>(T* x, int count, T bound, bool magnitudes, double top, double* kept) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int found = 0, i = 0;
        if (Vector128.IsHardwareAccelerated && (typeof(T) == typeof(float) || typeof(T) == typeof(double)))
        {
            Vector512<T> limit = Vector512.Create(bound);
            Vector512<double> offset = Vector512.Create(top);
            for (; i <= count - Vector512<T>.Count; i += Vector512<T>.Count)
            {
                Vector512<T> value = Vector512.Load(x + i);
                if (magnitudes)
                    value = Vector512.Abs(value);
                Vector512<T> above = Vector512.GreaterThan(value, limit);
                if (above == Vector512<T>.Zero)
                    continue;
                if (typeof(T) == typeof(double))
                {
                    found = Append(kept, found, value.AsDouble() - offset, above.ExtractMostSignificantBits());
                    continue;
                }

                (Vector512<double> low, Vector512<double> high) = Vector512.Widen(value.AsSingle());
                ulong bits = above.ExtractMostSignificantBits();
                found = Append(kept, found, low - offset, bits & 0xFF);
                found = Append(kept, found, high - offset, bits >> 8);
            }
        }

        for (; i < count; i++)
        {
            T value = magnitudes ? T.Abs(x[i]) : x[i];
            kept[found] = Widening.ToDouble(value) - top;
            found += value > bound ? 1 : 0;
        }

        return found;
    }

    /// <summary>Moves the elements above a threshold to the front; how many there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Filter(double* active, int count, double tau)
    {
        int left = 0, i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector512<double> limit = Vector512.Create(tau);
            for (; i <= count - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                Vector512<double> value = Vector512.Load(active + i);
                left = Append(active, left, value, Vector512.GreaterThan(value, limit).ExtractMostSignificantBits());
            }
        }

        for (; i < count; i++)
        {
            double value = active[i];
            active[left] = value;
            left += value > tau ? 1 : 0;
        }

        return left;
    }

    /// <summary>Appends some of the elements of a register; writes a whole register, of which the rest does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(double* kept, int count, Vector512<double> values, ulong chosen)
    {
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated)
        {
            Vector512<long> bit = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
            Vector512<long> mask = Vector512.Equals(Vector512.Create((long)chosen) & bit, bit);
            Avx512F.Compress(Vector512<double>.Zero, mask.AsDouble(), values).Store(kept + count);
            return count + BitOperations.PopCount(chosen);
        }

        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            kept[count] = values.GetElement(lane);
            count += (int)(chosen >> lane) & 1;
        }

        return count;
    }

    private static double Sum(double* values, int count) => Vectors.WideSum<double>(new ReadOnlySpan<double>(values, count));

    private readonly struct Excess<T>(T largest, T offset) : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.Positive<TLane, T>(x - TLane.Create(largest) - TLane.Create(offset));
    }
}
