using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Optimization;

/// <summary>The few vector operations an iteration is made of, on spans, without allocation.</summary>
/// <remarks>Elementwise operations round each product and each sum once, and inner products run over a fixed number of
/// lanes: the same bits at every register width.</remarks>
internal static class Vectors
{
    /// <summary>The inner product <c>⟨x, y⟩</c>, over four accumulators of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, INumberBase<T>
    {
        int width = Vector512<T>.Count, i = 0;
        ref T left = ref MemoryMarshal.GetReference(x), right = ref MemoryMarshal.GetReference(y);
        Vector512<T> s0 = Vector512<T>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (; i <= x.Length - (4 * width); i += 4 * width)
        {
            s0 += Vector512.LoadUnsafe(ref left, (nuint)i) * Vector512.LoadUnsafe(ref right, (nuint)i);
            s1 += Vector512.LoadUnsafe(ref left, (nuint)(i + width)) * Vector512.LoadUnsafe(ref right, (nuint)(i + width));
            s2 += Vector512.LoadUnsafe(ref left, (nuint)(i + (2 * width))) * Vector512.LoadUnsafe(ref right, (nuint)(i + (2 * width)));
            s3 += Vector512.LoadUnsafe(ref left, (nuint)(i + (3 * width))) * Vector512.LoadUnsafe(ref right, (nuint)(i + (3 * width)));
        }

        for (; i <= x.Length - width; i += width)
            s0 += Vector512.LoadUnsafe(ref left, (nuint)i) * Vector512.LoadUnsafe(ref right, (nuint)i);
        Vector512<T> lanes = (s0 + s1) + (s2 + s3);
        // The tail has an accumulator of its own, and lanes are added in order: nothing depends on the width of the machine.
        T sum = T.Zero, tail = T.Zero;
        for (; i < x.Length; i++)
            tail += x[i] * y[i];
        for (int lane = 0; lane < width; lane++)
            sum += lanes.GetElement(lane);
        return sum + tail;
    }

    public static T Dot<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, INumberBase<T> => Dot<T>(x.AsSpan(), y.AsSpan());

    /// <summary>The sum of the elements, over four accumulators of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T>(ReadOnlySpan<T> x) where T : unmanaged, INumberBase<T>
    {
        int width = Vector512<T>.Count, i = 0;
        T sum = T.Zero, tail = T.Zero;
        if (x.Length >= width)
        {
            ref T start = ref MemoryMarshal.GetReference(x);
            Vector512<T> s0 = Vector512<T>.Zero, s1 = s0, s2 = s0, s3 = s0;
            for (; i <= x.Length - (4 * width); i += 4 * width)
            {
                s0 += Vector512.LoadUnsafe(ref start, (nuint)i);
                s1 += Vector512.LoadUnsafe(ref start, (nuint)(i + width));
                s2 += Vector512.LoadUnsafe(ref start, (nuint)(i + (2 * width)));
                s3 += Vector512.LoadUnsafe(ref start, (nuint)(i + (3 * width)));
            }

            for (; i <= x.Length - width; i += width)
                s0 += Vector512.LoadUnsafe(ref start, (nuint)i);
            Vector512<T> lanes = (s0 + s1) + (s2 + s3);
            for (int lane = 0; lane < width; lane++)
                sum += lanes.GetElement(lane);
        }

        for (; i < x.Length; i++)
            tail += x[i];
        return sum + tail;
    }

    /// <summary>The Euclidean norm, scaled only where the squares leave the range of the type.</summary>
    public static T Norm<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T square = Dot(x, x);
        if (T.IsNormal(square) || T.IsNaN(square))
            return T.Sqrt(square);
        T largest = T.Zero;
        foreach (T element in x)
            largest = T.Max(largest, T.Abs(element));
        if (largest == T.Zero || !T.IsFinite(largest))
            return largest;
        T sum = T.Zero;
        foreach (T element in x)
            sum += (element / largest) * (element / largest);
        return largest * T.Sqrt(sum);
    }

    public static T Norm<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Norm<T>(x.AsSpan());

    /// <summary><c>destination = start + a x</c>; the destination may be either operand.</summary>
    public static void AddScaled<T>(ReadOnlySpan<T> start, T a, ReadOnlySpan<T> x, Span<T> destination) where T : unmanaged, INumberBase<T> =>
        TensorPrimitives.MultiplyAdd(x, a, start, destination);

    public static void AddScaled<T>(Tensor<T> start, T a, Tensor<T> x, Tensor<T> destination) where T : unmanaged, INumberBase<T> =>
        AddScaled<T>(start.AsSpan(), a, x.AsSpan(), destination.AsSpan());

    /// <summary><c>destination = x + a (x − y)</c>: a point beyond x, seen from y.</summary>
    public static void Extrapolate<T>(Tensor<T> x, Tensor<T> y, T a, Tensor<T> destination) where T : unmanaged, INumberBase<T>
    {
        Span<T> result = destination.AsSpan();
        TensorPrimitives.Subtract(x.AsSpan(), y.AsSpan(), result);
        TensorPrimitives.MultiplyAdd(result, a, x.AsSpan(), result);
    }

    public static void Scale<T>(Span<T> x, T a) where T : unmanaged, INumberBase<T> => TensorPrimitives.Multiply(x, a, x);

    /// <summary><c>x = x ⊙ y</c>.</summary>
    public static void Multiply<T>(Span<T> x, ReadOnlySpan<T> y) where T : unmanaged, INumberBase<T> => TensorPrimitives.Multiply(x, y, x);

    public static void Negate<T>(Tensor<T> x, Tensor<T> destination) where T : unmanaged, INumberBase<T> =>
        TensorPrimitives.Negate(x.AsSpan(), destination.AsSpan());

    /// <summary>Whether two vectors have the same bits.</summary>
    public static bool Same<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged =>
        MemoryMarshal.AsBytes(x.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(y.AsSpan()));

    /// <summary><c>x += a (target − x)</c>.</summary>
    public static void MoveToward<T>(Tensor<T> x, Tensor<T> target, T a) where T : unmanaged, INumberBase<T>
    {
        Span<T> point = x.AsSpan();
        ReadOnlySpan<T> goal = target.AsSpan();
        for (int i = 0; i < point.Length; i++)
            point[i] += a * (goal[i] - point[i]);
    }
}
