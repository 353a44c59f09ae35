using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The driver of elementwise functions of three operands: widths, tails, broadcasting, strides, threads.</summary>
internal static unsafe class Zip3
{
    /// <summary>Applies <paramref name="op"/> to three tensors that broadcast to the destination's shape; the destination may
    /// be the same window as any of them.</summary>
    public static void Run<T, TOp>(Tensor<T> first, Tensor<T> second, Tensor<T> third, Tensor<T> destination, TOp op, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip3<T> =>
        Blocks.Run(first, second, third, destination, new Kernel<T, TOp>(op), context);

    /// <summary>Applies <paramref name="op"/> to contiguous elements on this thread; the destination may be any operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TOp>(T* first, T* second, T* third, T* destination, int length, TOp op)
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip3<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            Contiguous<Lane512<T>, T, TOp>(first, second, third, destination, length, op);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            Contiguous<Lane256<T>, T, TOp>(first, second, third, destination, length, op);
        else if (Vector128.IsHardwareAccelerated && Vector128<T>.IsSupported)
            Contiguous<Lane128<T>, T, TOp>(first, second, third, destination, length, op);
        else
            Contiguous<LaneScalar<T>, T, TOp>(first, second, third, destination, length, op);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Contiguous<TLane, T, TOp>(T* first, T* second, T* third, T* destination, nint length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IZip3<T>
    {
        nint width = TLane.Count;
        if (length < width)
        {
            Short<TLane, T, TOp>(first, second, third, destination, (int)length, op);
            return;
        }

        // Read before anything is written: in place, the overlapped last register must see operands and not results.
        nint end = length - width;
        TLane lastX = TLane.Load(first + end), lastY = TLane.Load(second + end), lastZ = TLane.Load(third + end);
        nint i = 0;
        for (; i <= length - 2 * width; i += 2 * width)
        {
            TLane x0 = op.Apply(TLane.Load(first + i), TLane.Load(second + i), TLane.Load(third + i));
            TLane x1 = op.Apply(TLane.Load(first + i + width), TLane.Load(second + i + width), TLane.Load(third + i + width));
            x0.Store(destination + i);
            x1.Store(destination + i + width);
        }

        if (i <= end)
            op.Apply(TLane.Load(first + i), TLane.Load(second + i), TLane.Load(third + i)).Store(destination + i);
        op.Apply(lastX, lastY, lastZ).Store(destination + end);
    }

    /// <summary>Fewer elements than a register holds: the same arithmetic on padded copies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Short<TLane, T, TOp>(T* first, T* second, T* third, T* destination, int length, TOp op)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOp : struct, IZip3<T>
    {
        T* x = stackalloc T[TLane.Count], y = stackalloc T[TLane.Count], z = stackalloc T[TLane.Count];
        for (int i = 0; i < length; i++)
        {
            x[i] = first[i];
            y[i] = second[i];
            z[i] = third[i];
        }

        op.Apply(TLane.Load(x), TLane.Load(y), TLane.Load(z)).Store(x);
        for (int i = 0; i < length; i++)
            destination[i] = x[i];
    }

    private readonly struct Kernel<T, TOp>(TOp op) : IBlockKernel<T, T, T, T>
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip3<T>
    {
        public void Run(T* first, T* second, T* third, T* destination, int count) => Zip3.Run(first, second, third, destination, count, op);
    }
}
