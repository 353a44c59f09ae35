using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Work on contiguous stretches of up to three operands and a result, whose element types may all differ.</summary>
internal unsafe interface IBlockKernel<TA, TB, TC, TD>
    where TA : unmanaged
    where TB : unmanaged
    where TC : unmanaged
    where TD : unmanaged
{
    /// <summary>Computes <paramref name="count"/> elements. Pointers of operands that are not there are null; the destination may
    /// be an operand of its own type, never partly.</summary>
    void Run(TA* first, TB* second, TC* third, TD* destination, int count);
}

/// <summary>Brings strided and broadcast tensors to a kernel as contiguous stretches, on several threads when there are many.</summary>
internal static unsafe class Blocks
{
    /// <summary>Runs a kernel of one operand.</summary>
    public static void Run<TA, TD, TKernel>(Tensor<TA> first, Tensor<TD> destination, TKernel kernel, ComputeContext? context)
        where TA : unmanaged
        where TD : unmanaged
        where TKernel : struct, IBlockKernel<TA, byte, byte, TD> =>
        Run<TA, byte, byte, TD, TKernel>(first, null, null, destination, kernel, context);

    /// <summary>Runs a kernel of two operands.</summary>
    public static void Run<TA, TB, TD, TKernel>(Tensor<TA> first, Tensor<TB> second, Tensor<TD> destination, TKernel kernel, ComputeContext? context)
        where TA : unmanaged
        where TB : unmanaged
        where TD : unmanaged
        where TKernel : struct, IBlockKernel<TA, TB, byte, TD> =>
        Run<TA, TB, byte, TD, TKernel>(first, second, null, destination, kernel, context);

    /// <summary>Runs a kernel of three operands, each of which broadcasts to the destination's shape; those missing are null.</summary>
    public static void Run<TA, TB, TC, TD, TKernel>(Tensor<TA> first, Tensor<TB>? second, Tensor<TC>? third, Tensor<TD> destination, TKernel kernel, ComputeContext? context)
        where TA : unmanaged
        where TB : unmanaged
        where TC : unmanaged
        where TD : unmanaged
        where TKernel : struct, IBlockKernel<TA, TB, TC, TD>
    {
        int length = destination.Length;
        if (length == 0)
            return;
        fixed (TA* a = first.Storage.Span)
        fixed (TB* b = second is null ? default : second.Storage.Span)
        fixed (TC* c = third is null ? default : third.Storage.Span)
        fixed (TD* d = destination.Storage.Span)
        {
            TA* x = a + first.Offset;
            TB* y = second is null ? null : b + second.Offset;
            TC* z = third is null ? null : c + third.Offset;
            TD* to = d + destination.Offset;
            if (length < StridedBlock.ParallelThreshold && IsFlat(first, length) && IsFlat(second, length) && IsFlat(third, length) && destination.IsContiguous)
            {
                kernel.Run(x, y, z, to, length);
                return;
            }

            Shape shape = destination.Shape;
            var work = new Work<TA, TB, TC, TD, TKernel>(x, y, z, to, first.BroadcastTo(shape), second?.BroadcastTo(shape), third?.BroadcastTo(shape), destination, kernel);
            if (length < StridedBlock.ParallelThreshold)
                work.Range(0, length);
            else
                ParallelLoop.For(Map.Chunks(length), work, context);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFlat<T>(Tensor<T>? tensor, int length) where T : unmanaged => tensor is null || (tensor.IsContiguous && tensor.Length == length);

    private readonly struct Work<TA, TB, TC, TD, TKernel>(TA* first, TB* second, TC* third, TD* destination, Tensor<TA> x, Tensor<TB>? y, Tensor<TC>? z, Tensor<TD> to, TKernel kernel) : ILoopBody
        where TA : unmanaged
        where TB : unmanaged
        where TC : unmanaged
        where TD : unmanaged
        where TKernel : struct, IBlockKernel<TA, TB, TC, TD>
    {
        public void Run(int index)
        {
            int start = index * StridedBlock.Chunk;
            Range(start, start + Math.Min(StridedBlock.Chunk, to.Length - start));
        }

        public void Range(int start, int end)
        {
            if (x.IsContiguous && y?.IsContiguous != false && z?.IsContiguous != false && to.IsContiguous)
            {
                kernel.Run(first + start, y is null ? null : second + start, z is null ? null : third + start, destination + start, end - start);
                return;
            }

            int[] none = new int[to.Rank];
            var plan = new StridedPlan(to.Shape, x.Strides.ToArray(), y?.Strides.ToArray() ?? none, z?.Strides.ToArray() ?? none, to.Strides.ToArray());
            TA* xs = stackalloc TA[StridedBlock.Length];
            TB* ys = stackalloc TB[StridedBlock.Length];
            TC* zs = stackalloc TC[StridedBlock.Length];
            TD* ds = stackalloc TD[StridedBlock.Length];
            for (int i = start; i < end; i += StridedBlock.Length)
            {
                int count = Math.Min(StridedBlock.Length, end - i);
                TA* a = first + i;
                TB* b = y is null ? null : second + i;
                TC* c = z is null ? null : third + i;
                if (!x.IsContiguous)
                    StridedBlock.Gather(plan, 0, first, i, count, a = xs);
                if (y?.IsContiguous == false)
                    StridedBlock.Gather(plan, 1, second, i, count, b = ys);
                if (z?.IsContiguous == false)
                    StridedBlock.Gather(plan, 2, third, i, count, c = zs);
                TD* d = to.IsContiguous ? destination + i : ds;
                kernel.Run(a, b, c, d, count);
                if (!to.IsContiguous)
                    StridedBlock.Scatter(plan, 3, destination, i, count, d);
            }
        }
    }
}
