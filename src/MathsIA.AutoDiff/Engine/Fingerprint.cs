using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>A number that changes when a tensor's elements do.</summary>
internal static class Fingerprint
{
    private const int Samples = 64;
    private const ulong Prime = 0x9E3779B97F4A7C15;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of<T>(Tensor<T> tensor, ChangeDetection detection) where T : unmanaged
    {
        int length = tensor.Length;
        if (length == 0 || detection == ChangeDetection.None)
            return 0;
        int count = detection == ChangeDetection.Full ? length : Math.Min(Samples, length);
        ulong hash = Prime;
        if (tensor.IsContiguous)
        {
            ReadOnlySpan<T> elements = tensor.AsSpan();
            for (int i = 0; i < count; i++)
                hash = Mix(hash, elements[count == length ? i : Place(i, count, length)]);
            return hash;
        }

        Span<int> index = stackalloc int[tensor.Rank];
        for (int i = 0; i < count; i++)
        {
            int place = count == length ? i : Place(i, count, length);
            for (int axis = tensor.Rank - 1; axis >= 0; axis--)
                (place, index[axis]) = Math.DivRem(place, tensor.Shape.Lengths[axis]);
            hash = Mix(hash, tensor[index]);
        }

        return hash;
    }

    private static int Place(int i, int count, int length) => (int)((long)i * (length - 1) / (count - 1));

    private static ulong Mix<T>(ulong hash, T element) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in element));
        ulong bits = bytes.Length == sizeof(ulong) ? MemoryMarshal.Read<ulong>(bytes) : MemoryMarshal.Read<uint>(bytes);
        return BitOperations.RotateLeft((hash ^ bits) * Prime, 29);
    }
}
