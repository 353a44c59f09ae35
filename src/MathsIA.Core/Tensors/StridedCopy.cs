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
        if (shape.ElementCount == 0)
            return;
        (int row, int column) = TransposedPair(shape, sourceStrides, destinationStrides);
        if (row < 0)
        {
            fixed (T* s = source, d = destination)
            {
                var plan = new StridedPlan(shape, sourceStrides, destinationStrides);
                var runs = new StridedRuns(plan);
                while (runs.Next())
                    CopyRun(s + sourceOffset + runs.Place(0), plan.RunStride(0), d + destinationOffset + runs.Place(1), plan.RunStride(1), plan.RunLength);
            }

            return;
        }

        fixed (T* s = source, d = destination)
        {
            // The two axes that a transposition exchanges are walked in tiles; all the others around them.
            var planes = new StridedPlan(shape.With(row, 1).With(column, 1), sourceStrides, destinationStrides);
            var runs = new StridedRuns(planes);
            while (runs.Next())
            {
                for (int i = 0; i < planes.RunLength; i++)
                {
                    CopyPlane(s + sourceOffset + runs.Place(0) + (nint)i * planes.RunStride(0), sourceStrides[row], sourceStrides[column],
                        d + destinationOffset + runs.Place(1) + (nint)i * planes.RunStride(1), destinationStrides[row], destinationStrides[column], shape.Lengths[row], shape.Lengths[column]);
                }
            }
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

    /// <summary>The axis that is tightest in the source and the one tightest in the destination, when they are two: then one
    /// side or the other would be walked in long jumps. (-1, -1) when a plain walk is good.</summary>
    private static (int Row, int Column) TransposedPair(Shape shape, int[] sourceStrides, int[] destinationStrides)
    {
        int row = Tightest(shape, sourceStrides), column = Tightest(shape, destinationStrides);
        if (row < 0 || row == column || column < 0)
            return (-1, -1);
        bool matters = Math.Abs(sourceStrides[row]) < Math.Abs(sourceStrides[column]) && Math.Abs(destinationStrides[column]) < Math.Abs(destinationStrides[row]);
        return matters && shape.Lengths[row] > 3 && shape.Lengths[column] > 3 ? (row, column) : (-1, -1);
    }

    private static int Tightest(Shape shape, int[] strides)
    {
        int best = -1;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            if (shape.Lengths[i] > 1 && strides[i] != 0 && (best < 0 || Math.Abs(strides[i]) < Math.Abs(strides[best])))
                best = i;
        }

        return best;
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
