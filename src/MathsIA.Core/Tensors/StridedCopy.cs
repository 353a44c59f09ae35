namespace MathsIA;

/// <summary>Copies between two strided layouts of one shape.</summary>
internal static class StridedCopy
{
    /// <summary>Square tiles of this side fit the first-level cache whatever the element, so neither side of a transposition
    /// thrashes it.</summary>
    private const int Tile = 32;

    public static unsafe void Run<T>(ReadOnlySpan<T> source, int sourceOffset, int[] sourceStrides, Span<T> destination, int destinationOffset, int[] destinationStrides, Shape shape)
        where T : unmanaged
    {
        var plan = new StridedPlan(shape, sourceStrides, destinationStrides);
        if (plan.IsEmpty)
            return;
        fixed (T* s = source, d = destination)
        {
            // A transposition inside: walk it in tiles, both sides by short contiguous runs.
            if (plan.Rank >= 2 && Math.Abs(plan.RunStride(0)) > 1 && Math.Abs(plan.Stride(plan.Rank - 2, 0)) <= 1)
            {
                int planes = plan.RunCount / plan.Lengths[^2];
                for (int plane = 0; plane < planes; plane++)
                {
                    int first = plane * plan.Lengths[^2];
                    CopyPlane(s + sourceOffset + plan.RunStart(first, 0), plan.Stride(plan.Rank - 2, 0), plan.RunStride(0),
                        d + destinationOffset + plan.RunStart(first, 1), plan.Stride(plan.Rank - 2, 1), plan.RunStride(1), plan.Lengths[^2], plan.RunLength);
                }

                return;
            }

            int runs = plan.RunCount;
            for (int run = 0; run < runs; run++)
                CopyRun(s + sourceOffset + plan.RunStart(run, 0), plan.RunStride(0), d + destinationOffset + plan.RunStart(run, 1), plan.RunStride(1), plan.RunLength);
        }
    }

    /// <summary>Copies one run of elements between two strides.</summary>
    public static unsafe void CopyRun<T>(T* source, nint sourceStride, T* destination, nint destinationStride, int length) where T : unmanaged
    {
        if (sourceStride == 1 && destinationStride == 1)
            new ReadOnlySpan<T>(source, length).CopyTo(new Span<T>(destination, length));
        else if (sourceStride == 0 && destinationStride == 1)
            new Span<T>(destination, length).Fill(*source);
        else
        {
            for (int i = 0; i < length; i++)
                destination[i * destinationStride] = source[i * sourceStride];
        }
    }

    private static unsafe void CopyPlane<T>(T* source, nint sourceRow, nint sourceColumn, T* destination, nint destinationRow, nint destinationColumn, int rows, int columns)
        where T : unmanaged
    {
        for (int i0 = 0; i0 < rows; i0 += Tile)
        {
            int i1 = Math.Min(rows, i0 + Tile);
            for (int j0 = 0; j0 < columns; j0 += Tile)
            {
                int j1 = Math.Min(columns, j0 + Tile);
                for (int i = i0; i < i1; i++)
                {
                    T* s = source + i * sourceRow, d = destination + i * destinationRow;
                    for (int j = j0; j < j1; j++)
                        d[j * destinationColumn] = s[j * sourceColumn];
                }
            }
        }
    }
}
