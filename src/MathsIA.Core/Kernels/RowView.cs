using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The elements that one reduction or one row operation works on, wherever they lie, in row-major order. The memory
/// stays pinned by the driver.</summary>
internal readonly unsafe struct RowView<T>(T* data, AxisWalk walk) where T : unmanaged
{
    /// <summary>Elements that a kernel takes at a time: 4 KiB of floats, 8 of doubles, which the first-level cache holds.</summary>
    public const int BlockLength = 1024;

    public readonly T* Data = data;
    public readonly AxisWalk Walk = walk;

    public int Length => Walk.Length;

    public bool IsContiguous => Walk.IsContiguous;

    public T this[int index] => Data[Walk.Place(index)];

    /// <summary>A pointer to <paramref name="count"/> elements from <paramref name="start"/>: into the data where they are
    /// contiguous, else to a copy in <paramref name="scratch"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Block(int start, int count, T* scratch)
    {
        if (IsContiguous)
            return Data + start;
        Gather(start, count, scratch);
        return scratch;
    }

    /// <summary>Copies elements out, one after another.</summary>
    public void Gather(int start, int count, T* destination)
    {
        while (count > 0)
        {
            int taken = Math.Min(count, Walk.RunLength - start % Walk.RunLength);
            StridedCopy.CopyRun(Data + Walk.Place(start), Walk.RunStride, destination, 1, taken);
            destination += taken;
            start += taken;
            count -= taken;
        }
    }

    /// <summary>Copies elements in, from one after another.</summary>
    public void Scatter(T* source, int count)
    {
        for (int start = 0; start < count;)
        {
            int taken = Math.Min(count - start, Walk.RunLength);
            StridedCopy.CopyRun(source + start, 1, Data + Walk.Place(start), Walk.RunStride, taken);
            start += taken;
        }
    }
}
