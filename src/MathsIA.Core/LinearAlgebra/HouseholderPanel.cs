using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Householder QR of a few columns, reflector by reflector: the bottom of the blocked factorization.</summary>
/// <remarks>
/// The panel is row-major and a row is one 512-bit register, so a reflector costs two walks down the rows: one for its
/// products with the columns to its right, one to subtract them, which also sums the squares that the next reflector needs.
/// Sums run in four interleaved chains of rows, whatever the width of the registers.
/// </remarks>
internal static unsafe class HouseholderPanel
{
    /// <summary>The most columns of a panel.</summary>
    public static int Columns<T>() where T : unmanaged => 64 / Math.Max(4, sizeof(T));

    /// <summary>Factors the panel held in Y (unit column stride): leaves in Y the reflectors with their zeros and ones, on
    /// the diagonal of T their scales, and writes the triangle R.</summary>
    public static void Factor<T>(MatrixView<T> y, MatrixView<T> t, MatrixView<T> r) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            Factor<Lane512<T>, T>(y, t, r);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            Factor<Lane256<T>, T>(y, t, r);
        else if (LaneWidth.IsVectorized<T>())
            Factor<Lane128<T>, T>(y, t, r);
        else
            Factor<LaneScalar<T>, T>(y, t, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Factor<TLane, T>(MatrixView<T> y, MatrixView<T> t, MatrixView<T> r)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = y.Rows, n = y.Columns;
        T* w = stackalloc T[Columns<T>()];
        T* squares = stackalloc T[Columns<T>()];
        Products<TLane, T>(y, 0, squares, ofSquares: true);
        for (int j = 0; j < n; j++)
        {
            T* row = y.Data + j * y.RowStride, below = row + y.RowStride + j;
            int count = m - j - 1;
            Householder<T> h = Householder<T>.Of(row[j], Householder<T>.Norm(squares[j], below, y.RowStride, count));
            if (h.Tau == T.Zero)
            {
                // Nothing to reflect, but the next column's squares are still to be summed, one row further down.
                for (int i = 0; i < count; i++)
                    below[i * y.RowStride] = T.Zero;
                if (j + 1 < n)
                    Products<TLane, T>(y, j + 1, squares, ofSquares: true);
            }
            else
            {
                h.Scale(below, y.RowStride, count);
                Products<TLane, T>(y, j, w, ofSquares: false);
                for (int c = 0; c < n; c++)
                {
                    w[c] = c > j ? -h.Tau * (row[c] + w[c]) : T.Zero;
                    row[c] += w[c];
                }

                Update<TLane, T>(y, j, w, squares);
            }

            t[j, j] = h.Tau;
            r[j, j] = h.Beta;
            for (int c = j + 1; c < n; c++)
            {
                r[j, c] = row[c];
                row[c] = T.Zero;
            }

            row[j] = T.One;
        }
    }

