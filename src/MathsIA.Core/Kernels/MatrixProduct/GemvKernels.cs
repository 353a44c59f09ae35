using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The inner loops of matrix times vector.</summary>
internal static unsafe class GemvKernels
{
    /// <summary>The columns that are swept at a time: few, which is as many streams as the hardware follows.</summary>
    private const int SweptColumns = 8;

    /// <summary>How many rows ahead memory is asked for: the next four. Short rows are too many streams for the processor to follow.</summary>
    private const int RowsAhead = 4;

    /// <summary>Up to this many bytes the matrix may well be in the first-level cache: all its columns are swept at once, and y is not
    /// read again.</summary>
    private const int NearBytes = 1 << 15;

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
        nint ahead = (nint)(RowsAhead * (a1 - a0));
        for (; n >= lanes; n -= lanes)
        {
            if (CacheHint.IsSupported)
            {
                CacheHint.Line(a0 + ahead);
                CacheHint.Line(a1 + ahead);
                CacheHint.Line(a2 + ahead);
                CacheHint.Line(a3 + ahead);
            }

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

        if (n > 0)
        {
            TLane v = PartialLane.Load<TLane, T>(x, n);
            s00 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a0, n), v, s00);
            s10 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a1, n), v, s10);
            s20 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a2, n), v, s20);
            s30 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a3, n), v, s30);
            if (TVectors.Value > 1)
            {
                int rest = n - TLane.Count;
                v = PartialLane.Load<TLane, T>(x + TLane.Count, rest);
                s01 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a0 + TLane.Count, rest), v, s01);
                s11 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a1 + TLane.Count, rest), v, s11);
                s21 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a2 + TLane.Count, rest), v, s21);
                s31 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a3 + TLane.Count, rest), v, s31);
            }

            if (TVectors.Value > 2)
            {
                int rest = n - (2 * TLane.Count), last = n - (3 * TLane.Count);
                v = PartialLane.Load<TLane, T>(x + 2 * TLane.Count, rest);
                s02 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a0 + 2 * TLane.Count, rest), v, s02);
                s12 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a1 + 2 * TLane.Count, rest), v, s12);
                s22 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a2 + 2 * TLane.Count, rest), v, s22);
                s32 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a3 + 2 * TLane.Count, rest), v, s32);
                v = PartialLane.Load<TLane, T>(x + 3 * TLane.Count, last);
                s03 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a0 + 3 * TLane.Count, last), v, s03);
                s13 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a1 + 3 * TLane.Count, last), v, s13);
                s23 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a2 + 3 * TLane.Count, last), v, s23);
                s33 = TLane.MultiplyAdd(PartialLane.Load<TLane, T>(a3 + 3 * TLane.Count, last), v, s33);
            }
        }

        sums[0] = AddLanes<TLane, T, TVectors>(s00, s01, s02, s03);
        sums[1] = AddLanes<TLane, T, TVectors>(s10, s11, s12, s13);
        sums[2] = AddLanes<TLane, T, TVectors>(s20, s21, s22, s23);
        sums[3] = AddLanes<TLane, T, TVectors>(s30, s31, s32, s33);
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

    /// <summary>y = A x with the columns of A contiguous: a few of them at a time are swept over all of y.</summary>
    /// <remarks>Each element of y is one chain of multiply-adds in the order of the columns, at every width. Eight registers of y
    /// at once hide the latency of the chain and make each visit of a column half a kilobyte long; few columns at a time are as
    /// many streams as the hardware follows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sweep<TLane, T>(int n, int columns, T* a, nint columnStride, T* x, T* y)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, INumber<T>
    {
        TLane zero = TLane.Create(T.Zero);
        int whole = n / TLane.Count * TLane.Count, swept = (long)n * columns * sizeof(T) <= NearBytes ? columns : SweptColumns;
        for (int p = 0; p < columns; p += swept)
        {
            int count = Math.Min(swept, columns - p), i = 0;
            T* first = a + p * columnStride;
            bool fresh = p == 0;
            for (; i + 8 * TLane.Count <= whole; i += 8 * TLane.Count)
            {
                T* d = y + i, s = first + i;
                TLane y0 = zero, y1 = zero, y2 = zero, y3 = zero, y4 = zero, y5 = zero, y6 = zero, y7 = zero;
                if (!fresh)
                {
                    y0 = TLane.Load(d);
                    y1 = TLane.Load(d + TLane.Count);
                    y2 = TLane.Load(d + 2 * TLane.Count);
                    y3 = TLane.Load(d + 3 * TLane.Count);
                    y4 = TLane.Load(d + 4 * TLane.Count);
                    y5 = TLane.Load(d + 5 * TLane.Count);
                    y6 = TLane.Load(d + 6 * TLane.Count);
                    y7 = TLane.Load(d + 7 * TLane.Count);
                }

                for (int q = 0; q < count; q++, s += columnStride)
                {
                    TLane v = TLane.Create(x[p + q]);
                    y0 = TLane.MultiplyAdd(TLane.Load(s), v, y0);
                    y1 = TLane.MultiplyAdd(TLane.Load(s + TLane.Count), v, y1);
                    y2 = TLane.MultiplyAdd(TLane.Load(s + 2 * TLane.Count), v, y2);
                    y3 = TLane.MultiplyAdd(TLane.Load(s + 3 * TLane.Count), v, y3);
                    y4 = TLane.MultiplyAdd(TLane.Load(s + 4 * TLane.Count), v, y4);
                    y5 = TLane.MultiplyAdd(TLane.Load(s + 5 * TLane.Count), v, y5);
                    y6 = TLane.MultiplyAdd(TLane.Load(s + 6 * TLane.Count), v, y6);
                    y7 = TLane.MultiplyAdd(TLane.Load(s + 7 * TLane.Count), v, y7);
                }

                y0.Store(d);
                y1.Store(d + TLane.Count);
                y2.Store(d + 2 * TLane.Count);
                y3.Store(d + 3 * TLane.Count);
                y4.Store(d + 4 * TLane.Count);
                y5.Store(d + 5 * TLane.Count);
                y6.Store(d + 6 * TLane.Count);
                y7.Store(d + 7 * TLane.Count);
            }

            for (; i + 4 * TLane.Count <= whole; i += 4 * TLane.Count)
            {
                T* d = y + i, s = first + i;
                TLane y0 = zero, y1 = zero, y2 = zero, y3 = zero;
                if (!fresh)
                {
                    y0 = TLane.Load(d);
                    y1 = TLane.Load(d + TLane.Count);
                    y2 = TLane.Load(d + 2 * TLane.Count);
                    y3 = TLane.Load(d + 3 * TLane.Count);
                }

                for (int q = 0; q < count; q++, s += columnStride)
                {
                    TLane v = TLane.Create(x[p + q]);
                    y0 = TLane.MultiplyAdd(TLane.Load(s), v, y0);
                    y1 = TLane.MultiplyAdd(TLane.Load(s + TLane.Count), v, y1);
                    y2 = TLane.MultiplyAdd(TLane.Load(s + 2 * TLane.Count), v, y2);
                    y3 = TLane.MultiplyAdd(TLane.Load(s + 3 * TLane.Count), v, y3);
                }

                y0.Store(d);
                y1.Store(d + TLane.Count);
                y2.Store(d + 2 * TLane.Count);
                y3.Store(d + 3 * TLane.Count);
            }

            for (; i < whole; i += TLane.Count)
            {
                TLane sum = fresh ? zero : TLane.Load(y + i);
                T* s = first + i;
                for (int q = 0; q < count; q++, s += columnStride)
                    sum = TLane.MultiplyAdd(TLane.Load(s), TLane.Create(x[p + q]), sum);
                sum.Store(y + i);
            }
        }

        if (whole == n)
            return;
        if (whole > 0)
        {
            // A register that ends with y: what it shares with the one before comes out the same again.
            T* s = a + n - TLane.Count;
            TLane sum = zero;
            for (int p = 0; p < columns; p++, s += columnStride)
                sum = TLane.MultiplyAdd(TLane.Load(s), TLane.Create(x[p]), sum);
            sum.Store(y + n - TLane.Count);
            return;
        }

        for (int i = 0; i < n; i++)
        {
            T sum = T.Zero;
            for (int p = 0; p < columns; p++)
                sum = LaneScalar<T>.MultiplyAdd(new(a[i + p * columnStride]), new(x[p]), new(sum)).Value;
            y[i] = sum;
        }
    }

    /// <summary>The sum of one row's lanes by halves, as <see cref="AddHalves"/> has it, in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AddLanes<TLane, T, TVectors>(TLane v0, TLane v1, TLane v2, TLane v3)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, INumber<T>
        where TVectors : struct, IConstant
    {
        TLane folded = TVectors.Value == 1 ? v0 : TVectors.Value == 2 ? v0 + v1 : (v0 + v2) + (v1 + v3);
        Vector128<T> quarter;
        if (typeof(TLane) == typeof(Lane512<T>))
        {
            Vector512<T> whole = Unsafe.BitCast<TLane, Vector512<T>>(folded);
            Vector256<T> half = whole.GetLower() + whole.GetUpper();
            quarter = half.GetLower() + half.GetUpper();
        }
        else if (typeof(TLane) == typeof(Lane256<T>))
        {
            Vector256<T> half = Unsafe.BitCast<TLane, Vector256<T>>(folded);
            quarter = half.GetLower() + half.GetUpper();
        }
        else
        {
            quarter = Unsafe.BitCast<TLane, Vector128<T>>(folded);
        }

        return sizeof(T) == 4
            ? (quarter.GetElement(0) + quarter.GetElement(2)) + (quarter.GetElement(1) + quarter.GetElement(3))
            : quarter.GetElement(0) + quarter.GetElement(1);
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
