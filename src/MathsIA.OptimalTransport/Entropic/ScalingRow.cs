using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>One row of a Sinkhorn pass: <c>e_j = exp(z_j − max z)</c> with <c>z_j = h_j − C_ij/ε</c>, and their sum.</summary>
/// <remarks>One exponential an entry: normalized by the sum the same numbers are the row of the plan, so that the columns are summed from
/// them and need no exponentials of their own.</remarks>
internal static unsafe class ScalingRow
{
    /// <summary>Computes the exponentials of a row.</summary>
    /// <param name="costs">The costs of the row.</param>
    /// <param name="heights">The h_j.</param>
    /// <param name="inverseEpsilon">1/ε.</param>
    /// <param name="exponentials">Receives the e_j.</param>
    /// <param name="length">How many.</param>
    /// <param name="largest">Receives the largest z; −∞ when there is nothing to reach.</param>
    /// <returns>The sum of the e_j, at least 1; 0 when there is nothing to reach.</returns>
    public static double Exponentials<T>(T* costs, T* heights, T inverseEpsilon, T* exponentials, int length, out T largest)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            largest = Heights<T, Lane512<T>>(costs, heights, inverseEpsilon, exponentials, length);
        else if (Vector256.IsHardwareAccelerated)
            largest = Heights<T, Lane256<T>>(costs, heights, inverseEpsilon, exponentials, length);
        else if (Vector128.IsHardwareAccelerated)
            largest = Heights<T, Lane128<T>>(costs, heights, inverseEpsilon, exponentials, length);
        else
            largest = Heights<T, LaneScalar<T>>(costs, heights, inverseEpsilon, exponentials, length);
        if (T.IsNegativeInfinity(largest))
        {
            new Span<T>(exponentials, length).Clear();
            return 0;
        }

        double sum = 0;
        for (int start = 0; start < length; start += RowView<T>.BlockLength)
            sum += LaneSum.Block<T, Stored<T>>(new(exponentials + start, largest), Math.Min(RowView<T>.BlockLength, length - start));
        return sum;
    }

    /// <summary><c>total_j ← total_j + factor e_j</c>.</summary>
    public static void Add<T>(T* exponentials, T factor, T* totals, int length) where T : unmanaged, System.Numerics.INumber<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Add<T, Lane512<T>>(exponentials, factor, totals, length);
        else if (Vector256.IsHardwareAccelerated)
            Add<T, Lane256<T>>(exponentials, factor, totals, length);
        else if (Vector128.IsHardwareAccelerated)
            Add<T, Lane128<T>>(exponentials, factor, totals, length);
        else
            Add<T, LaneScalar<T>>(exponentials, factor, totals, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Heights<T, TLane>(T* costs, T* heights, T inverseEpsilon, T* destination, int length)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane factor = TLane.Create(inverseEpsilon), high = TLane.Create(T.NegativeInfinity);
        int j = 0;
        for (; j + TLane.Count <= length; j += TLane.Count)
        {
            TLane z = TLane.SubtractProduct(TLane.Load(costs + j), factor, TLane.Load(heights + j));
            z.Store(destination + j);
            high = TLane.Max(high, z);
        }

        T* found = stackalloc T[TLane.Count];
        high.Store(found);
        T largest = T.NegativeInfinity;
        for (int lane = 0; lane < TLane.Count; lane++)
            largest = T.Max(largest, found[lane]);
        for (; j < length; j++)
        {
            LaneScalar<T> z = LaneScalar<T>.SubtractProduct(LaneScalar<T>.Load(costs + j), LaneScalar<T>.Create(inverseEpsilon), LaneScalar<T>.Load(heights + j));
            z.Store(destination + j);
            largest = T.Max(largest, destination[j]);
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T, TLane>(T* exponentials, T factor, T* totals, int length)
        where T : unmanaged, System.Numerics.INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane scale = TLane.Create(factor);
        int j = 0;
        for (; j + TLane.Count <= length; j += TLane.Count)
            TLane.MultiplyAdd(scale, TLane.Load(exponentials + j), TLane.Load(totals + j)).Store(totals + j);
        for (; j < length; j++)
            LaneScalar<T>.MultiplyAdd(LaneScalar<T>.Create(factor), LaneScalar<T>.Load(exponentials + j), LaneScalar<T>.Load(totals + j)).Store(totals + j);
    }

    /// <summary><c>exp(z − shift)</c>, stored where z was.</summary>
    private readonly struct Stored<T>(T* heights, T shift) : ITerm<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane e = default(ExpOperator<T>).Apply(TLane.Load(heights + index) - TLane.Create(shift));
            e.Store(heights + index);
            return e;
        }
    }
}
