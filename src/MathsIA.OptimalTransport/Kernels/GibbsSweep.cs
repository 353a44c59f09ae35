using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>Entry by entry along a row of the Gibbs kernel: column sums, heights, extremes. Heights and factors in powers of two, as in <see cref="GibbsRow"/>.</summary>
internal static unsafe class GibbsSweep
{
    /// <summary>The largest <c>h_j − C_j factor</c>; −∞ where nothing can be reached. NaN may be passed over: the sum will show it.</summary>
    public static T Largest<T>(T* costs, T* heights, T factor, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return Largest<T, Lane512<T>>(costs, heights, factor, length);
        if (Vector256.IsHardwareAccelerated)
            return Largest<T, Lane256<T>>(costs, heights, factor, length);
        if (Vector128.IsHardwareAccelerated)
            return Largest<T, Lane128<T>>(costs, heights, factor, length);
        return Largest<T, LaneScalar<T>>(costs, heights, factor, length);
    }

    /// <summary>The least <c>C_j − g_j</c>.</summary>
    public static T Least<T>(T* costs, T* g, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> => -Largest(costs, g, T.One, length);

    /// <summary><c>total_j ← total_j + Σ_r w_r e_rj</c> over four rows.</summary>
    public static void AddFour<T>(T* rows, long stride, T* weights, T* totals, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* second = rows + stride, third = second + stride, fourth = third + stride;
        if (Vector512.IsHardwareAccelerated)
            AddFour<T, Lane512<T>>(rows, second, third, fourth, weights, totals, length);
        else if (Vector256.IsHardwareAccelerated)
            AddFour<T, Lane256<T>>(rows, second, third, fourth, weights, totals, length);
        else if (Vector128.IsHardwareAccelerated)
            AddFour<T, Lane128<T>>(rows, second, third, fourth, weights, totals, length);
        else
            AddFour<T, LaneScalar<T>>(rows, second, third, fourth, weights, totals, length);
    }

    /// <summary><c>total_j ← total_j + w e_j</c>.</summary>
    public static void Add<T>(T* row, T weight, T* totals, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Add<T, Lane512<T>>(row, weight, totals, length);
        else if (Vector256.IsHardwareAccelerated)
            Add<T, Lane256<T>>(row, weight, totals, length);
        else if (Vector128.IsHardwareAccelerated)
            Add<T, Lane128<T>>(row, weight, totals, length);
        else
            Add<T, LaneScalar<T>>(row, weight, totals, length);
    }

    /// <summary><c>total_j ← total_j + w 2^(−C_j factor)</c>.</summary>
    public static void AddKernel<T>(T* costs, T factor, T weight, T* totals, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            AddKernel<T, Lane512<T>>(costs, factor, weight, totals, length);
        else if (Vector256.IsHardwareAccelerated)
            AddKernel<T, Lane256<T>>(costs, factor, weight, totals, length);
        else if (Vector128.IsHardwareAccelerated)
            AddKernel<T, Lane128<T>>(costs, factor, weight, totals, length);
        else
            AddKernel<T, LaneScalar<T>>(costs, factor, weight, totals, length);
    }

    /// <summary><c>z_j ← h − C_j factor</c>, and <c>largest_j ← max(largest_j, z_j)</c>.</summary>
    public static void Lift<T>(T* costs, T height, T factor, T* heights, T* largest, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Lift<T, Lane512<T>>(costs, height, factor, heights, largest, length);
        else if (Vector256.IsHardwareAccelerated)
            Lift<T, Lane256<T>>(costs, height, factor, heights, largest, length);
        else if (Vector128.IsHardwareAccelerated)
            Lift<T, Lane128<T>>(costs, height, factor, heights, largest, length);
        else
            Lift<T, LaneScalar<T>>(costs, height, factor, heights, largest, length);
    }

    /// <summary><c>sum_j ← sum_j + 2^(z_j − largest_j)</c>.</summary>
    public static void AddPowers<T>(T* heights, T* largest, T* sums, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            AddPowers<T, Lane512<T>>(heights, largest, sums, length);
        else if (Vector256.IsHardwareAccelerated)
            AddPowers<T, Lane256<T>>(heights, largest, sums, length);
        else if (Vector128.IsHardwareAccelerated)
            AddPowers<T, Lane128<T>>(heights, largest, sums, length);
        else
            AddPowers<T, LaneScalar<T>>(heights, largest, sums, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Largest<T, TLane>(T* costs, T* heights, T factor, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane scale = TLane.Create(factor), a = TLane.Create(T.NegativeInfinity), b = a;
        int j = 0;
        for (; j + (2 * TLane.Count) <= length; j += 2 * TLane.Count)
        {
            a = TLane.MaxNative(a, TLane.SubtractProduct(TLane.Load(costs + j), scale, TLane.Load(heights + j)));
            b = TLane.MaxNative(b, TLane.SubtractProduct(TLane.Load(costs + j + TLane.Count), scale, TLane.Load(heights + j + TLane.Count)));
        }

        T* found = stackalloc T[TLane.Count];
        TLane.MaxNative(a, b).Store(found);
        T largest = T.NegativeInfinity;
        for (int lane = 0; lane < TLane.Count; lane++)
            largest = T.Max(largest, found[lane]);
        for (; j < length; j++)
            largest = T.Max(largest, LaneScalar<T>.SubtractProduct(new(costs[j]), new(factor), new(heights[j])).Value);
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour<T, TLane>(T* first, T* second, T* third, T* fourth, T* weights, T* totals, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane w0 = TLane.Create(weights[0]), w1 = TLane.Create(weights[1]), w2 = TLane.Create(weights[2]), w3 = TLane.Create(weights[3]);
        nint j = 0;
        for (; j + TLane.Count <= length; j += TLane.Count)
        {
            TLane total = TLane.MultiplyAdd(w0, TLane.Load(first + j), TLane.Load(totals + j));
            total = TLane.MultiplyAdd(w1, TLane.Load(second + j), total);
            total = TLane.MultiplyAdd(w2, TLane.Load(third + j), total);
            TLane.MultiplyAdd(w3, TLane.Load(fourth + j), total).Store(totals + j);
        }

        for (; j < length; j++)
        {
            LaneScalar<T> total = LaneScalar<T>.MultiplyAdd(new(weights[0]), new(first[j]), new(totals[j]));
            total = LaneScalar<T>.MultiplyAdd(new(weights[1]), new(second[j]), total);
            total = LaneScalar<T>.MultiplyAdd(new(weights[2]), new(third[j]), total);
            totals[j] = LaneScalar<T>.MultiplyAdd(new(weights[3]), new(fourth[j]), total).Value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T, TLane>(T* row, T weight, T* totals, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane w = TLane.Create(weight);
        nint j = 0;
        for (; j + TLane.Count <= length; j += TLane.Count)
            TLane.MultiplyAdd(w, TLane.Load(row + j), TLane.Load(totals + j)).Store(totals + j);
        for (; j < length; j++)
            totals[j] = LaneScalar<T>.MultiplyAdd(new(weight), new(row[j]), new(totals[j])).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddKernel<T, TLane>(T* costs, T factor, T weight, T* totals, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane w = TLane.Create(weight), scale = TLane.Create(-factor);
        nint j = 0;
        for (; j + TLane.Count <= length; j += TLane.Count)
            TLane.MultiplyAdd(w, GibbsPower.Of<TLane, T>(TLane.Load(costs + j) * scale), TLane.Load(totals + j)).Store(totals + j);
        for (; j < length; j++)
            totals[j] = LaneScalar<T>.MultiplyAdd(new(weight), GibbsPower.Of<LaneScalar<T>, T>(new LaneScalar<T>(costs[j]) * new LaneScalar<T>(-factor)), new(totals[j])).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lift<T, TLane>(T* costs, T height, T factor, T* heights, T* largest, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane h = TLane.Create(height), scale = TLane.Create(factor);
        nint j = 0;
        for (; j + TLane.Count <= length; j += TLane.Count)
        {
            TLane z = TLane.SubtractProduct(TLane.Load(costs + j), scale, h);
            z.Store(heights + j);
            TLane.MaxNative(TLane.Load(largest + j), z).Store(largest + j);
        }

        for (; j < length; j++)
        {
            heights[j] = LaneScalar<T>.SubtractProduct(new(costs[j]), new(factor), new(height)).Value;
            largest[j] = T.Max(largest[j], heights[j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPowers<T, TLane>(T* heights, T* largest, T* sums, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        nint j = 0;
        for (; j + TLane.Count <= length; j += TLane.Count)
            (TLane.Load(sums + j) + GibbsPower.Of<TLane, T>(TLane.Load(heights + j) - TLane.Load(largest + j))).Store(sums + j);
        for (; j < length; j++)
            sums[j] += GibbsPower.Of<LaneScalar<T>, T>(new LaneScalar<T>(heights[j]) - new LaneScalar<T>(largest[j])).Value;
    }
}
