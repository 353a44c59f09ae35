using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The inner loops of matrix times vector.</summary>
internal static unsafe class GemvKernels
{
    /// <summary>Four dot products with one vector, each over 64 bytes of logical lanes held in <typeparamref name="TVectors"/> registers.</summary>
    /// <remarks>Lane l adds the elements l, l + L, l + 2L, ... in order; a last part shorter than L is padded with zeros, which
    /// changes no sum; the lanes are then added by halves. The same at every width.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot4<TLane, T, TVectors>(int n, T* a0, T* a1, T* a2, T* a3, T* x, T* sums)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, INumber<T>
        where TVectors : struct, IConstant
    {
        TLane zero = TLane.Create(T.Zero);
        TLane s00 = zero, s01 = zero, s02 = zero, s03 = zero, s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        TLane s20 = zero, s21 = zero, s22 = zero, s23 = zero, s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        int lanes = TLane.Count * TVectors.Value;
        T* tail = stackalloc T[5 * 16];
        while (true)
        {
            for (; n >= lanes; n -= lanes)
            {
                TLane v = TLane.Load(x);
                s00 = TLane.MultiplyAdd(TLane.Load(a0), v, s00);
                s10 = TLane.MultiplyAdd(TLane.Load(a1), v, s10);
                s20 = TLane.MultiplyAdd(TLane.Load(a2), v, s20);
                s30 = TLane.MultiplyAdd(TLane.Load(a3), v, s30);
                if (TVectors.Value > 1)
                {
                    v = TLane.Load(x + TLane.Count);
                    s01 = TLane.MultiplyAdd(TLane.Load(a0 + TLane.Count), v, s01);
                    s11 = TLane.MultiplyAdd(TLane.Load(a1 + TLane.Count), v, s11);
                    s21 = TLane.MultiplyAdd(TLane.Load(a2 + TLane.Count), v, s21);
                    s31 = TLane.MultiplyAdd(TLane.Load(a3 + TLane.Count), v, s31);
                }

                if (TVectors.Value > 2)
                {
                    v = TLane.Load(x + 2 * TLane.Count);
                    s02 = TLane.MultiplyAdd(TLane.Load(a0 + 2 * TLane.Count), v, s02);
                    s12 = TLane.MultiplyAdd(TLane.Load(a1 + 2 * TLane.Count), v, s12);
                    s22 = TLane.MultiplyAdd(TLane.Load(a2 + 2 * TLane.Count), v, s22);
                    s32 = TLane.MultiplyAdd(TLane.Load(a3 + 2 * TLane.Count), v, s32);
                    v = TLane.Load(x + 3 * TLane.Count);
                    s03 = TLane.MultiplyAdd(TLane.Load(a0 + 3 * TLane.Count), v, s03);
                    s13 = TLane.MultiplyAdd(TLane.Load(a1 + 3 * TLane.Count), v, s13);
                    s23 = TLane.MultiplyAdd(TLane.Load(a2 + 3 * TLane.Count), v, s23);
                    s33 = TLane.MultiplyAdd(TLane.Load(a3 + 3 * TLane.Count), v, s33);
                }

                a0 += lanes;
                a1 += lanes;
                a2 += lanes;
                a3 += lanes;
                x += lanes;
            }

            if (n == 0)
                break;
            new Span<T>(tail, 5 * lanes).Clear();
            for (int i = 0; i < n; i++)
            {
                tail[i] = a0[i];
                tail[lanes + i] = a1[i];
                tail[2 * lanes + i] = a2[i];
                tail[3 * lanes + i] = a3[i];
                tail[4 * lanes + i] = x[i];
            }

            a0 = tail;
            a1 = tail + lanes;
            a2 = tail + 2 * lanes;
            a3 = tail + 3 * lanes;
            x = tail + 4 * lanes;
            n = lanes;
        }

        sums[0] = AddLanes<TLane, T, TVectors>(s00, s01, s02, s03, tail);
        sums[1] = AddLanes<TLane, T, TVectors>(s10, s11, s12, s13, tail);
        sums[2] = AddLanes<TLane, T, TVectors>(s20, s21, s22, s23, tail);
        sums[3] = AddLanes<TLane, T, TVectors>(s30, s31, s32, s33, tail);
    }

