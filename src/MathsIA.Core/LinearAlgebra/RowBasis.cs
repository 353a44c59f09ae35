using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The vectors of one side of a divide-and-conquer method: a row each, in two ranges of columns that the two halves of
/// the problem fill.</summary>
/// <remarks>Without vectors only the first and the last element of each row are kept, which is all that a merge reads: two columns,
/// one of each half.</remarks>
internal readonly unsafe struct RowBasis<T>(T* rows, T* spare, int stride) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool Exists => rows != null;

    public T* Row(int index) => rows + ((nint)index * stride);

    /// <summary>Turns two rows in their plane: <c>x = c x + s y</c>, <c>y = c y - s x</c>.</summary>
    public void Rotate(int x, int y, int start, int end, double c, double s) =>
        PanelKernels.Rotate(Row(x) + start, Row(y) + start, end - start, T.CreateTruncating(c), T.CreateTruncating(s));

    /// <summary>Replaces the rows from <paramref name="first"/> on by the combinations that a merge found, then the rows it left alone.</summary>
    /// <param name="merge">The merge.</param>
    /// <param name="first">The first row of the block.</param>
    /// <param name="start">Its first column.</param>
    /// <param name="middle">The first column of the second half.</param>
    /// <param name="end">The end of its columns.</param>
    /// <param name="coefficients">A row of coefficients for each new row.</param>
    /// <param name="context">The threads to use.</param>
    public void Combine(in RankOneMerge merge, int first, int start, int middle, int end, MatrixView<T> coefficients, ComputeContext context)
    {
        int count = merge.Count, lower = merge.LowerCount, both = merge.BothCount;
        for (int j = 0; j < count; j++)
            CopyRow(Row(merge.Rows[j]), Spare(first + merge.Places[j]), start, end);
        for (int j = 0; j < merge.DeflatedCount; j++)
            CopyRow(Row(merge.DeflatedRows[j]), Spare(first + count + j), start, end);

        // Vectors of one half are zero in the columns of the other: each range of columns needs only its own and the mixed ones.
        int lowerAndBoth = lower + both, bothAndUpper = count - lower;
        if (count > 0)
        {
            Gemm.Run(T.One, coefficients.Block(0, 0, count, lowerAndBoth), View(Spare(first) + start, lowerAndBoth, middle - start),
                T.Zero, View(Row(first) + start, count, middle - start), context);
            if (end > middle)
            {
                Gemm.Run(T.One, coefficients.Block(0, lower, count, bothAndUpper), View(Spare(first + lower) + middle, bothAndUpper, end - middle),
                    T.Zero, View(Row(first) + middle, count, end - middle), context);
            }
        }

        for (int j = count; j < count + merge.DeflatedCount; j++)
            CopyRow(Spare(first + j), Row(first + j), start, end);
    }

    private T* Spare(int index) => spare + ((nint)index * stride);

    private MatrixView<T> View(T* data, int height, int width) => new(data, height, width, stride, 1);

    private static void CopyRow(T* source, T* destination, int start, int end) =>
        new Span<T>(source + start, end - start).CopyTo(new Span<T>(destination + start, end - start));
}
