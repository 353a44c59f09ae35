using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>Sums the terms of one block over a fixed number of logical lanes, whatever the width of a register.</summary>
/// <remarks>
/// A lane is a partial sum: lane l of L adds the terms l, l + L, l + 2L, ... of its block in that order; L is 256 bytes' worth
/// of elements (64 floats, 32 doubles). Lanes are then widened to double and halved by a tree: lane l takes lane l + L/2,
/// then l + L/4, ... Nothing in this depends on the register, so bits are equal at every width. A register narrower than
/// 512 bits takes the lanes in several passes of four registers over the block, which is in the first-level cache.
/// A float lane adds at most 16 terms: the relative error of a sum of one sign is below 15 · 2⁻²⁴ at any length.
/// </remarks>
internal static unsafe class LaneSum
{
    private const int LaneBytes = 256;

    /// <summary>The number of lanes for an element type.</summary>
    public static int Lanes<T>() where T : unmanaged => LaneBytes / sizeof(T);

    /// <summary>The sum of terms 0 to <paramref name="count"/> - 1, where count is at most one block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Block<T, TTerm>(TTerm term, int count)
        where T : unmanaged, INumber<T>
        where TTerm : struct, ITerm<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            return Widened<T, TTerm>(term, count);
        if (Vector512.IsHardwareAccelerated)
            return Run<T, Lane512<T>, TTerm>(term, count);
        if (Vector256.IsHardwareAccelerated)
            return Run<T, Lane256<T>, TTerm>(term, count);
        if (Vector128.IsHardwareAccelerated)
            return Run<T, Lane128<T>, TTerm>(term, count);
        return Run<T, LaneScalar<T>, TTerm>(term, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static double Run<T, TLane, TTerm>(TTerm term, int count)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
        where TTerm : struct, ITerm<T>
    {
        T* lanes = stackalloc T[LaneBytes / sizeof(T)];
        int laneCount = LaneBytes / sizeof(T), whole = count - count % laneCount;
        for (int lane = 0; lane < laneCount; lane += 4 * TLane.Count)
        {
            TLane a = TLane.Create(T.Zero), b = a, c = a, d = a;
            for (nint i = lane; i < whole; i += laneCount)
            {
                a += term.Get<TLane>(i);
                b += term.Get<TLane>(i + TLane.Count);
                c += term.Get<TLane>(i + 2 * TLane.Count);
                d += term.Get<TLane>(i + 3 * TLane.Count);
            }

            a.Store(lanes + lane);
            b.Store(lanes + lane + TLane.Count);
            c.Store(lanes + lane + 2 * TLane.Count);
            d.Store(lanes + lane + 3 * TLane.Count);
        }

        int rest = count - whole, at = 0;
        for (; at + TLane.Count <= rest; at += TLane.Count)
            (TLane.Load(lanes + at) + term.Get<TLane>(whole + at)).Store(lanes + at);
        for (; at < rest; at++)
            (LaneScalar<T>.Load(lanes + at) + term.Get<LaneScalar<T>>(whole + at)).Store(lanes + at);
        return Halve(lanes);
    }

    /// <summary>The sum of the logical lanes, in halves: floats widened first, so that no order of threads or width shows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Halve<T>(T* lanes) where T : unmanaged => typeof(T) == typeof(float) ? HalveFloats((float*)lanes) : HalveDoubles((double*)lanes);

    /// <summary>Other element types (<see cref="Half"/>): every term is widened before it is added.</summary>
    private static double Widened<T, TTerm>(TTerm term, int count)
        where T : unmanaged, INumber<T>
        where TTerm : struct, ITerm<T>
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += Widening.ToDouble(term.Get<LaneScalar<T>>(i).Value);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double HalveFloats(float* lanes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.Load(lanes));
            (Vector512<double> c, Vector512<double> d) = Vector512.Widen(Vector512.Load(lanes + 16));
            (Vector512<double> e, Vector512<double> f) = Vector512.Widen(Vector512.Load(lanes + 32));
            (Vector512<double> g, Vector512<double> h) = Vector512.Widen(Vector512.Load(lanes + 48));
            return HalveEight((a + e) + (c + g) + ((b + f) + (d + h)));
        }

        double* wide = stackalloc double[32];
        if (Vector128.IsHardwareAccelerated)
        {
            for (int l = 0; l < 32; l += 4)
            {
                (Vector128<double> a, Vector128<double> b) = Vector128.Widen(Vector128.Load(lanes + l));
                (Vector128<double> c, Vector128<double> d) = Vector128.Widen(Vector128.Load(lanes + l + 32));
                (a + c).Store(wide + l);
                (b + d).Store(wide + l + 2);
            }
        }
        else
        {
            for (int l = 0; l < 32; l++)
                wide[l] = (double)lanes[l] + lanes[l + 32];
        }

        return HalveDoubles(wide);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double HalveDoubles(double* lanes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<double> even = Vector512.Load(lanes) + Vector512.Load(lanes + 16);
            Vector512<double> odd = Vector512.Load(lanes + 8) + Vector512.Load(lanes + 24);
            return HalveEight(even + odd);
        }

        for (int half = 16; half >= 2; half /= 2)
        {
            if (Vector128.IsHardwareAccelerated)
            {
                for (int l = 0; l < half; l += 2)
                    (Vector128.Load(lanes + l) + Vector128.Load(lanes + l + half)).Store(lanes + l);
            }
            else
            {
                for (int l = 0; l < half; l++)
                    lanes[l] += lanes[l + half];
            }
        }

        return lanes[0] + lanes[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double HalveEight(Vector512<double> lanes)
    {
        Vector256<double> four = lanes.GetLower() + lanes.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }
}