    /// <summary>The twin of <see cref="Dot4"/> for machines without vectors: the same lanes in an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot4Scalar<T>(int n, T* a0, T* a1, T* a2, T* a3, T* x, T* sums)
        where T : unmanaged, INumber<T>
    {
        int lanes = 64 / sizeof(T);
        T* lane = stackalloc T[16];
        for (int r = 0; r < 4; r++)
        {
            T* a = r switch { 0 => a0, 1 => a1, 2 => a2, _ => a3 };
            new Span<T>(lane, lanes).Clear();
            for (int i = 0; i < n; i++)
                lane[i % lanes] = LaneScalar<T>.MultiplyAdd(new(a[i]), new(x[i]), new(lane[i % lanes])).Value;
            sums[r] = AddHalves(lane, lanes);
        }
    }

    /// <summary>Adds up to eight columns, each times an element of x, to y: one load and one store of y for all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sweep<TLane, T>(int n, int columns, T* a, nint columnStride, T* x, T* y)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, INumber<T>
    {
        int i = 0;
        if (columns == 8)
        {
            TLane x0 = TLane.Create(x[0]), x1 = TLane.Create(x[1]), x2 = TLane.Create(x[2]), x3 = TLane.Create(x[3]);
            TLane x4 = TLane.Create(x[4]), x5 = TLane.Create(x[5]), x6 = TLane.Create(x[6]), x7 = TLane.Create(x[7]);
            T* a4 = a + 4 * columnStride;
            for (; i + TLane.Count <= n; i += TLane.Count)
            {
                TLane sum = TLane.Load(y + i);
                sum = TLane.MultiplyAdd(TLane.Load(a + i), x0, sum);
                sum = TLane.MultiplyAdd(TLane.Load(a + i + columnStride), x1, sum);
                sum = TLane.MultiplyAdd(TLane.Load(a + i + 2 * columnStride), x2, sum);
                sum = TLane.MultiplyAdd(TLane.Load(a + i + 3 * columnStride), x3, sum);
                sum = TLane.MultiplyAdd(TLane.Load(a4 + i), x4, sum);
                sum = TLane.MultiplyAdd(TLane.Load(a4 + i + columnStride), x5, sum);
                sum = TLane.MultiplyAdd(TLane.Load(a4 + i + 2 * columnStride), x6, sum);
                sum = TLane.MultiplyAdd(TLane.Load(a4 + i + 3 * columnStride), x7, sum);
                sum.Store(y + i);
            }
        }
        else
        {
            for (; i + TLane.Count <= n; i += TLane.Count)
            {
                TLane sum = TLane.Load(y + i);
                for (int p = 0; p < columns; p++)
                    sum = TLane.MultiplyAdd(TLane.Load(a + i + p * columnStride), TLane.Create(x[p]), sum);
                sum.Store(y + i);
            }
        }

        for (; i < n; i++)
        {
            T sum = y[i];
            for (int p = 0; p < columns; p++)
                sum = LaneScalar<T>.MultiplyAdd(new(a[i + p * columnStride]), new(x[p]), new(sum)).Value;
            y[i] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AddLanes<TLane, T, TVectors>(TLane v0, TLane v1, TLane v2, TLane v3, T* lane)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, INumber<T>
        where TVectors : struct, IConstant
    {
        v0.Store(lane);
        if (TVectors.Value > 1)
            v1.Store(lane + TLane.Count);
        if (TVectors.Value > 2)
        {
            v2.Store(lane + 2 * TLane.Count);
            v3.Store(lane + 3 * TLane.Count);
        }

        return AddHalves(lane, TLane.Count * TVectors.Value);
    }

    private static T AddHalves<T>(T* lane, int count) where T : unmanaged, INumber<T>
    {
        for (int half = count / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
                lane[i] += lane[i + half];
        }

        return lane[0];
    }
}
