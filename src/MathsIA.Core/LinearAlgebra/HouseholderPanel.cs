using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Householder QR of a few columns, reflector by reflector: the bottom of the blocked factorization.</summary>
/// <remarks>
/// The panel is packed so that a row is one 512-bit register (missing columns are zeros and stay so). A reflector then costs
/// two walks down the rows: one for its products with the columns to its right, one to subtract them, which also sums the
/// squares that the next reflector needs. Its own column is left as it was, the divisor being folded into the coefficients, and
/// all columns are divided at once when the panel is written back. Sums run in four interleaved chains of rows, whatever the
/// width of the registers.
/// </remarks>
internal static unsafe class HouseholderPanel
{
    /// <summary>The most columns of a panel.</summary>
    public static int Columns<T>() where T : unmanaged => 64 / Math.Max(4, sizeof(T));

    /// <summary>Factors the panel held in Y (unit column stride): leaves in Y the reflectors with their zeros and ones, on
    /// the diagonal of T their scales, and writes the triangle R. The scratch holds the rows of Y times
    /// <see cref="Columns{T}"/>.</summary>
    public static void Factor<T>(MatrixView<T> y, MatrixView<T> t, MatrixView<T> r, T* scratch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            Factor<Lane512<T>, T>(y, t, r, scratch);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            Factor<Lane256<T>, T>(y, t, r, scratch);
        else if (LaneWidth.IsVectorized<T>())
            Factor<Lane128<T>, T>(y, t, r, scratch);
        else
            Factor<LaneScalar<T>, T>(y, t, r, scratch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Factor<TLane, T>(MatrixView<T> y, MatrixView<T> t, MatrixView<T> r, T* packed)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = y.Rows, n = y.Columns, width = Columns<T>();
        T* w = stackalloc T[width];
        T* squares = stackalloc T[width];
        T* divisors = stackalloc T[width];
        Pack(y, packed, width);
        SumSquares<TLane, T>(packed + width, m - 1, width, squares);
        for (int j = 0; j < n; j++)
        {
            T* row = packed + j * width, below = row + width;
            int count = m - j - 1;
            Householder<T> h = Householder<T>.Of(row[j], Householder<T>.Norm(squares[j], below + j, width, count));
            divisors[j] = h.Divisor;
            if (h.Tau == T.Zero)
                SumSquares<TLane, T>(below + width, count - 1, width, squares);
            else
            {
                if (!h.IsTame)
                {
                    h.Scale(below + j, width, count);
                    divisors[j] = T.One;
                }

                Products<TLane, T>(below, count, width, j, w);
                T reciprocal = T.One / divisors[j];
                for (int c = 0; c < width; c++)
                {
                    w[c] = c > j ? -h.Tau * (row[c] + w[c] * reciprocal) : T.Zero;
                    row[c] += w[c];
                    w[c] *= reciprocal;
                }

                Update<TLane, T>(below, count, width, j, w, squares);
            }

            t[j, j] = h.Tau;
            r[j, j] = h.Beta;
            for (int c = j + 1; c < n; c++)
                r[j, c] = row[c];
        }

        Unpack(packed, width, divisors, y);
    }

    private static void Pack<T>(MatrixView<T> y, T* packed, int width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < y.Rows; i++)
        {
            T* source = y.Data + i * y.RowStride, row = packed + i * width;
            for (int c = 0; c < y.Columns; c++)
                row[c] = source[c];
            for (int c = y.Columns; c < width; c++)
                row[c] = T.Zero;
        }
    }

    private static void Unpack<T>(T* packed, int width, T* divisors, MatrixView<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = y.Columns;
        for (int c = 0; c < n; c++)
            divisors[c] = T.One / divisors[c];
        for (int i = 0; i < y.Rows; i++)
        {
            T* row = packed + i * width, result = y.Data + i * y.RowStride;
            int below = Math.Min(i, n);
            for (int c = 0; c < below; c++)
                result[c] = row[c] * divisors[c];
            for (int c = below; c < n; c++)
                result[c] = c == i ? T.One : T.Zero;
        }
    }

