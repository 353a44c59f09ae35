using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Optimization;

/// <summary>Distances between vectors, without a buffer for their difference.</summary>
internal static class Distances
{
    /// <summary>The square <c>‖x − y‖²</c>, over two accumulators of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Square<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, INumberBase<T>
    {
        int width = Vector512<T>.Count, i = 0;
        ref T left = ref MemoryMarshal.GetReference(x), right = ref MemoryMarshal.GetReference(y);
        Vector512<T> s0 = Vector512<T>.Zero, s1 = s0;
        for (; i <= x.Length - (2 * width); i += 2 * width)
        {
            Vector512<T> d0 = Vector512.LoadUnsafe(ref left, (nuint)i) - Vector512.LoadUnsafe(ref right, (nuint)i);
            Vector512<T> d1 = Vector512.LoadUnsafe(ref left, (nuint)(i + width)) - Vector512.LoadUnsafe(ref right, (nuint)(i + width));
            s0 += d0 * d0;
            s1 += d1 * d1;
        }

        // Lanes are added in order, and the tail apart: nothing depends on the width of the machine.
        Vector512<T> lanes = s0 + s1;
        T sum = T.Zero, tail = T.Zero;
        for (; i < x.Length; i++)
            tail += (x[i] - y[i]) * (x[i] - y[i]);
        for (int lane = 0; lane < width; lane++)
            sum += lanes.GetElement(lane);
        return sum + tail;
    }

    /// <summary>The distance <c>‖x − y‖</c>.</summary>
    public static T Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sqrt(Square(x, y));

    /// <summary>The inner product <c>⟨a − b, b − c⟩</c>: of two successive movements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T InnerOfMovements<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c) where T : unmanaged, INumberBase<T>
    {
        int width = Vector512<T>.Count, i = 0;
        ref T first = ref MemoryMarshal.GetReference(a), second = ref MemoryMarshal.GetReference(b), third = ref MemoryMarshal.GetReference(c);
        Vector512<T> lanes = Vector512<T>.Zero;
        for (; i <= a.Length - width; i += width)
        {
            Vector512<T> middle = Vector512.LoadUnsafe(ref second, (nuint)i);
            lanes += (Vector512.LoadUnsafe(ref first, (nuint)i) - middle) * (middle - Vector512.LoadUnsafe(ref third, (nuint)i));
        }

        T sum = T.Zero, tail = T.Zero;
        for (; i < a.Length; i++)
            tail += (a[i] - b[i]) * (b[i] - c[i]);
        for (int lane = 0; lane < width; lane++)
            sum += lanes.GetElement(lane);
        return sum + tail;
    }
}
