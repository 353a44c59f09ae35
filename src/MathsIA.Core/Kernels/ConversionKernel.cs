using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>Conversion of contiguous elements; in vectors between <c>float</c> and the other floating-point types.</summary>
internal readonly unsafe struct ConversionKernel<T, TTo> : IBlockKernel<T, byte, byte, TTo>
    where T : unmanaged
    where TTo : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(T* first, byte* second, byte* third, TTo* destination, int count)
    {
        if (typeof(T) == typeof(TTo))
            new ReadOnlySpan<T>(first, count).CopyTo(new Span<T>(destination, count));
        else if (typeof(T) == typeof(float) && typeof(TTo) == typeof(double))
            Wide.Widen((float*)first, (double*)destination, count);
        else if (typeof(T) == typeof(double) && typeof(TTo) == typeof(float))
            Wide.Narrow((double*)first, (float*)destination, count);
        else if (typeof(T) == typeof(Half) && typeof(TTo) == typeof(float))
            TensorPrimitives.ConvertToSingle(new ReadOnlySpan<Half>(first, count), new Span<float>(destination, count));
        else if (typeof(T) == typeof(float) && typeof(TTo) == typeof(Half))
            TensorPrimitives.ConvertToHalf(new ReadOnlySpan<float>(first, count), new Span<Half>(destination, count));
        else if (typeof(T) == typeof(BFloat16) && typeof(TTo) == typeof(float))
            FromBFloat16((ushort*)first, (uint*)destination, count);
        else if (typeof(T) == typeof(float) && typeof(TTo) == typeof(BFloat16))
            ToBFloat16((float*)first, (ushort*)destination, count);
        else
        {
            for (int i = 0; i < count; i++)
                destination[i] = Conversion.Convert<T, TTo>(first[i]);
        }
    }

    private static void FromBFloat16(ushort* source, uint* destination, int count)
    {
        int i = 0;
        for (; Vector128.IsHardwareAccelerated && i <= count - 8; i += 8)
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(Vector128.Load(source + i));
            (low << 16).Store(destination + i);
            (high << 16).Store(destination + i + 4);
        }

        for (; i < count; i++)
            destination[i] = (uint)source[i] << 16;
    }

    private static void ToBFloat16(float* source, ushort* destination, int count)
    {
        int i = 0;
        for (; Vector128.IsHardwareAccelerated && i <= count - 8; i += 8)
            Vector128.Narrow(Round(Vector128.Load(source + i)), Round(Vector128.Load(source + i + 4))).Store(destination + i);
        for (; i < count; i++)
            destination[i] = ((BFloat16)source[i]).ToBits();
    }

    /// <summary>The upper halves, rounded to nearest even; NaN quietened instead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Round(Vector128<float> x)
    {
        Vector128<uint> bits = x.AsUInt32(), high = bits >>> 16;
        Vector128<uint> rounded = (bits + Vector128.Create(0x7FFFu) + (high & Vector128<uint>.One)) >>> 16;
        return Vector128.ConditionalSelect(Vector128.Equals(x, x).AsUInt32(), rounded, high | Vector128.Create(0x40u));
    }
}
