using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The driver of elementwise functions of two operands: widths, tails, broadcasting, strides, threads.</summary>
internal static unsafe class Zip
{
    /// <summary>Applies <paramref name="op"/> to two tensors that broadcast to the destination's shape; the destination may be
    /// the same window as either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TOp>(Tensor<T> left, Tensor<T> right, Tensor<T> destination, TOp op, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        int length = destination.Length;
        if (length == 0)
            return;
        bool leftFlat = left.IsContiguous && left.Length == length, rightFlat = right.IsContiguous && right.Length == length;
        fixed (T* l = left.Storage.Span, r = right.Storage.Span, d = destination.Storage.Span)
        {
            T* x = l + left.Offset, y = r + right.Offset, z = d + destination.Offset;
            if (destination.IsContiguous && leftFlat && rightFlat)
                Run(x, y, z, length, op, context);
            else if (destination.IsContiguous && leftFlat && right.Length == 1)
                Map.Run(x, z, length, new BoundRight<T, TOp>(op, *y), context);
            else if (destination.IsContiguous && rightFlat && left.Length == 1)
                Map.Run(y, z, length, new BoundLeft<T, TOp>(op, *x), context);
            else
            {
                var work = new StridedWork<T, TOp>(x, y, z, left.BroadcastTo(destination.Shape), right.BroadcastTo(destination.Shape), destination, op);
                if (length < StridedBlock.ParallelThreshold)
                    work.Range(0, length);
                else
                    ParallelLoop.For(Map.Chunks(length), work, context);
            }
        }
    }

    /// <summary>Applies <paramref name="op"/> to contiguous elements, on several threads when there are many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TOp>(T* left, T* right, T* destination, int length, TOp op, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        if (length < StridedBlock.ParallelThreshold)
            Run(left, right, destination, length, op);
        else
            ParallelLoop.For(Map.Chunks(length), new ContiguousWork<T, TOp>(left, right, destination, length, op), context);
    }

    /// <summary>Applies <paramref name="op"/> to contiguous elements on this thread; the destination may be either operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TOp>(T* left, T* right, T* destination, int length, TOp op)
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            Width<Lane512<T>, T, TOp>(left, right, destination, length, op);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            Width<Lane256<T>, T, TOp>(left, right, destination, length, op);
        else if (Vector128.IsHardwareAccelerated && Vector128<T>.IsSupported)
            Width<Lane128<T>, T, TOp>(left, right, destination, length, op);
        else
            Width<LaneScalar<T>, T, TOp>(left, right, destination, length, op);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Width<TLane, T, TOp>(T* left, T* right, T* destination, nint length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IZip<T>
    {
        if (length < TLane.Count)
            Short<TLane, T, TOp>(left, right, destination, (int)length, op);
        else if (TOp.Unrolls)
            Unrolled<TLane, T, TOp>(left, right, destination, length, op);
        else
            Simple<TLane, T, TOp>(left, right, destination, length, op);
    }

    /// <summary>Four registers at a time, then one, then the last, which overlaps the one before it. The last is read before
    /// anything is written, so that in place it still sees the operands and not the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Unrolled<TLane, T, TOp>(T* left, T* right, T* destination, nint length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IZip<T>
    {
        nint width = TLane.Count, end = length - width, i = 0;
        TLane lastX = TLane.Load(left + end), lastY = TLane.Load(right + end);
        for (; i <= length - 4 * width; i += 4 * width)
        {
            TLane x0 = op.Apply(TLane.Load(left + i), TLane.Load(right + i));
            TLane x1 = op.Apply(TLane.Load(left + i + width), TLane.Load(right + i + width));
            TLane x2 = op.Apply(TLane.Load(left + i + 2 * width), TLane.Load(right + i + 2 * width));
            TLane x3 = op.Apply(TLane.Load(left + i + 3 * width), TLane.Load(right + i + 3 * width));
            x0.Store(destination + i);
            x1.Store(destination + i + width);
            x2.Store(destination + i + 2 * width);
            x3.Store(destination + i + 3 * width);
        }

        for (; i < length; i += width)
        {
            bool tail = i > end;
            TLane x = tail ? lastX : TLane.Load(left + i);
            TLane y = tail ? lastY : TLane.Load(right + i);
            op.Apply(x, y).Store(destination + (tail ? end : i));
        }
    }

    /// <summary>As <see cref="Unrolled{TLane, T, TOp}"/>, with the body only once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Simple<TLane, T, TOp>(T* left, T* right, T* destination, nint length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IZip<T>
    {
        nint width = TLane.Count, end = length - width;
        TLane lastX = TLane.Load(left + end), lastY = TLane.Load(right + end);
        for (nint i = 0; i < length; i += width)
        {
            bool tail = i > end;
            TLane x = tail ? lastX : TLane.Load(left + i);
            TLane y = tail ? lastY : TLane.Load(right + i);
            op.Apply(x, y).Store(destination + (tail ? end : i));
        }
    }

    /// <summary>Fewer elements than a register holds: the same arithmetic on padded copies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Short<TLane, T, TOp>(T* left, T* right, T* destination, int length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IZip<T>
    {
        T* x = stackalloc T[TLane.Count], y = stackalloc T[TLane.Count];
        for (int i = 0; i < length; i++)
        {
            x[i] = left[i];
            y[i] = right[i];
        }

        op.Apply(TLane.Load(x), TLane.Load(y)).Store(x);
        for (int i = 0; i < length; i++)
            destination[i] = x[i];
    }

    private readonly struct ContiguousWork<T, TOp>(T* left, T* right, T* destination, int length, TOp op) : ILoopBody
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        public void Run(int index)
        {
            int start = index * StridedBlock.Chunk;
            Zip.Run(left + start, right + start, destination + start, Math.Min(StridedBlock.Chunk, length - start), op);
        }
    }

    private readonly struct StridedWork<T, TOp>(T* left, T* right, T* destination, Tensor<T> x, Tensor<T> y, Tensor<T> to, TOp op) : ILoopBody
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        public void Run(int index)
        {
            int start = index * StridedBlock.Chunk;
            Range(start, Math.Min(to.Length, start + StridedBlock.Chunk));
        }

        public void Range(int start, int end)
        {
            var plan = new StridedPlan(to.Shape, x.Strides.ToArray(), y.Strides.ToArray(), to.Strides.ToArray());
            if (plan.RunLength >= StridedBlock.LongRun && plan.RunStride(2) == 1 && plan.RunStride(0) is 0 or 1 && plan.RunStride(1) is 0 or 1)
                LongRuns(plan, start, end);
            else
                Blocks(plan, start, end);
        }

        /// <summary>Long runs of neighbours or of one repeated number need no copy: the usual broadcast of a row or a column.</summary>
        private void LongRuns(in StridedPlan plan, int start, int end)
        {
            (int run, int within) = Math.DivRem(start, plan.RunLength);
            while (start < end)
            {
                int count = Math.Min(plan.RunLength - within, end - start);
                T* l = left + plan.RunStart(run, 0), r = right + plan.RunStart(run, 1), d = destination + plan.RunStart(run, 2) + within;
                bool repeatLeft = plan.RunStride(0) == 0, repeatRight = plan.RunStride(1) == 0;
                if (repeatRight && repeatLeft)
                {
                    T same;
                    Zip.Run(l, r, &same, 1, op);
                    new Span<T>(d, count).Fill(same);
                }
                else if (repeatRight)
                    Map.Run(l + within, d, count, new BoundRight<T, TOp>(op, *r));
                else if (repeatLeft)
                    Map.Run(r + within, d, count, new BoundLeft<T, TOp>(op, *l));
                else
                    Zip.Run(l + within, r + within, d, count, op);
                start += count;
                within = 0;
                run++;
            }
        }

        private void Blocks(in StridedPlan plan, int start, int end)
        {
            T* xs = stackalloc T[StridedBlock.Length], ys = stackalloc T[StridedBlock.Length];
            for (int i = start; i < end; i += StridedBlock.Length)
            {
                int count = Math.Min(StridedBlock.Length, end - i);
                T* l = left + i, r = right + i;
                if (!x.IsContiguous)
                    StridedBlock.Gather(plan, 0, left, i, count, l = xs);
                if (!y.IsContiguous)
                    StridedBlock.Gather(plan, 1, right, i, count, r = ys);
                T* d = to.IsContiguous ? destination + i : xs;
                Zip.Run(l, r, d, count, op);
                if (!to.IsContiguous)
                    StridedBlock.Scatter(plan, 2, destination, i, count, d);
            }
        }
    }
}