    /// <summary>For every column: its product with column j over the rows below j, or its own sum of squares there.</summary>
    private static void Products<TLane, T>(MatrixView<T> y, int j, T* result, bool ofSquares)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int c = 0;
        for (; c + TLane.Count <= y.Columns; c += TLane.Count)
            ProductsOf<TLane, T>(y, j, c, ofSquares).Store(result + c);
        for (; c < y.Columns; c++)
            ProductsOf<LaneScalar<T>, T>(y, j, c, ofSquares).Store(result + c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLane ProductsOf<TLane, T>(MatrixView<T> y, int j, int c, bool ofSquares)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint stride = y.RowStride;
        T* v = y.Data + (j + 1) * stride + j, x = v - j + c;
        int count = y.Rows - j - 1, i = 0;
        TLane s0 = TLane.Create(T.Zero), s1 = s0, s2 = s0, s3 = s0;
        if (ofSquares)
        {
            for (; i + 4 <= count; i += 4, x += 4 * stride)
            {
                TLane x0 = TLane.Load(x), x1 = TLane.Load(x + stride), x2 = TLane.Load(x + 2 * stride), x3 = TLane.Load(x + 3 * stride);
                s0 = TLane.MultiplyAdd(x0, x0, s0);
                s1 = TLane.MultiplyAdd(x1, x1, s1);
                s2 = TLane.MultiplyAdd(x2, x2, s2);
                s3 = TLane.MultiplyAdd(x3, x3, s3);
            }

            for (; i < count; i++, x += stride)
                s0 = TLane.MultiplyAdd(TLane.Load(x), TLane.Load(x), s0);
        }
        else
        {
            for (; i + 4 <= count; i += 4, v += 4 * stride, x += 4 * stride)
            {
                s0 = TLane.MultiplyAdd(TLane.Create(*v), TLane.Load(x), s0);
                s1 = TLane.MultiplyAdd(TLane.Create(v[stride]), TLane.Load(x + stride), s1);
                s2 = TLane.MultiplyAdd(TLane.Create(v[2 * stride]), TLane.Load(x + 2 * stride), s2);
                s3 = TLane.MultiplyAdd(TLane.Create(v[3 * stride]), TLane.Load(x + 3 * stride), s3);
            }

            for (; i < count; i++, v += stride, x += stride)
                s0 = TLane.MultiplyAdd(TLane.Create(*v), TLane.Load(x), s0);
        }

        return (s0 + s1) + (s2 + s3);
    }

    /// <summary>Adds <c>v wᵀ</c> below row j, v being column j; sums the squares of what comes out below row j + 1.</summary>
    private static void Update<TLane, T>(MatrixView<T> y, int j, T* w, T* squares)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int c = 0;
        for (; c + TLane.Count <= y.Columns; c += TLane.Count)
            UpdateOf<TLane, T>(y, j, c, w, squares);
        for (; c < y.Columns; c++)
            UpdateOf<LaneScalar<T>, T>(y, j, c, w, squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateOf<TLane, T>(MatrixView<T> y, int j, int c, T* w, T* squares)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint stride = y.RowStride;
        T* v = y.Data + (j + 1) * stride + j, x = v - j + c;
        int count = y.Rows - j - 1;
        if (count == 0)
            return;
        TLane f = TLane.Load(w + c);
        TLane.MultiplyAdd(TLane.Create(*v), f, TLane.Load(x)).Store(x);
        TLane s0 = TLane.Create(T.Zero), s1 = s0, s2 = s0, s3 = s0;
        v += stride;
        x += stride;
        int i = 1;
        for (; i + 4 <= count; i += 4, v += 4 * stride, x += 4 * stride)
        {
            TLane x0 = TLane.MultiplyAdd(TLane.Create(*v), f, TLane.Load(x));
            TLane x1 = TLane.MultiplyAdd(TLane.Create(v[stride]), f, TLane.Load(x + stride));
            TLane x2 = TLane.MultiplyAdd(TLane.Create(v[2 * stride]), f, TLane.Load(x + 2 * stride));
            TLane x3 = TLane.MultiplyAdd(TLane.Create(v[3 * stride]), f, TLane.Load(x + 3 * stride));
            x0.Store(x);
            x1.Store(x + stride);
            x2.Store(x + 2 * stride);
            x3.Store(x + 3 * stride);
            s0 = TLane.MultiplyAdd(x0, x0, s0);
            s1 = TLane.MultiplyAdd(x1, x1, s1);
            s2 = TLane.MultiplyAdd(x2, x2, s2);
            s3 = TLane.MultiplyAdd(x3, x3, s3);
        }

        for (; i < count; i++, v += stride, x += stride)
        {
            TLane x0 = TLane.MultiplyAdd(TLane.Create(*v), f, TLane.Load(x));
            x0.Store(x);
            s0 = TLane.MultiplyAdd(x0, x0, s0);
        }

        ((s0 + s1) + (s2 + s3)).Store(squares + c);
    }
}
