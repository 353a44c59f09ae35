using System.Runtime.CompilerServices;

namespace MathsIA.Execution;

/// <summary>Scratch memory for kernels: pinned, aligned to a cache line, kept for the next call.</summary>
/// <remarks>Blocks come from a small shared stack by power-of-two size, so a steady loop of products allocates nothing. Blocks
/// above <see cref="LargestKept"/> are left to the garbage collector.</remarks>
internal readonly unsafe ref struct Workspace : IDisposable
{
    private const int Alignment = 64;
    private const int SmallestLog2 = 12;
    private const int LargestLog2 = 26;

    /// <summary>The largest block, in bytes, that is kept.</summary>
    public const int LargestKept = 1 << LargestLog2;

    private static readonly System.Collections.Concurrent.ConcurrentBag<byte[]>[] Kept = CreateBags();

    private readonly byte[] _block;
    private readonly int _class;

    private Workspace(byte[] block, int sizeClass)
    {
        _block = block;
        _class = sizeClass;
        nuint start = (nuint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(block));
        Pointer = (byte*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
    }

    /// <summary>The first byte, aligned to 64.</summary>
    public byte* Pointer { get; }

    /// <summary>Takes a block of at least the given number of bytes; its content is arbitrary. Dispose gives it back.</summary>
    public static Workspace Rent(long bytes)
    {
        int log2 = Math.Max(SmallestLog2, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)Math.Max(1, bytes - 1)));
        if (log2 > LargestLog2)
            return new Workspace(GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true), -1);
        byte[] block = Kept[log2 - SmallestLog2].TryTake(out byte[]? kept) ? kept : GC.AllocateUninitializedArray<byte>((1 << log2) + Alignment, pinned: true);
        return new Workspace(block, log2 - SmallestLog2);
    }

    /// <summary>Gives the block back. Pointers into it must not be used any more.</summary>
    public void Dispose()
    {
        // A bag holds at most one block a processor: more would be a leak in disguise.
        if (_class >= 0 && Kept[_class].Count < Environment.ProcessorCount)
            Kept[_class].Add(_block);
    }

    private static System.Collections.Concurrent.ConcurrentBag<byte[]>[] CreateBags()
    {
        var bags = new System.Collections.Concurrent.ConcurrentBag<byte[]>[LargestLog2 - SmallestLog2 + 1];
        for (int i = 0; i < bags.Length; i++)
            bags[i] = [];
        return bags;
    }
}
