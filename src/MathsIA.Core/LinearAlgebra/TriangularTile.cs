using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Forward substitution with a small triangle: the bottom of every triangular solve.</summary>
/// <remarks>
/// The triangle is packed once, negated below its diagonal and inverted on it, so that the inner loop is nothing but fused
/// multiply-adds: four rows of the unknown by two registers of columns stay in registers while the rows already solved stream
/// by. Each column is solved by itself, in an order that does not depend on the width of the registers or on its neighbours.
/// Columns that do not fill two registers, or do not lie one after another, go through a small scratch tile.
/// </remarks>
internal static unsafe class TriangularTile
{
    /// <summary>The largest order of a triangle.</summary>
    public const int MaxOrder = 32;

    /// <summary>Overwrites B with the solution of <c>L X = B</c>, L lower triangular of order at most <see cref="MaxOrder"/>.</summary>
    public static void SolveLower<T>(MatrixView<T> l, MatrixView<T> b, bool unit) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            Run<Lane512<T>, T>(l, b, unit);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            Run<Lane256<T>, T>(l, b, unit);
        else if (LaneWidth.IsVectorized<T>())
            Run<Lane128<T>, T>(l, b, unit);
        else
            Run<LaneScalar<T>, T>(l, b, unit);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Run<TLane, T>(MatrixView<T> l, MatrixView<T> b, bool unit)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = l.Rows, width = 2 * TLane.Count;
        T* packed = stackalloc T[MaxOrder * MaxOrder];
        bool divide = Pack(l, packed, unit);

        int column = 0;
        if (b.ColumnStride == 1)
        {
            for (; column + width <= b.Columns; column += width)
                Solve<TLane, T>(packed, n, b.Data + column, b.RowStride, unit, divide);
        }

