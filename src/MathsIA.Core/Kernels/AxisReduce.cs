using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The driver of reductions over any set of axes: strides, threads, rows or columns.</summary>
/// <remarks>The elements reduced to one result are taken in row-major order whatever their layout in memory, so a view and its
/// contiguous copy give the same bits. Rows are handed out in pieces whose size depends on the shape alone.</remarks>
internal static unsafe class AxisReduce
{
    /// <summary>Elements in a piece of work: some microseconds.</summary>
    private const int Piece = 1 << 15;

    /// <summary>Reduces the marked axes of <paramref name="source"/> into <paramref name="destination"/>, which has one element for
    /// each index of the other axes.</summary>
    public static void Run<T, TResult, TReduction>(Tensor<T> source, bool[] reduced, Tensor<TResult> destination, TReduction reduction, ComputeContext? context)
        where T : unmanaged
        where TResult : unmanaged
        where TReduction : struct, IRowReduction<T, TResult>
    {
        if (destination.IsEmpty)
            return;
        (AxisWalk outer, AxisWalk inner) = Split(source, reduced);
        var results = new AxisWalk(destination.Shape.Lengths, destination.Strides);
        fixed (T* s = source.Storage.Span)
        fixed (TResult* d = destination.Storage.Span)
        {
            if (AreColumns(outer, inner) && reduction is IColumnReduction<T, TResult> columns)
            {
                int panels = (outer.RunLength - 1) / LaneColumns.Width + 1, count = outer.Length / outer.RunLength * panels;
                int chunk = (int)Math.Max(1, Piece / ((long)inner.Length * LaneColumns.Width));
                ParallelLoop.For((count - 1) / chunk + 1, new ColumnBody<T, TResult>(s + source.Offset, outer, inner, d + destination.Offset, results, columns, chunk, panels, count), context);
            }
            else
            {
                int chunk = Math.Max(1, Piece / Math.Max(1, inner.Length));
                ParallelLoop.For((outer.Length - 1) / chunk + 1, new RowBody<T, TResult, TReduction>(s + source.Offset, outer, inner, d + destination.Offset, results, reduction, chunk, context), context);
            }
        }
    }

    /// <summary>Reduces every element to one number.</summary>
    public static TResult Whole<T, TResult, TReduction>(Tensor<T> source, TReduction reduction, ComputeContext? context)
        where T : unmanaged
        where TResult : unmanaged
        where TReduction : struct, IRowReduction<T, TResult>
    {
        var walk = new AxisWalk(source.Shape.Lengths, source.Strides);
        fixed (T* s = source.Storage.Span)
            return reduction.Reduce(new RowView<T>(s + source.Offset, walk), context);
    }

    /// <summary>Whether rows lie side by side, so that walking down many at once reads memory in order. A few long columns would
    /// leave threads idle: each is then cut in groups, as a row.</summary>
    private static bool AreColumns(AxisWalk outer, AxisWalk inner) =>
        outer.RunStride == 1 && outer.RunLength >= 8 && inner.RunStride != 1 && inner.Length > 0
        && (outer.Length > LaneColumns.Width || inner.Length <= 4 * GroupFold.GroupLength);

    /// <summary>The walk over the axes that stay and the walk over those that go.</summary>
    private static (AxisWalk Outer, AxisWalk Inner) Split<T>(Tensor<T> source, bool[] reduced) where T : unmanaged
    {
        Span<int> lengths = stackalloc int[reduced.Length], strides = stackalloc int[reduced.Length];
        AxisWalk Pick(bool which, Span<int> lengths, Span<int> strides)
        {
            int count = 0;
            for (int axis = 0; axis < reduced.Length; axis++)
            {
                if (reduced[axis] != which)
                    continue;
                lengths[count] = source.Shape.Lengths[axis];
                strides[count++] = source.Strides[axis];
            }

            return new AxisWalk(lengths[..count], strides[..count]);
        }

        return (Pick(false, lengths, strides), Pick(true, lengths, strides));
    }

    private readonly struct RowBody<T, TResult, TReduction>(T* source, AxisWalk outer, AxisWalk inner, TResult* destination, AxisWalk results, TReduction reduction, int chunk, ComputeContext? context) : ILoopBody
        where T : unmanaged
        where TResult : unmanaged
        where TReduction : struct, IRowReduction<T, TResult>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            int end = (int)Math.Min((long)(index + 1) * chunk, outer.Length);
            for (int row = index * chunk; row < end; row++)
                destination[results.Place(row)] = reduction.Reduce(new RowView<T>(source + outer.Place(row), inner), context);
        }
    }

    private readonly struct ColumnBody<T, TResult>(T* source, AxisWalk outer, AxisWalk inner, TResult* destination, AxisWalk results, IColumnReduction<T, TResult> reduction, int chunk, int panels, int count) : ILoopBody
        where T : unmanaged
        where TResult : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            TResult* buffer = stackalloc TResult[LaneColumns.Width];
            int end = (int)Math.Min((long)(index + 1) * chunk, count);
            for (int i = index * chunk; i < end; i++)
            {
                (int run, int panel) = Math.DivRem(i, panels);
                int column = panel * LaneColumns.Width, width = Math.Min(LaneColumns.Width, outer.RunLength - column);
                int row = run * outer.RunLength + column;
                reduction.Reduce(new ColumnPanel<T>(source + outer.Place(row), inner, width), buffer);
                for (int j = 0; j < width; j++)
                    destination[results.Place(row + j)] = buffer[j];
            }
        }
    }
}
