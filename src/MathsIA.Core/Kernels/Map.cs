using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The driver of elementwise functions of one operand: widths, tails, strides, threads.</summary>
internal static unsafe class Map
{
    /// <summary>How many elements ahead memory is asked for.</summary>
    private const int Ahead = 512;

    /// <summary>Applies <paramref name="op"/> to a tensor, into another of the same shape, which may be the same window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TOp>(Tensor<T> source, Tensor<T> destination, TOp op, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        int length = destination.Length;
        if (length == 0)
            return;
        if (length >= StridedBlock.ParallelThreshold || !source.IsContiguous || !destination.IsContiguous)
        {
            Blocks.Run(source, destination, new Kernel<T, TOp>(op), context);
            return;
        }

        fixed (T* s = source.Storage.Span, d = destination.Storage.Span)
            Run(s + source.Offset, d + destination.Offset, length, op);
    }

    /// <summary>Applies <paramref name="op"/> to contiguous elements, on several threads when there are many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TOp>(T* source, T* destination, int length, TOp op, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        if (length < StridedBlock.ParallelThreshold)
            Run(source, destination, length, op);
        else
            ParallelLoop.For(Chunks(length), new ContiguousWork<T, TOp>(source, destination, length, op), context);
    }

    /// <summary>Applies <paramref name="op"/> to contiguous elements on this thread; the two may be the same memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TOp>(T* source, T* destination, int length, TOp op)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            Width<Lane512<T>, T, TOp>(source, destination, length, op);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            Width<Lane256<T>, T, TOp>(source, destination, length, op);
        else if (Vector128.IsHardwareAccelerated && Vector128<T>.IsSupported)
            Width<Lane128<T>, T, TOp>(source, destination, length, op);
        else
            Width<LaneScalar<T>, T, TOp>(source, destination, length, op);
    }

    internal static int Chunks(int length) => (int)(((long)length + StridedBlock.Chunk - 1) / StridedBlock.Chunk);

    /// <summary>Three methods and not one: the compiler inlines before it drops a dead branch, and stops at 512 locals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Width<TLane, T, TOp>(T* source, T* destination, nint length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IMap<T>
    {
        if (length < TLane.Count)
            Short<TLane, T, TOp>(source, destination, (int)length, op);
        else if (TOp.Unrolls)
            Unrolled<TLane, T, TOp>(source, destination, length, op);
        else
            Simple<TLane, T, TOp>(source, destination, length, op);
    }

    /// <summary>Four registers at a time, then one, then the last, which overlaps the one before it. The last is read before
    /// anything is written, so that in place it still sees the operand and not the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Unrolled<TLane, T, TOp>(T* source, T* destination, nint length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IMap<T>
    {
        nint width = TLane.Count, end = length - width, i = 0;
        TLane last = TLane.Load(source + end);
        for (; i <= length - 4 * width; i += 4 * width)
        {
            TLane x0 = op.Apply(TLane.Load(source + i));
            TLane x1 = op.Apply(TLane.Load(source + i + width));
            TLane x2 = op.Apply(TLane.Load(source + i + 2 * width));
            TLane x3 = op.Apply(TLane.Load(source + i + 3 * width));
            x0.Store(destination + i);
            x1.Store(destination + i + width);
            x2.Store(destination + i + 2 * width);
            x3.Store(destination + i + 3 * width);
        }

        for (; i < length; i += width)
        {
            bool tail = i > end;
            TLane x = tail ? last : TLane.Load(source + i);
            op.Apply(x).Store(destination + (tail ? end : i));
        }
    }

    /// <summary>As <see cref="Unrolled{TLane, T, TOp}"/>, with the body only once. Memory is asked for ahead: the processor looks only some
    /// iterations of a long body ahead, which is less than memory takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Simple<TLane, T, TOp>(T* source, T* destination, nint length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IMap<T>
    {
        nint width = TLane.Count, end = length - width, far = length - Ahead;
        TLane last = TLane.Load(source + end);
        for (nint i = 0; i < length; i += width)
        {
            if (CacheHint.IsSupported && i < far)
            {
                CacheHint.Line(source + i + Ahead);
                CacheHint.Line(destination + i + Ahead);
            }

            bool tail = i > end;
            TLane x = tail ? last : TLane.Load(source + i);
            op.Apply(x).Store(destination + (tail ? end : i));
        }
    }

    /// <summary>Fewer elements than a register holds: the same arithmetic on a padded copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Short<TLane, T, TOp>(T* source, T* destination, int length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IMap<T>
    {
        T* buffer = stackalloc T[TLane.Count];
        for (int i = 0; i < length; i++)
            buffer[i] = source[i];
        op.Apply(TLane.Load(buffer)).Store(buffer);
        for (int i = 0; i < length; i++)
            destination[i] = buffer[i];
    }

    private readonly struct ContiguousWork<T, TOp>(T* source, T* destination, int length, TOp op) : ILoopBody
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        public void Run(int index)
        {
            int start = index * StridedBlock.Chunk;
            Map.Run(source + start, destination + start, Math.Min(StridedBlock.Chunk, length - start), op);
        }
    }

    private readonly struct Kernel<T, TOp>(TOp op) : IBlockKernel<T, byte, byte, T>
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        public void Run(T* first, byte* second, byte* third, T* destination, int count) => Map.Run(first, destination, count, op);
    }
}