    /// <summary>For every column, the sum of its squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumSquares<TLane, T>(T* rows, int count, int width, T* squares)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int c = 0; c < width; c += TLane.Count)
        {
            TLane s0 = TLane.Create(T.Zero), s1 = s0, s2 = s0, s3 = s0;
            T* x = rows + c;
            int i = 0;
            for (; i + 4 <= count; i += 4, x += 4 * width)
            {
                TLane x0 = TLane.Load(x), x1 = TLane.Load(x + width), x2 = TLane.Load(x + 2 * width), x3 = TLane.Load(x + 3 * width);
                s0 = TLane.MultiplyAdd(x0, x0, s0);
                s1 = TLane.MultiplyAdd(x1, x1, s1);
                s2 = TLane.MultiplyAdd(x2, x2, s2);
                s3 = TLane.MultiplyAdd(x3, x3, s3);
            }

            for (; i < count; i++, x += width)
                s0 = TLane.MultiplyAdd(TLane.Load(x), TLane.Load(x), s0);
            ((s0 + s1) + (s2 + s3)).Store(squares + c);
        }
    }

    /// <summary>For every column, its product with column j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Products<TLane, T>(T* rows, int count, int width, int j, T* products)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int c = 0; c < width; c += TLane.Count)
        {
            TLane s0 = TLane.Create(T.Zero), s1 = s0, s2 = s0, s3 = s0;
            T* x = rows + c, v = rows + j;
            int i = 0;
            for (; i + 4 <= count; i += 4, x += 4 * width, v += 4 * width)
            {
                s0 = TLane.MultiplyAdd(TLane.Create(*v), TLane.Load(x), s0);
                s1 = TLane.MultiplyAdd(TLane.Create(v[width]), TLane.Load(x + width), s1);
                s2 = TLane.MultiplyAdd(TLane.Create(v[2 * width]), TLane.Load(x + 2 * width), s2);
                s3 = TLane.MultiplyAdd(TLane.Create(v[3 * width]), TLane.Load(x + 3 * width), s3);
            }

            for (; i < count; i++, x += width, v += width)
                s0 = TLane.MultiplyAdd(TLane.Create(*v), TLane.Load(x), s0);
            ((s0 + s1) + (s2 + s3)).Store(products + c);
        }
    }

    /// <summary>Adds column j times w to the rows, which leaves column j itself alone as w is zero there; sums the squares
    /// of what comes out, but for the first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update<TLane, T>(T* rows, int count, int width, int j, T* w, T* squares)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (count == 0)
            return;
        for (int c = 0; c < width; c += TLane.Count)
        {
            T* x = rows + c, v = rows + j;
            TLane f = TLane.Load(w + c), s0 = TLane.Create(T.Zero), s1 = s0, s2 = s0, s3 = s0;
            TLane.MultiplyAdd(TLane.Create(*v), f, TLane.Load(x)).Store(x);
            x += width;
            v += width;
            int i = 1;
            for (; i + 4 <= count; i += 4, x += 4 * width, v += 4 * width)
            {
                TLane x0 = TLane.MultiplyAdd(TLane.Create(*v), f, TLane.Load(x));
                TLane x1 = TLane.MultiplyAdd(TLane.Create(v[width]), f, TLane.Load(x + width));
                TLane x2 = TLane.MultiplyAdd(TLane.Create(v[2 * width]), f, TLane.Load(x + 2 * width));
                TLane x3 = TLane.MultiplyAdd(TLane.Create(v[3 * width]), f, TLane.Load(x + 3 * width));
                x0.Store(x);
                x1.Store(x + width);
                x2.Store(x + 2 * width);
                x3.Store(x + 3 * width);
                s0 = TLane.MultiplyAdd(x0, x0, s0);
                s1 = TLane.MultiplyAdd(x1, x1, s1);
                s2 = TLane.MultiplyAdd(x2, x2, s2);
                s3 = TLane.MultiplyAdd(x3, x3, s3);
            }

            for (; i < count; i++, x += width, v += width)
            {
                TLane x0 = TLane.MultiplyAdd(TLane.Create(*v), f, TLane.Load(x));
                x0.Store(x);
                s0 = TLane.MultiplyAdd(x0, x0, s0);
            }

            ((s0 + s1) + (s2 + s3)).Store(squares + c);
        }
    }
}
