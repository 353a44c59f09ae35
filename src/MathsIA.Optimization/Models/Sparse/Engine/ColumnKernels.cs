using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The loops that coordinate descent spends its time in: columns against the residual.</summary>
/// <remarks>Vectors are padded with zeros to whole registers of 512 bits, so there are no tails. Sums run over a fixed number of
/// logical lanes, added by halves: the same bits at every register width.</remarks>
internal static unsafe class ColumnKernels
{
    /// <summary>The padded length: a multiple of 64 bytes.</summary>
    public static int Padded<T>(int length) where T : unmanaged => checked(length + Vector512<T>.Count - 1) / Vector512<T>.Count * Vector512<T>.Count;

    /// <summary><c>Σ xᵢ yᵢ</c> over a padded length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot<T>(int n, T* x, T* y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector512<T>.Count, i = 0;
        Vector512<T> a = default, b = default, c = default, d = default;
        for (; i <= n - (4 * width); i += 4 * width)
        {
            a = MultiplyAdd(Vector512.Load(x + i), Vector512.Load(y + i), a);
            b = MultiplyAdd(Vector512.Load(x + i + width), Vector512.Load(y + i + width), b);
            c = MultiplyAdd(Vector512.Load(x + i + (2 * width)), Vector512.Load(y + i + (2 * width)), c);
            d = MultiplyAdd(Vector512.Load(x + i + (3 * width)), Vector512.Load(y + i + (3 * width)), d);
        }

