using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>Sums along one row over a fixed number of logical lanes: 256 bytes of elements, whatever the width of a register.</summary>
/// <remarks>Lane l of L adds the terms l, l + L, l + 2L, ... in that order, and lanes are then added by halves: the same bits at every width. The
/// loops are written out rather than shared because pointers in the fields of a term are read from memory for every register.</remarks>
internal static unsafe class GibbsSum
{
    private const int LaneBytes = 256;

    /// <summary>The most terms of one call: a lane of floats adds at most 16, and narrow registers find the block in the cache.</summary>
    public const int BlockLength = 1024;

    /// <summary><c>Σ_j 2^(h_j − C_j factor − shift)</c>, the powers stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static double Powers<T, TLane>(T* costs, T* heights, T factor, T shift, T* powers, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        T* lanes = stackalloc T[LaneBytes / sizeof(T)];
        int laneCount = LaneBytes / sizeof(T), whole = length - (length % laneCount), count = TLane.Count;
        TLane scale = TLane.Create(factor), offset = TLane.Create(shift);
        for (int lane = 0; lane < laneCount; lane += 2 * count)
        {
            TLane a = TLane.Create(T.Zero), b = a;
            for (nint i = lane; i < whole; i += laneCount)
            {
                TLane p = GibbsPower.Of<TLane, T>(TLane.SubtractProduct(TLane.Load(costs + i), scale, TLane.Load(heights + i)) - offset);
                p.Store(powers + i);
                a += p;
                TLane q = GibbsPower.Of<TLane, T>(TLane.SubtractProduct(TLane.Load(costs + i + count), scale, TLane.Load(heights + i + count)) - offset);
                q.Store(powers + i + count);
                b += q;
            }

            a.Store(lanes + lane);
            b.Store(lanes + lane + count);
        }

        int at = 0;
        for (int i = whole; i + count <= length; i += count, at += count)
        {
            TLane p = GibbsPower.Of<TLane, T>(TLane.SubtractProduct(TLane.Load(costs + i), scale, TLane.Load(heights + i)) - offset);
            p.Store(powers + i);
            (TLane.Load(lanes + at) + p).Store(lanes + at);
        }

        for (int i = whole + at; i < length; i++, at++)
        {
            LaneScalar<T> p = GibbsPower.Of<LaneScalar<T>, T>(LaneScalar<T>.SubtractProduct(new(costs[i]), new(factor), new(heights[i])) - new LaneScalar<T>(shift));
            powers[i] = p.Value;
            lanes[at] += p.Value;
        }

        return Halve<T, TLane>(lanes);
    }

    /// <summary><c>Σ_j 2^(−C_j factor) x_j</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static double Product<T, TLane>(T* costs, T* x, T factor, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        T* lanes = stackalloc T[LaneBytes / sizeof(T)];
        int laneCount = LaneBytes / sizeof(T), whole = length - (length % laneCount), count = TLane.Count;
        TLane scale = TLane.Create(-factor);
        for (int lane = 0; lane < laneCount; lane += 2 * count)
        {
            TLane a = TLane.Create(T.Zero), b = a;
            for (nint i = lane; i < whole; i += laneCount)
            {
                a += GibbsPower.Of<TLane, T>(TLane.Load(costs + i) * scale) * TLane.Load(x + i);
                b += GibbsPower.Of<TLane, T>(TLane.Load(costs + i + count) * scale) * TLane.Load(x + i + count);
            }

            a.Store(lanes + lane);
            b.Store(lanes + lane + count);
        }

        int at = 0;
        for (int i = whole; i + count <= length; i += count, at += count)
            (TLane.Load(lanes + at) + (GibbsPower.Of<TLane, T>(TLane.Load(costs + i) * scale) * TLane.Load(x + i))).Store(lanes + at);
        for (int i = whole + at; i < length; i++, at++)
            lanes[at] += (GibbsPower.Of<LaneScalar<T>, T>(new LaneScalar<T>(costs[i]) * new LaneScalar<T>(-factor)) * new LaneScalar<T>(x[i])).Value;
        return Halve<T, TLane>(lanes);
    }

    /// <summary><c>Σ_j w_j C_j</c>, where a weight of 0 takes out any cost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static double WeightedCost<T, TLane>(T* costs, T* weights, int length)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        T* lanes = stackalloc T[LaneBytes / sizeof(T)];
        int laneCount = LaneBytes / sizeof(T), whole = length - (length % laneCount), count = TLane.Count;
        TLane zero = TLane.Create(T.Zero);
        for (int lane = 0; lane < laneCount; lane += 2 * count)
        {
            TLane a = zero, b = zero;
            for (nint i = lane; i < whole; i += laneCount)
            {
                TLane v = TLane.Load(weights + i), w = TLane.Load(weights + i + count);
                a += TLane.Select(TLane.Equal(v, zero), zero, v * TLane.Load(costs + i));
                b += TLane.Select(TLane.Equal(w, zero), zero, w * TLane.Load(costs + i + count));
            }

            a.Store(lanes + lane);
            b.Store(lanes + lane + count);
        }

        for (int i = whole, at = 0; i < length; i++, at++)
            lanes[at] += weights[i] == T.Zero ? T.Zero : weights[i] * costs[i];
        return Halve<T, TLane>(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Halve<T, TLane>(T* lanes)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        for (int half = LaneBytes / sizeof(T) / 2; half > 0; half /= 2)
        {
            int l = 0;
            for (; l + TLane.Count <= half; l += TLane.Count)
                (TLane.Load(lanes + l) + TLane.Load(lanes + l + half)).Store(lanes + l);
            for (; l < half; l++)
                lanes[l] += lanes[l + half];
        }

        return double.CreateTruncating(lanes[0]);
    }
}
