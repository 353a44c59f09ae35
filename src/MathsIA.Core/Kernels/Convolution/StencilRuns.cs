using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Kernels;

/// <summary>Copies short rows of an image, of which every so many elements are wanted.</summary>
internal static unsafe class StencilRuns
{
    /// <summary>Copies every <paramref name="stride"/>-th element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(T* source, int stride, T* target, int count) where T : unmanaged
    {
        if (stride == 1)
        {
            new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
            return;
        }

        int i = 0;
        if (stride == 2 && Avx2.IsSupported && sizeof(T) is 4 or 8)
        {
            // Two registers hold the elements of one. The last of them is not touched: it may lie behind the image.
            int lanes = Vector256<byte>.Count / sizeof(T);
            for (; i + lanes < count; i += lanes)
            {
                T* pair = source + 2 * i;
                Vector256<double> mixed = sizeof(T) == 4
                    ? Avx.Shuffle(Vector256.Load((float*)pair), Vector256.Load((float*)pair + 8), 0b10_00_10_00).AsDouble()
                    : Avx.UnpackLow(Vector256.Load((double*)pair), Vector256.Load((double*)pair + 4));
                Avx2.Permute4x64(mixed, 0b11_01_10_00).Store((double*)(target + i));
            }
        }

        for (source += (nint)i * stride; i < count; i++, source += stride)
            target[i] = *source;
    }

    /// <summary>The converse of <see cref="Gather"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(T* source, T* target, int stride, int count) where T : unmanaged
    {
        if (stride == 1)
        {
            new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
            return;
        }

        for (T* end = source + count; source < end; source++, target += stride)
            *target = *source;
    }
}
