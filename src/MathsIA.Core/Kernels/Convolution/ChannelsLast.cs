using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Kernels;

/// <summary>Moves pixels between the order of images, a plane a channel, and the order of vector arithmetic, all channels of a pixel together.</summary>
internal static unsafe class ChannelsLast
{
    /// <summary>The pixels that are turned at a time.</summary>
    private const int Block = 8;

    /// <summary>Copies pixels of planes that lie <paramref name="step"/> apart: pixel i gets its channels at <c>target + i * pitch</c>, and zeros after
    /// them up to the pitch.</summary>
    public static void Load<T>(T* planes, nint channelStride, int channels, int step, int count, T* target, int pitch) where T : unmanaged
    {
        if (step != 1)
        {
            GemmPacking.Panel(new MatrixView<T>(planes, channels, count, channelStride, step), channels, pitch, target);
            return;
        }

        int whole = count / Block * Block;
        if (whole > 0)
            GemmPacking.Panel(new MatrixView<T>(planes, channels, whole, channelStride, 1), channels, pitch, target);
        if (whole == count)
            return;
        // The last pixels together with some already done: whole blocks are many times faster than single pixels.
        int first = count >= Block ? count - Block : whole;
        GemmPacking.Panel(new MatrixView<T>(planes + first, channels, count - first, channelStride, 1), channels, pitch, target + (nint)first * pitch);
    }

    /// <summary>The converse of <see cref="Load"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store<T>(T* source, int pitch, int count, T* planes, int channelStride, int channels) where T : unmanaged
    {
        int c = 0;
        if (Avx.IsSupported && count >= 4 && sizeof(T) is 4 or 8)
        {
            int step = sizeof(T) == 4 ? 8 : 4;
            for (; c + step <= channels; c += step)
            {
                T* target = planes + (nint)c * channelStride;
                for (int x = 0; x < count; x += 4)
                {
                    int at = Math.Min(x, count - 4);
                    T* s = source + (nint)at * pitch + c;
                    if (sizeof(T) == 4)
                        GemmPacking.Transpose4x8((float*)s, (float*)(s + pitch), (float*)(s + 2 * pitch), (float*)(s + 3 * pitch), (float*)(target + at), channelStride);
                    else
                        GemmPacking.Transpose4x4((double*)s, (double*)(s + pitch), (double*)(s + 2 * pitch), (double*)(s + 3 * pitch), (double*)(target + at), channelStride);
                }
            }
        }

        for (; c < channels; c++)
        {
            T* target = planes + (nint)c * channelStride;
            for (int x = 0; x < count; x++)
                target[x] = source[(nint)x * pitch + c];
        }
    }
}
