using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Copies operands of the matrix product into the order in which the register tile reads them.</summary>
internal static unsafe class GemmPacking
{
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
                for (int p = 0; p < depth; p++, d += width)
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
}
