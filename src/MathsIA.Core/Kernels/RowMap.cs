using System.Buffers;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The driver of operations along one axis whose result keeps that axis: rows go through a buffer where they are
/// strided, and are handed out in pieces whose size depends on the shape alone.</summary>
internal static unsafe class RowMap
{
    private const int Piece = 1 << 15;

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
            var body = new Body<T, TResult, TMap>(s + source.Offset, Outer(source, axis), Along(source, axis), d + destination.Offset, Outer(destination, axis), Along(destination, axis), map);
            ParallelLoop.For(body.Pieces, body, context);
        }
    }

    /// <summary>The walk over all axes but one.</summary>
    public static AxisWalk Outer<T>(Tensor<T> tensor, int axis) where T : unmanaged =>
        new([.. tensor.Shape.Lengths[..axis], .. tensor.Shape.Lengths[(axis + 1)..]], [.. tensor.Strides[..axis], .. tensor.Strides[(axis + 1)..]]);

    /// <summary>The walk along one axis.</summary>
    public static AxisWalk Along<T>(Tensor<T> tensor, int axis) where T : unmanaged =>
        new([tensor.Shape.Lengths[axis]], [tensor.Strides[axis]]);

    private readonly struct Body<T, TResult, TMap>(T* source, AxisWalk outer, AxisWalk along, TResult* destination, AxisWalk resultOuter, AxisWalk resultAlong, TMap map) : ILoopBody
        where T : unmanaged
        where TResult : unmanaged
        where TMap : struct, IRowMap<T, TResult>
    {
        private readonly int _chunk = Math.Max(1, Piece / Math.Max(1, along.Length));
        private readonly AxisWalk _contiguous = along.IsContiguous ? along : AxisWalk.Contiguous(along.Length);

        public int Pieces => (outer.Length - 1) / _chunk + 1;

        public void Run(int index)
        {
            T[] rowBuffer = along.IsContiguous ? [] : ArrayPool<T>.Shared.Rent(along.Length);
            TResult[] resultBuffer = resultAlong.IsContiguous ? [] : ArrayPool<TResult>.Shared.Rent(resultAlong.Length);
            fixed (T* rowCopy = rowBuffer)
            fixed (TResult* resultCopy = resultBuffer)
            {
                int end = (int)Math.Min((long)(index + 1) * _chunk, outer.Length);
                for (int i = index * _chunk; i < end; i++)
                {
                    var row = new RowView<T>(source + outer.Place(i), along);
                    var result = new RowView<TResult>(destination + resultOuter.Place(i), resultAlong);
                    if (!along.IsContiguous)
                        row.Gather(0, along.Length, rowCopy);
                    map.Run(along.IsContiguous ? row : new RowView<T>(rowCopy, _contiguous), resultAlong.IsContiguous ? result.Data : resultCopy);
                    if (!resultAlong.IsContiguous)
                        result.Scatter(resultCopy, resultAlong.Length);
                }
            }

            if (!along.IsContiguous)
                ArrayPool<T>.Shared.Return(rowBuffer);
            if (!resultAlong.IsContiguous)
                ArrayPool<TResult>.Shared.Return(resultBuffer);
        }
    }
}
