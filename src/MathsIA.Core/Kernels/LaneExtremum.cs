using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>Finds the largest or smallest of contiguous elements. The order of comparison does not show in the result.</summary>
internal static unsafe class LaneExtremum
{
    /// <summary>The extreme of at least one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TExtremum>(T* x, int count)
        where T : unmanaged, INumber<T>
        where TExtremum : struct, IExtremum<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            return Run<T, Lane512<T>, TExtremum>(x, count);
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            return Run<T, Lane256<T>, TExtremum>(x, count);
        if (Vector128.IsHardwareAccelerated && Vector128<T>.IsSupported)
            return Run<T, Lane128<T>, TExtremum>(x, count);
        return Run<T, LaneScalar<T>, TExtremum>(x, count);
    }

    /// <summary>The first index at which an element equals <paramref name="value"/>, or is NaN if that is; -1 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstIndex<T>(T* x, int count, T value) where T : unmanaged, INumber<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            return Find<T, Lane512<T>>(x, count, value);
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            return Find<T, Lane256<T>>(x, count, value);
        if (Vector128.IsHardwareAccelerated && Vector128<T>.IsSupported)
            return Find<T, Lane128<T>>(x, count, value);
        return Find<T, LaneScalar<T>>(x, count, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static T Run<T, TLane, TExtremum>(T* x, int count)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
        where TExtremum : struct, IExtremum<T>
    {
        LaneScalar<T> first = LaneScalar<T>.Load(x);
        LaneScalar<T> best = TExtremum.Pick(first, first);
        int width = TLane.Count, i = 0;
        if (count >= width)
        {
            TLane a = TLane.Load(x);
            a = TExtremum.Pick(a, a);
            TLane b = a, c = a, d = a;
            for (; i + 4 * width <= count; i += 4 * width)
            {
                a = TExtremum.Pick(a, TLane.Load(x + i));
                b = TExtremum.Pick(b, TLane.Load(x + i + width));
                c = TExtremum.Pick(c, TLane.Load(x + i + 2 * width));
                d = TExtremum.Pick(d, TLane.Load(x + i + 3 * width));
            }

            for (; i + width <= count; i += width)
                a = TExtremum.Pick(a, TLane.Load(x + i));
            // The last register overlaps the one before it: no harm, an element may be compared twice.
            a = TExtremum.Pick(a, TLane.Load(x + count - width));
            T* lanes = stackalloc T[64];
            TExtremum.Pick(TExtremum.Pick(a, b), TExtremum.Pick(c, d)).Store(lanes);
            for (int l = 0; l < width; l++)
                best = TExtremum.Pick(best, LaneScalar<T>.Load(lanes + l));
            return best.Value;
        }

        for (; i < count; i++)
            best = TExtremum.Pick(best, LaneScalar<T>.Load(x + i));
        return best.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Find<T, TLane>(T* x, int count, T value)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        int i = 0;
        bool isNaN = T.IsNaN(value);
        TLane sought = TLane.Create(value);
        for (; i + TLane.Count <= count; i += TLane.Count)
        {
            TLane next = TLane.Load(x + i);
            if (TLane.Any(isNaN ? ~TLane.Equal(next, next) : TLane.Equal(next, sought)))
                break;
        }

        for (; i < count; i++)
        {
            if (isNaN ? T.IsNaN(x[i]) : x[i] == value)
                return i;
        }

        return -1;
    }
}
