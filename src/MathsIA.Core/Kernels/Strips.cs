using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Copies neighbouring strided rows to and from contiguous rows of a buffer.</summary>
internal static unsafe class Strips
{
    /// <summary>Copies <paramref name="count"/> rows, from number <paramref name="first"/> on, one after another into a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(T* source, AxisWalk outer, AxisWalk along, int first, int count, T* buffer, int pitch) where T : unmanaged
    {
        if (AreNeighbours(outer, first, count))
        {
            T* corner = source + outer.Place(first);
            for (int i = 0; i < along.Length; i++)
            {
                T* row = corner + (nint)i * along.RunStride, target = buffer + i;
                for (int k = 0; k < count; k++)
                    target[(nint)k * pitch] = row[k];
            }

            return;
        }

        for (int k = 0; k < count; k++)
            StridedCopy.CopyRun(source + outer.Place(first + k), along.RunStride, buffer + (nint)k * pitch, 1, along.Length);
    }

    /// <summary>The converse of <see cref="Gather"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(T* buffer, int pitch, T* destination, AxisWalk outer, AxisWalk along, int first, int count) where T : unmanaged
    {
        if (AreNeighbours(outer, first, count))
        {
            T* corner = destination + outer.Place(first);
            for (int i = 0; i < along.Length; i++)
            {
                T* row = corner + (nint)i * along.RunStride, origin = buffer + i;
                for (int k = 0; k < count; k++)
                    row[k] = origin[(nint)k * pitch];
            }

            return;
        }

        for (int k = 0; k < count; k++)
            StridedCopy.CopyRun(buffer + (nint)k * pitch, 1, destination + outer.Place(first + k), along.RunStride, along.Length);
    }

    private static bool AreNeighbours(AxisWalk outer, int first, int count) =>
        outer.RunStride == 1 && first % outer.RunLength + count <= outer.RunLength;
}
