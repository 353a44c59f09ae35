using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>Functions of <c>float</c> and <see cref="Half"/> computed in double lanes and rounded once at the end.</summary>
/// <remarks>For functions whose error in single precision would need double-single arithmetic anyway (powers, angles, tails
/// of distributions), double lanes are as fast and give the correctly rounded result but for one case in millions.</remarks>
internal static unsafe class Wide
{
    /// <summary>Elements converted at a time: the buffers stay in the first-level cache.</summary>
    private const int Piece = 256;

    /// <summary>Applies a function of doubles to a tensor of any floating-point type.</summary>
    public static void Run<T, TOp>(Tensor<T> source, Tensor<T> destination, TOp op, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<double>
    {
        if (typeof(T) == typeof(double))
            Map.Run((Tensor<double>)(object)source, (Tensor<double>)(object)destination, op, context);
        else
            Blocks.Run(source, destination, new MapKernel<T, TOp>(op), context);
    }

    /// <summary>Applies a function of two doubles to tensors of any floating-point type.</summary>
    public static void Run<T, TOp>(Tensor<T> left, Tensor<T> right, Tensor<T> destination, TOp op, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<double>
    {
        if (typeof(T) == typeof(double))
            Zip.Run((Tensor<double>)(object)left, (Tensor<double>)(object)right, (Tensor<double>)(object)destination, op, context);
        else
            Blocks.Run(left, right, destination, new ZipKernel<T, TOp>(op), context);
    }

    /// <summary>Applies a function of doubles to contiguous elements on this thread; the two may be the same memory.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TOp>(T* source, T* destination, int count, TOp op)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<double>
    {
        double* x = stackalloc double[Piece];
        for (int i = 0; i < count; i += Piece)
        {
            int part = Math.Min(Piece, count - i);
            Widen(source + i, x, part);
            Map.Run(x, x, part, op);
            Narrow(x, destination + i, part);
        }
    }

    /// <summary>The same with a shorter body where the result is then rounded.</summary>
    public static void Run<T, TOp, TSingle>(T* source, T* destination, int count, TOp op, TSingle single)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<double>
        where TSingle : struct, IMap<double>
    {
        if (typeof(T) == typeof(double))
            Map.Run((double*)source, (double*)destination, count, op);
        else
            Run(source, destination, count, single);
    }

    /// <summary>Widens elements to doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen<T>(T* source, double* destination, int count) where T : unmanaged, INumberBase<T>
    {
        int i = 0;
        if (typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated)
        {
            for (; i <= count - 16; i += 16)
            {
                (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Load((float*)source + i));
                low.Store(destination + i);
                high.Store(destination + i + 8);
            }
        }

        if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            for (; i <= count - 4; i += 4)
            {
                (Vector128<double> low, Vector128<double> high) = Vector128.Widen(Vector128.Load((float*)source + i));
                low.Store(destination + i);
                high.Store(destination + i + 2);
            }
        }

        for (; i < count; i++)
            destination[i] = double.CreateTruncating(source[i]);
    }

    /// <summary>Rounds doubles to nearest in a narrower type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow<T>(double* source, T* destination, int count) where T : unmanaged, INumberBase<T>
    {
        int i = 0;
        if (typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated)
        {
            for (; i <= count - 16; i += 16)
                Vector512.Narrow(Vector512.Load(source + i), Vector512.Load(source + i + 8)).Store((float*)destination + i);
        }

        if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            for (; i <= count - 4; i += 4)
                Vector128.Narrow(Vector128.Load(source + i), Vector128.Load(source + i + 2)).Store((float*)destination + i);
        }

        for (; i < count; i++)
            destination[i] = T.CreateTruncating(source[i]);
    }

    private readonly struct MapKernel<T, TOp>(TOp op) : IBlockKernel<T, byte, byte, T>
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<double>
    {
        public void Run(T* first, byte* second, byte* third, T* destination, int count) => Wide.Run(first, destination, count, op);
    }

    private readonly struct ZipKernel<T, TOp>(TOp op) : IBlockKernel<T, T, byte, T>
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<double>
    {
        [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(T* first, T* second, byte* third, T* destination, int count)
        {
            double* x = stackalloc double[Piece], y = stackalloc double[Piece];
            for (int i = 0; i < count; i += Piece)
            {
                int part = Math.Min(Piece, count - i);
                Widen(first + i, x, part);
                Widen(second + i, y, part);
                Zip.Run(x, y, x, part, op);
                Narrow(x, destination + i, part);
            }
        }
    }
}
