using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Kernels;

/// <summary>Copies operands of the matrix product into the order in which the register tile reads them.</summary>
internal static unsafe class GemmPacking
{
    /// <summary>Packs neighbouring rows of A (or columns of B, by its transpose) into panels of <paramref name="width"/> rows, one panel after
    /// another; what is left at the end goes into a panel of <paramref name="lastWidth"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panels<T>(MatrixView<T> rows, int width, int lastWidth, T* panels) where T : unmanaged
    {
        int depth = rows.Columns, full = rows.Rows / width;
        nint panel = (nint)width * depth;
        if (rows.RowStride == 1)
        {
            // A step of all panels is one run in the source. Panel by panel, each would read a line or two of every step, a page apart.
            for (int p = 0; p < depth; p++)
            {
                T* source = rows.Data + p * rows.ColumnStride, d = panels + (nint)p * width;
                if (CacheHint.IsSupported && p + StepsAhead < depth)
                    CacheHint.Lines(source + StepsAhead * rows.ColumnStride, rows.Rows * sizeof(T));
                for (int k = 0; k < full; k++, source += width, d += panel)
                    CopyRun(source, d, width);
            }
        }
        else
        {
            for (int k = 0; k < full; k++)
                Panel(rows.Block(k * width, 0, width, depth), width, width, panels + k * panel);
        }

        int left = rows.Rows - full * width;
        if (left > 0)
            Panel(rows.Block(full * width, 0, left, depth), left, lastWidth, panels + full * panel);
    }

    /// <summary>How many steps ahead memory is asked for.</summary>
    private const int StepsAhead = 6;

    /// <summary>Packs <paramref name="count"/> neighbouring rows of A (or columns of B, by its transpose): step p of the panel holds
    /// element p of each row, one after another, padded with zeros up to <paramref name="width"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel<T>(MatrixView<T> rows, int count, int width, T* panel) where T : unmanaged
    {
        int depth = rows.Columns;
        if (rows.RowStride == 1)
        {
            // Each step is a contiguous run in the source.
            T* source = rows.Data;
            if (count == width)
            {
                for (int p = 0; p < depth; p++, source += rows.ColumnStride, panel += width)
                    CopyRun(source, panel, width);
            }
            else
            {
                for (int p = 0; p < depth; p++, source += rows.ColumnStride, panel += width)
                {
                    for (int i = 0; i < count; i++)
                        panel[i] = source[i];
                    for (int i = count; i < width; i++)
                        panel[i] = default;
                }
            }

            return;
        }

        // A transposition: several rows at a time, so that each step's run is written while its line is in the cache.
        int row = 0;
        for (; row + 4 <= count; row += 4)
        {
            T* s0 = rows.Data + row * rows.RowStride, s1 = s0 + rows.RowStride, s2 = s1 + rows.RowStride, s3 = s2 + rows.RowStride;
            T* d = panel + row;
            if (rows.ColumnStride == 1)
            {
                int p = 0;
                if (Avx.IsSupported && sizeof(T) == 4)
                {
                    for (; p + 8 <= depth; p += 8, d += 8 * width)
                        Transpose4x8((float*)s0 + p, (float*)s1 + p, (float*)s2 + p, (float*)s3 + p, (float*)d, width);
                }
                else if (Avx.IsSupported && sizeof(T) == 8)
                {
                    for (; p + 4 <= depth; p += 4, d += 4 * width)
                        Transpose4x4((double*)s0 + p, (double*)s1 + p, (double*)s2 + p, (double*)s3 + p, (double*)d, width);
                }

                for (; p < depth; p++, d += width)
                {
                    d[0] = s0[p];
                    d[1] = s1[p];
                    d[2] = s2[p];
                    d[3] = s3[p];
                }
            }
            else
            {
                nint step = rows.ColumnStride;
                for (int p = 0; p < depth; p++, d += width)
                {
                    d[0] = s0[p * step];
                    d[1] = s1[p * step];
                    d[2] = s2[p * step];
                    d[3] = s3[p * step];
                }
            }
        }

        for (; row < count; row++)
        {
            T* s = rows.Data + row * rows.RowStride, d = panel + row;
            for (int p = 0; p < depth; p++, d += width)
                *d = s[p * rows.ColumnStride];
        }

        for (; row < width; row++)
        {
            T* d = panel + row;
            for (int p = 0; p < depth; p++, d += width)
                *d = default;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRun<T>(T* source, T* destination, int count) where T : unmanaged
    {
        int bytes = count * sizeof(T), done = 0;
        byte* s = (byte*)source, d = (byte*)destination;
        for (; done + 64 <= bytes; done += 64)
            Unsafe.CopyBlockUnaligned(d + done, s + done, 64);
        for (; done + 16 <= bytes; done += 16)
            Unsafe.CopyBlockUnaligned(d + done, s + done, 16);
        for (; done + 4 <= bytes; done += 4)
            Unsafe.CopyBlockUnaligned(d + done, s + done, 4);
    }

    /// <summary>Writes eight steps of four rows, each step's four elements together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Transpose4x8(float* s0, float* s1, float* s2, float* s3, float* d, int width)
    {
        Vector256<float> r0 = Vector256.Load(s0), r1 = Vector256.Load(s1), r2 = Vector256.Load(s2), r3 = Vector256.Load(s3);
        // Pairs of rows interleaved, then pairs of pairs: each half of c_k holds steps k and k + 4.
        Vector256<double> low01 = Avx.UnpackLow(r0, r1).AsDouble(), high01 = Avx.UnpackHigh(r0, r1).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(r2, r3).AsDouble(), high23 = Avx.UnpackHigh(r2, r3).AsDouble();
        Vector256<float> c0 = Avx.UnpackLow(low01, low23).AsSingle(), c1 = Avx.UnpackHigh(low01, low23).AsSingle();
        Vector256<float> c2 = Avx.UnpackLow(high01, high23).AsSingle(), c3 = Avx.UnpackHigh(high01, high23).AsSingle();
        c0.GetLower().Store(d);
        c1.GetLower().Store(d + width);
        c2.GetLower().Store(d + 2 * width);
        c3.GetLower().Store(d + 3 * width);
        d += 4 * width;
        c0.GetUpper().Store(d);
        c1.GetUpper().Store(d + width);
        c2.GetUpper().Store(d + 2 * width);
        c3.GetUpper().Store(d + 3 * width);
    }

    /// <summary>Writes four steps of four rows, each step's four elements together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Transpose4x4(double* s0, double* s1, double* s2, double* s3, double* d, int width)
    {
        Vector256<double> r0 = Vector256.Load(s0), r1 = Vector256.Load(s1), r2 = Vector256.Load(s2), r3 = Vector256.Load(s3);
        Vector256<double> low01 = Avx.UnpackLow(r0, r1), high01 = Avx.UnpackHigh(r0, r1), low23 = Avx.UnpackLow(r2, r3), high23 = Avx.UnpackHigh(r2, r3);
        Avx.Permute2x128(low01, low23, 0x20).Store(d);
        Avx.Permute2x128(high01, high23, 0x20).Store(d + width);
        Avx.Permute2x128(low01, low23, 0x31).Store(d + 2 * width);
        Avx.Permute2x128(high01, high23, 0x31).Store(d + 3 * width);
    }
}