        for (; i < n; i += width)
            a = MultiplyAdd(Vector512.Load(x + i), Vector512.Load(y + i), a);
        return AddHalves((a + b) + (c + d));
    }

    /// <summary><c>Σ xᵢ² dᵢ</c> over a padded length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T WeightedSquare<T>(int n, T* x, T* weights) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> sum = default;
        for (int i = 0; i < n; i += Vector512<T>.Count)
        {
            Vector512<T> v = Vector512.Load(x + i);
            sum = MultiplyAdd(v * v, Vector512.Load(weights + i), sum);
        }

        return AddHalves(sum);
    }

    /// <summary><c>Σ (xᵢ − a yᵢ)²</c> over a padded length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T SquaredDistance<T>(int n, T* x, T a, T* y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> sum = default, factor = Vector512.Create(-a);
        for (int i = 0; i < n; i += Vector512<T>.Count)
        {
            Vector512<T> v = MultiplyAdd(factor, Vector512.Load(y + i), Vector512.Load(x + i));
            sum = MultiplyAdd(v, v, sum);
        }

        return AddHalves(sum);
    }

    /// <summary><c>y ← y + a x</c> over a padded length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(int n, T a, T* x, T* y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector512<T>.Count, i = 0;
        Vector512<T> factor = Vector512.Create(a);
        for (; i <= n - (4 * width); i += 4 * width)
        {
            Vector512<T> v0 = MultiplyAdd(factor, Vector512.Load(x + i), Vector512.Load(y + i));
            Vector512<T> v1 = MultiplyAdd(factor, Vector512.Load(x + i + width), Vector512.Load(y + i + width));
            Vector512<T> v2 = MultiplyAdd(factor, Vector512.Load(x + i + (2 * width)), Vector512.Load(y + i + (2 * width)));
            Vector512<T> v3 = MultiplyAdd(factor, Vector512.Load(x + i + (3 * width)), Vector512.Load(y + i + (3 * width)));
            v0.Store(y + i);
            v1.Store(y + i + width);
            v2.Store(y + i + (2 * width));
            v3.Store(y + i + (3 * width));
        }

        for (; i < n; i += width)
            MultiplyAdd(factor, Vector512.Load(x + i), Vector512.Load(y + i)).Store(y + i);
    }

    /// <summary><c>y ← y + a d ⊙ x</c> over a padded length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeighted<T>(int n, T a, T* x, T* weights, T* y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> factor = Vector512.Create(a);
        for (int i = 0; i < n; i += Vector512<T>.Count)
            MultiplyAdd(factor * Vector512.Load(weights + i), Vector512.Load(x + i), Vector512.Load(y + i)).Store(y + i);
    }

    /// <summary>Four inner products with one vector: each reads its column once.</summary>
    public static void Dot4<T>(int n, T* a0, T* a1, T* a2, T* a3, T* x, T* sums) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            GemvKernels.Dot4<Lane512<T>, T, GemmTile.One>(n, a0, a1, a2, a3, x, sums);
        else if (Vector256.IsHardwareAccelerated)
            GemvKernels.Dot4<Lane256<T>, T, GemmTile.Two>(n, a0, a1, a2, a3, x, sums);
        else if (Vector128.IsHardwareAccelerated)
            GemvKernels.Dot4<Lane128<T>, T, GemmTile.Four>(n, a0, a1, a2, a3, x, sums);
        else
            GemvKernels.Dot4Scalar(n, a0, a1, a2, a3, x, sums);
    }

    /// <summary>All products of four columns with four others: sixteen sums for eight streams.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot4By4<T>(int n, T* a0, T* a1, T* a2, T* a3, T* b0, T* b1, T* b2, T* b3, T* sums) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<T> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<T> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        for (int i = 0; i < n; i += Vector512<T>.Count)
        {
            Vector512<T> y0 = Vector512.Load(b0 + i), y1 = Vector512.Load(b1 + i), y2 = Vector512.Load(b2 + i), y3 = Vector512.Load(b3 + i);
            Vector512<T> x = Vector512.Load(a0 + i);
            s00 = MultiplyAdd(x, y0, s00);
            s01 = MultiplyAdd(x, y1, s01);
            s02 = MultiplyAdd(x, y2, s02);
            s03 = MultiplyAdd(x, y3, s03);
            x = Vector512.Load(a1 + i);
            s10 = MultiplyAdd(x, y0, s10);
            s11 = MultiplyAdd(x, y1, s11);
            s12 = MultiplyAdd(x, y2, s12);
            s13 = MultiplyAdd(x, y3, s13);
            x = Vector512.Load(a2 + i);
            s20 = MultiplyAdd(x, y0, s20);
            s21 = MultiplyAdd(x, y1, s21);
            s22 = MultiplyAdd(x, y2, s22);
            s23 = MultiplyAdd(x, y3, s23);
            x = Vector512.Load(a3 + i);
            s30 = MultiplyAdd(x, y0, s30);
            s31 = MultiplyAdd(x, y1, s31);
            s32 = MultiplyAdd(x, y2, s32);
            s33 = MultiplyAdd(x, y3, s33);
        }

        sums[0] = AddHalves(s00);
        sums[1] = AddHalves(s01);
        sums[2] = AddHalves(s02);
        sums[3] = AddHalves(s03);
        sums[4] = AddHalves(s10);
        sums[5] = AddHalves(s11);
        sums[6] = AddHalves(s12);
        sums[7] = AddHalves(s13);
        sums[8] = AddHalves(s20);
        sums[9] = AddHalves(s21);
        sums[10] = AddHalves(s22);
        sums[11] = AddHalves(s23);
        sums[12] = AddHalves(s30);
        sums[13] = AddHalves(s31);
        sums[14] = AddHalves(s32);
        sums[15] = AddHalves(s33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MultiplyAdd<T>(Vector512<T> left, Vector512<T> right, Vector512<T> addend) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AddHalves<T>(Vector512<T> lanes) where T : unmanaged, INumberBase<T>
    {
        Vector256<T> half = lanes.GetLower() + lanes.GetUpper();
        Vector128<T> quarter = half.GetLower() + half.GetUpper();
        T sum = typeof(T) == typeof(float)
            ? (quarter.GetElement(0) + quarter.GetElement(2)) + (quarter.GetElement(1) + quarter.GetElement(3))
            : quarter.GetElement(0) + quarter.GetElement(1);
        return sum;
    }
}
