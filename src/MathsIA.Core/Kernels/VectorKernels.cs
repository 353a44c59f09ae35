using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>Inner products and norms of vectors, with the same bits at every register width.</summary>
/// <remarks>Products run over four registers of 512 bits, whatever the machine has: 64 logical lanes of float, 32 of double,
/// each a chain of fused multiply-adds. Above <see cref="Block"/> elements halves are summed apart, so that the error
/// grows with the logarithm of the length.</remarks>
internal static class VectorKernels
{
    private const int Block = 1 << 14;

    /// <summary><c>Σ xᵢ yᵢ</c> over vectors of one length.</summary>
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length > Block)
        {
            int half = (x.Length / 2 + Block - 1) / Block * Block;
            return Dot(x[..half], y[..half]) + Dot(x[half..], y[half..]);
        }

        return typeof(T) == typeof(float) || typeof(T) == typeof(double)
            ? Vector128.IsHardwareAccelerated ? DotVectors(x, y) : DotLanes(x, y)
            : DotPlain(x, y);
    }

    /// <summary><c>‖x‖₂</c>, without overflow or underflow on the way.</summary>
    public static T Norm<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T square = Dot(x, x);
        // Between these bounds no partial sum can have overflowed, and what underflowed is below rounding.
        if (T.IsFinite(square) && square >= Tiny<T>())
            return T.Sqrt(square);
        T largest = T.Zero;
        foreach (T value in x)
            largest = T.Max(largest, T.Abs(value));
        if (largest == T.Zero || !T.IsFinite(largest))
            return largest;
        T sum = T.Zero;
        foreach (T value in x)
        {
            T scaled = value / largest;
            sum += scaled * scaled;
        }

        return largest * T.Sqrt(sum);
    }

    /// <summary><c>y ← y + a x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Axpy<T>(T a, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.MultiplyAdd(x, a, y, y);

    /// <summary><c>y ← x + a y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Xpay<T>(ReadOnlySpan<T> x, T a, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.MultiplyAdd(y, a, x, y);

    /// <summary><c>x ← a x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale<T>(T a, Span<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Multiply(x, a, x);

    /// <summary><c>x ← factor (x + a y)</c>, and the inner product of that with z, in one pass.</summary>
    public static T UpdateAndDot<T>(Span<T> x, T a, ReadOnlySpan<T> y, T factor, ReadOnlySpan<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length > Block)
        {
            int half = (x.Length / 2 + Block - 1) / Block * Block;
            return UpdateAndDot(x[..half], a, y[..half], factor, z[..half]) + UpdateAndDot(x[half..], a, y[half..], factor, z[half..]);
        }

        if ((typeof(T) == typeof(float) || typeof(T) == typeof(double)) && Vector128.IsHardwareAccelerated)
            return UpdateAndDotVectors(x, a, y, factor, z);
        for (int i = 0; i < x.Length; i++)
            x[i] = factor * (x[i] + (a * y[i]));
        return Dot(x, z);
    }

    private static T Tiny<T>() where T : IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? T.CreateTruncating(1e-24) : typeof(T) == typeof(double) ? T.CreateTruncating(1e-270) : T.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe T DotVectors<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = Vector512<T>.Count, i = 0;
        Vector512<T> a = default, b = default, c = default, d = default;
        fixed (T* px = x, py = y)
        {
            for (; i <= x.Length - (4 * count); i += 4 * count)
            {
                a = MultiplyAdd(Vector512.Load(px + i), Vector512.Load(py + i), a);
                b = MultiplyAdd(Vector512.Load(px + i + count), Vector512.Load(py + i + count), b);
                c = MultiplyAdd(Vector512.Load(px + i + (2 * count)), Vector512.Load(py + i + (2 * count)), c);
                d = MultiplyAdd(Vector512.Load(px + i + (3 * count)), Vector512.Load(py + i + (3 * count)), d);
            }

            AddRest(px + i, py + i, x.Length - i, ref a, ref b, ref c, ref d);
        }

        return AddLanes(a, b, c, d);
    }

    /// <summary>As <see cref="DotVectors"/>; each product and each sum of the update is rounded, as elsewhere in elementwise work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe T UpdateAndDotVectors<T>(Span<T> x, T a, ReadOnlySpan<T> y, T factor, ReadOnlySpan<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = Vector512<T>.Count, i = 0;
        Vector512<T> scale = Vector512.Create(a), all = Vector512.Create(factor), s0 = default, s1 = default, s2 = default, s3 = default;
        fixed (T* px = x, py = y, pz = z)
        {
            for (; i <= x.Length - (4 * count); i += 4 * count)
            {
                s0 = MultiplyAdd(Update(px + i, scale, py + i, all), Vector512.Load(pz + i), s0);
                s1 = MultiplyAdd(Update(px + i + count, scale, py + i + count, all), Vector512.Load(pz + i + count), s1);
                s2 = MultiplyAdd(Update(px + i + (2 * count), scale, py + i + (2 * count), all), Vector512.Load(pz + i + (2 * count)), s2);
                s3 = MultiplyAdd(Update(px + i + (3 * count), scale, py + i + (3 * count), all), Vector512.Load(pz + i + (3 * count)), s3);
            }

            int whole = i;
            for (; i <= x.Length - count; i += count)
                Update(px + i, scale, py + i, all);
            for (; i < x.Length; i++)
                px[i] = factor * (px[i] + (a * py[i]));
            AddRest(px + whole, pz + whole, x.Length - whole, ref s0, ref s1, ref s2, ref s3);
        }

        return AddLanes(s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<T> Update<T>(T* x, Vector512<T> a, T* y, Vector512<T> factor) where T : unmanaged
    {
        Vector512<T> updated = factor * (Vector512.Load(x) + (a * Vector512.Load(y)));
        updated.Store(x);
        return updated;
    }

    /// <summary>The last elements, fewer than four registers: one of these a chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void AddRest<T>(T* x, T* y, int rest, ref Vector512<T> a, ref Vector512<T> b, ref Vector512<T> c, ref Vector512<T> d) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = Vector512<T>.Count;
        if (rest > 0)
            a = MultiplyAdd(Part(x, rest), Part(y, rest), a);
        if (rest > count)
            b = MultiplyAdd(Part(x + count, rest - count), Part(y + count, rest - count), b);
        if (rest > 2 * count)
            c = MultiplyAdd(Part(x + (2 * count), rest - (2 * count)), Part(y + (2 * count), rest - (2 * count)), c);
        if (rest > 3 * count)
            d = MultiplyAdd(Part(x + (3 * count), rest - (3 * count)), Part(y + (3 * count), rest - (3 * count)), d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AddLanes<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        GemvKernels.AddLanes<Lane512<T>, T, GemmTile.Four>(new(a), new(b), new(c), new(d));

    /// <summary>The first elements of a register, and zeros, which change no sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<T> Part<T>(T* source, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PartialLane.Load<Lane512<T>, T>(source, count).Value;

    /// <summary>The same sum in the same order on a machine without vectors.</summary>
    private static unsafe T DotLanes<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int stride = 256 / Unsafe.SizeOf<T>(), whole = x.Length / stride * stride;
        T* lanes = stackalloc T[stride];
        new Span<T>(lanes, stride).Clear();
        for (int i = 0; i < whole; i++)
            lanes[i % stride] = T.MultiplyAddEstimate(x[i], y[i], lanes[i % stride]);
        return Finish(lanes, stride, x[whole..], y[whole..]);
    }

    /// <summary>Adds the rest, one element a lane, then the lanes as a binary tree.</summary>
    private static unsafe T Finish<T>(T* lanes, int count, ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++)
            lanes[i] = T.MultiplyAddEstimate(x[i], y[i], lanes[i]);
        for (int width = count / 2; width > 0; width /= 2)
        {
            for (int i = 0; i < width; i++)
                lanes[i] += lanes[i + width];
        }

        return lanes[0];
    }

    private static T DotPlain<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : INumberBase<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MultiplyAdd<T>(Vector512<T> left, Vector512<T> right, Vector512<T> addend) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
}