        T* tile = stackalloc T[MaxOrder * width];
        for (; column < b.Columns; column += width)
        {
            MatrixView<T> part = b.Block(0, column, n, Math.Min(width, b.Columns - column));
            new Span<T>(tile, n * width).Clear();
            for (int i = 0; i < n; i++)
                StridedCopy.CopyRun(part.Data + i * part.RowStride, part.ColumnStride, tile + i * width, 1, part.Columns);
            Solve<TLane, T>(packed, n, tile, width, unit, divide);
            for (int i = 0; i < n; i++)
                StridedCopy.CopyRun(tile + i * width, 1, part.Data + i * part.RowStride, part.ColumnStride, part.Columns);
        }
    }

    /// <summary>Packs the triangle; answers whether a reciprocal overflows, so that the diagonal must be divided by.</summary>
    private static bool Pack<T>(MatrixView<T> l, T* packed, bool unit) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = l.Rows;
        bool divide = false;
        for (int i = 0; i < n; i++)
        {
            T* source = l.Data + i * l.RowStride, row = packed + i * MaxOrder;
            for (int j = 0; j < i; j++)
                row[j] = -source[j * l.ColumnStride];
            if (!unit)
            {
                row[i] = T.One / source[i * l.ColumnStride];
                divide |= !T.IsNormal(row[i]);
            }
        }

        for (int i = 0; divide && i < n; i++)
            packed[i * MaxOrder + i] = l[i, i];
        return divide;
    }

    /// <summary>Solves for two registers of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Solve<TLane, T>(T* l, int n, T* b, nint stride, bool unit, bool divide)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        int i = 0;
        for (; i + 4 <= n; i += 4)
        {
            T* l0 = l + i * MaxOrder, l1 = l0 + MaxOrder, l2 = l1 + MaxOrder, l3 = l2 + MaxOrder;
            T* b0 = b + i * stride, b1 = b0 + stride, b2 = b1 + stride, b3 = b2 + stride;
            TLane x00 = TLane.Load(b0), x01 = TLane.Load(b0 + TLane.Count);
            TLane x10 = TLane.Load(b1), x11 = TLane.Load(b1 + TLane.Count);
            TLane x20 = TLane.Load(b2), x21 = TLane.Load(b2 + TLane.Count);
            TLane x30 = TLane.Load(b3), x31 = TLane.Load(b3 + TLane.Count);
            T* solved = b;
            for (int j = 0; j < i; j++, solved += stride)
            {
                TLane y0 = TLane.Load(solved), y1 = TLane.Load(solved + TLane.Count);
                TLane f = TLane.Create(l0[j]);
                x00 = TLane.MultiplyAdd(f, y0, x00);
                x01 = TLane.MultiplyAdd(f, y1, x01);
                f = TLane.Create(l1[j]);
                x10 = TLane.MultiplyAdd(f, y0, x10);
                x11 = TLane.MultiplyAdd(f, y1, x11);
                f = TLane.Create(l2[j]);
                x20 = TLane.MultiplyAdd(f, y0, x20);
                x21 = TLane.MultiplyAdd(f, y1, x21);
                f = TLane.Create(l3[j]);
                x30 = TLane.MultiplyAdd(f, y0, x30);
                x31 = TLane.MultiplyAdd(f, y1, x31);
            }

            x00 = Scale<TLane, T>(x00, l0[i], unit, divide);
            x01 = Scale<TLane, T>(x01, l0[i], unit, divide);
            x10 = Scale<TLane, T>(TLane.MultiplyAdd(TLane.Create(l1[i]), x00, x10), l1[i + 1], unit, divide);
            x11 = Scale<TLane, T>(TLane.MultiplyAdd(TLane.Create(l1[i]), x01, x11), l1[i + 1], unit, divide);
            x20 = TLane.MultiplyAdd(TLane.Create(l2[i]), x00, x20);
            x21 = TLane.MultiplyAdd(TLane.Create(l2[i]), x01, x21);
            x20 = Scale<TLane, T>(TLane.MultiplyAdd(TLane.Create(l2[i + 1]), x10, x20), l2[i + 2], unit, divide);
            x21 = Scale<TLane, T>(TLane.MultiplyAdd(TLane.Create(l2[i + 1]), x11, x21), l2[i + 2], unit, divide);
            x30 = TLane.MultiplyAdd(TLane.Create(l3[i]), x00, x30);
            x31 = TLane.MultiplyAdd(TLane.Create(l3[i]), x01, x31);
            x30 = TLane.MultiplyAdd(TLane.Create(l3[i + 1]), x10, x30);
            x31 = TLane.MultiplyAdd(TLane.Create(l3[i + 1]), x11, x31);
            x30 = Scale<TLane, T>(TLane.MultiplyAdd(TLane.Create(l3[i + 2]), x20, x30), l3[i + 3], unit, divide);
            x31 = Scale<TLane, T>(TLane.MultiplyAdd(TLane.Create(l3[i + 2]), x21, x31), l3[i + 3], unit, divide);

            x00.Store(b0);
            x01.Store(b0 + TLane.Count);
            x10.Store(b1);
            x11.Store(b1 + TLane.Count);
            x20.Store(b2);
            x21.Store(b2 + TLane.Count);
            x30.Store(b3);
            x31.Store(b3 + TLane.Count);
        }

        for (; i < n; i++)
        {
            T* li = l + i * MaxOrder, bi = b + i * stride;
            TLane x0 = TLane.Load(bi), x1 = TLane.Load(bi + TLane.Count);
            T* solved = b;
            for (int j = 0; j < i; j++, solved += stride)
            {
                TLane f = TLane.Create(li[j]);
                x0 = TLane.MultiplyAdd(f, TLane.Load(solved), x0);
                x1 = TLane.MultiplyAdd(f, TLane.Load(solved + TLane.Count), x1);
            }

            Scale<TLane, T>(x0, li[i], unit, divide).Store(bi);
            Scale<TLane, T>(x1, li[i], unit, divide).Store(bi + TLane.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Scale<TLane, T>(TLane x, T diagonal, bool unit, bool divide)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        unit ? x : divide ? x / TLane.Create(diagonal) : x * TLane.Create(diagonal);
}
