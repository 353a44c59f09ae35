using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>Entry by entry along a row of the Gibbs kernel: column sums, heights, extremes.</summary>
internal static unsafe class GibbsSweep
{
    /// <summary>The largest <c>h_j − C_j/ε</c>; −∞ where nothing can be reached. NaN may be passed over: the sum will show it.</summary>
    public static T Largest<T>(T* costs, T* heights, T inverseEpsilon, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return Largest<T, Lane512<T>>(costs, heights, inverseEpsilon, length);
        if (Vector256.IsHardwareAccelerated)
            return Largest<T, Lane256<T>>(costs, heights, inverseEpsilon, length);
        if (Vector128.IsHardwareAccelerated)
            return Largest<T, Lane128<T>>(costs, heights, inverseEpsilon, length);
        return Largest<T, LaneScalar<T>>(costs, heights, inverseEpsilon, length);
    }

    /// <summary>The least <c>C_j − g_j</c>.</summary>
    public static T Least<T>(T* costs, T* g, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> => -Largest(costs, g, T.One, length);

    /// <summary><c>total_j ← total_j + Σ_r w_r e_rj</c> over four rows.</summary>
    public static void AddFour<T>(T* rows, int stride, T* weights, T* totals, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run<T, FourRows<T>>(new(rows, stride, weights, totals), length);

    /// <summary><c>total_j ← total_j + w e_j</c>.</summary>
    public static void Add<T>(T* row, T weight, T* totals, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run<T, OneRow<T>>(new(row, weight, totals), length);

    /// <summary><c>total_j ← total_j + w exp(−C_j/ε)</c>.</summary>
    public static void AddKernel<T>(T* costs, T inverseEpsilon, T weight, T* totals, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run<T, KernelRow<T>>(new(costs, inverseEpsilon, weight, totals), length);

    /// <summary><c>z_j ← h − C_j/ε</c>, and <c>largest_j ← max(largest_j, z_j)</c>.</summary>
    public static void Lift<T>(T* costs, T height, T inverseEpsilon, T* heights, T* largest, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run<T, Lifted<T>>(new(costs, height, inverseEpsilon, heights, largest), length);

    /// <summary><c>sum_j ← sum_j + exp(z_j − largest_j)</c>.</summary>
    public static void AddExponentials<T>(T* heights, T* largest, T* sums, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run<T, Exponentials<T>>(new(heights, largest, sums), length);

    private static void Run<T, TSweep>(TSweep sweep, int length)
        where T : unmanaged, INumber<T>
        where TSweep : struct, IGibbsSweep<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<T, Lane512<T>, TSweep>(sweep, length);
        else if (Vector256.IsHardwareAccelerated)
            Run<T, Lane256<T>, TSweep>(sweep, length);
        else if (Vector128.IsHardwareAccelerated)
            Run<T, Lane128<T>, TSweep>(sweep, length);
        else
            Run<T, LaneScalar<T>, TSweep>(sweep, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TLane, TSweep>(TSweep sweep, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
        where TSweep : struct, IGibbsSweep<T>
    {
        int j = 0;
        for (; j + (4 * TLane.Count) <= length; j += 4 * TLane.Count)
        {
            sweep.Run<TLane>(j);
            sweep.Run<TLane>(j + TLane.Count);
            sweep.Run<TLane>(j + (2 * TLane.Count));
            sweep.Run<TLane>(j + (3 * TLane.Count));
        }

        for (; j + TLane.Count <= length; j += TLane.Count)
            sweep.Run<TLane>(j);
        for (; j < length; j++)
            sweep.Run<LaneScalar<T>>(j);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Largest<T, TLane>(T* costs, T* heights, T inverseEpsilon, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        TLane factor = TLane.Create(inverseEpsilon), a = TLane.Create(T.NegativeInfinity), b = a;
        int j = 0;
        for (; j + (2 * TLane.Count) <= length; j += 2 * TLane.Count)
        {
            a = TLane.MaxNative(a, TLane.SubtractProduct(TLane.Load(costs + j), factor, TLane.Load(heights + j)));
            b = TLane.MaxNative(b, TLane.SubtractProduct(TLane.Load(costs + j + TLane.Count), factor, TLane.Load(heights + j + TLane.Count)));
        }

        T* found = stackalloc T[TLane.Count];
        TLane.MaxNative(a, b).Store(found);
        T largest = T.NegativeInfinity;
        for (int lane = 0; lane < TLane.Count; lane++)
            largest = T.Max(largest, found[lane]);
        for (; j < length; j++)
            largest = T.Max(largest, LaneScalar<T>.SubtractProduct(new(costs[j]), new(inverseEpsilon), new(heights[j])).Value);
        return largest;
    }

    private readonly struct OneRow<T>(T* row, T weight, T* totals) : IGibbsSweep<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint j) where TLane : struct, ILane<TLane, T> =>
            TLane.MultiplyAdd(TLane.Create(weight), TLane.Load(row + j), TLane.Load(totals + j)).Store(totals + j);
    }

    private readonly struct FourRows<T>(T* rows, int stride, T* weights, T* totals) : IGibbsSweep<T> where T : unmanaged
    {
        private readonly T _w0 = weights[0], _w1 = weights[1], _w2 = weights[2], _w3 = weights[3];
        private readonly T* _second = rows + stride, _third = rows + (2 * (nint)stride), _fourth = rows + (3 * (nint)stride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint j) where TLane : struct, ILane<TLane, T>
        {
            TLane total = TLane.MultiplyAdd(TLane.Create(_w0), TLane.Load(rows + j), TLane.Load(totals + j));
            total = TLane.MultiplyAdd(TLane.Create(_w1), TLane.Load(_second + j), total);
            total = TLane.MultiplyAdd(TLane.Create(_w2), TLane.Load(_third + j), total);
            TLane.MultiplyAdd(TLane.Create(_w3), TLane.Load(_fourth + j), total).Store(totals + j);
        }
    }

    private readonly struct KernelRow<T>(T* costs, T inverseEpsilon, T weight, T* totals) : IGibbsSweep<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint j) where TLane : struct, ILane<TLane, T> =>
            TLane.MultiplyAdd(TLane.Create(weight), GibbsExponential.Of<TLane, T>(-(TLane.Load(costs + j) * TLane.Create(inverseEpsilon))), TLane.Load(totals + j)).Store(totals + j);
    }

    private readonly struct Lifted<T>(T* costs, T height, T inverseEpsilon, T* heights, T* largest) : IGibbsSweep<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint j) where TLane : struct, ILane<TLane, T>
        {
            TLane z = TLane.SubtractProduct(TLane.Load(costs + j), TLane.Create(inverseEpsilon), TLane.Create(height));
            z.Store(heights + j);
            TLane.MaxNative(TLane.Load(largest + j), z).Store(largest + j);
        }
    }

    private readonly struct Exponentials<T>(T* heights, T* largest, T* sums) : IGibbsSweep<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint j) where TLane : struct, ILane<TLane, T> =>
            (TLane.Load(sums + j) + GibbsExponential.Of<TLane, T>(TLane.Load(heights + j) - TLane.Load(largest + j))).Store(sums + j);
    }
}
