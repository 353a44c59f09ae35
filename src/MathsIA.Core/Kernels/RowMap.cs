using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The driver of operations along one axis whose result keeps that axis: rows go through a buffer where they are
/// strided, and are handed out in pieces whose size depends on the shape alone.</summary>
internal static unsafe class RowMap
{
    private const int Piece = 1 << 15;

    /// <summary>Added to the rows of the buffers, so that they do not fall on the same cache sets.</summary>
    private const int Gap = 16;

    /// <summary>Strided rows that are copied together: neighbours then share the cache lines they lie in.</summary>
    private const int PanelRows = 16;

    /// <summary>Runs <paramref name="map"/> on every row along <paramref name="axis"/>. The two shapes are equal but for the length
    /// of that axis.</summary>
    public static void Run<T, TResult, TMap>(Tensor<T> source, int axis, Tensor<TResult> destination, TMap map, ComputeContext? context)
        where T : unmanaged
        where TResult : unmanaged
        where TMap : struct, IRowMap<T, TResult>
    {
        if (destination.IsEmpty)
            return;
        fixed (T* s = source.Storage.Span)
        fixed (TResult* d = destination.Storage.Span)
        {
            var body = new Body<T, TResult, TMap>(s + source.Offset, Outer(source, axis), Along(source, axis), d + destination.Offset, Outer(destination, axis), Along(destination, axis), map, context ?? ComputeContext.Default);
            ParallelLoop.For(body.Pieces, body, context);
        }
    }

    /// <summary>The walk over all axes but one.</summary>
    public static AxisWalk Outer<T>(Tensor<T> tensor, int axis) where T : unmanaged
    {
        Span<int> lengths = stackalloc int[tensor.Rank - 1], strides = stackalloc int[tensor.Rank - 1];
        tensor.Shape.Lengths[..axis].CopyTo(lengths);
        tensor.Shape.Lengths[(axis + 1)..].CopyTo(lengths[axis..]);
        tensor.Strides[..axis].CopyTo(strides);
        tensor.Strides[(axis + 1)..].CopyTo(strides[axis..]);
        return new AxisWalk(lengths, strides);
    }

    /// <summary>The walk along one axis.</summary>
    public static AxisWalk Along<T>(Tensor<T> tensor, int axis) where T : unmanaged =>
        new([tensor.Shape.Lengths[axis]], [tensor.Strides[axis]]);

    private readonly struct Body<T, TResult, TMap>(T* source, AxisWalk outer, AxisWalk along, TResult* destination, AxisWalk resultOuter, AxisWalk resultAlong, TMap map, ComputeContext context) : ILoopBody
        where T : unmanaged
        where TResult : unmanaged
        where TMap : struct, IRowMap<T, TResult>
    {
        private readonly int _chunk = Math.Max(along.IsContiguous && resultAlong.IsContiguous ? 1 : PanelRows, Piece / Math.Max(1, along.Length));
        private readonly AxisWalk _contiguous = along.IsContiguous ? along : AxisWalk.Contiguous(along.Length);

        // Under a low memory limit fewer rows are copied together: slower, and the same bits.
        private readonly int _panel = (int)Math.Clamp(
            context.MemoryLimit / context.DegreeOfParallelism / (((long)along.Length + Gap) * sizeof(T) + ((long)resultAlong.Length + Gap) * sizeof(TResult)), 1, PanelRows);

        public int Pieces => (outer.Length - 1) / _chunk + 1;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            int start = index * _chunk, end = (int)Math.Min((long)start + _chunk, outer.Length);
            if (along.IsContiguous && resultAlong.IsContiguous)
            {
                for (int i = start; i < end; i++)
                    map.Run(new RowView<T>(source + outer.Place(i), along), destination + resultOuter.Place(i));
                return;
            }

            int pitch = along.Length + Gap, resultPitch = resultAlong.Length + Gap, count = Math.Min(_panel, end - start);
            using var rows = new Workspace<T>((long)count * pitch);
            using var results = new Workspace<TResult>((long)count * resultPitch);
            for (int i = start; i < end; i += count)
            {
                count = Math.Min(count, end - i);
                Strips.Gather(source, outer, along, i, count, rows.Data, pitch);
                for (int k = 0; k < count; k++)
                    map.Run(new RowView<T>(rows.Data + (nint)k * pitch, _contiguous), results.Data + (nint)k * resultPitch);
                Strips.Scatter(results.Data, resultPitch, destination, resultOuter, resultAlong, i, count);
            }
        }
    }
}
