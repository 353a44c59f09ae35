using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Copies on several threads: one core alone does not use up the memory's bandwidth.</summary>
internal static unsafe class ParallelCopy
{
    /// <summary>Copies a tensor, strided in any way, into contiguous memory with as many elements in the same order.</summary>
    public static void Run<T>(Tensor<T> source, Tensor<T> destination, ComputeContext? context) where T : unmanaged
    {
        if (destination.Length < StridedBlock.ParallelThreshold || !destination.IsContiguous || !HasLongRuns(source) || source.Storage.Span.Overlaps(destination.Storage.Span))
        {
            source.CopyTo(source.Shape == destination.Shape ? destination : destination.Reshape(source.Shape.Lengths));
            return;
        }

        fixed (T* s = source.Storage.Span, d = destination.Storage.Span)
        {
            AxisWalk? walk = source.IsContiguous ? null : new AxisWalk(source.Shape.Lengths, source.Strides);
            ParallelLoop.For(Map.Chunks(destination.Length), new Body<T>(s + source.Offset, walk, d + destination.Offset, destination.Length), context);
        }
    }

    /// <summary>Whether the last axis is made of neighbours: other layouts are copied in tiles.</summary>
    private static bool HasLongRuns<T>(Tensor<T> tensor) where T : unmanaged => tensor.IsContiguous || (tensor.Strides[^1] == 1 && tensor.Shape.Lengths[^1] >= 8);

    private readonly struct Body<T>(T* source, AxisWalk? walk, T* destination, int length) : ILoopBody where T : unmanaged
    {
        public void Run(int index)
        {
            int start = index * StridedBlock.Chunk, end = (int)Math.Min((long)start + StridedBlock.Chunk, length);
            if (walk is null)
            {
                StridedCopy.CopyRun(source + start, 1, destination + start, 1, end - start);
                return;
            }

            int run = walk.RunLength;
            while (start < end)
            {
                int count = Math.Min(run - start % run, end - start);
                StridedCopy.CopyRun(source + walk.Place(start), 1, destination + start, 1, count);
                start += count;
            }
        }
    }
}
