using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Execution;

/// <summary>Blocks of pinned memory, kept for the next call by power-of-two size: what <see cref="Workspace{T}"/> is cut from.</summary>
/// <remarks>
/// Every thread keeps one block of each small size for itself, which takes no lock and no atomic operation; larger blocks, and
/// what one slot cannot hold, go to a short row of slots that all threads exchange with. The number of slots bounds what is ever
/// kept: a block that finds no room, or is above <see cref="LargestKept"/>, is left to the garbage collector, and so are the
/// blocks of a thread that ends.
/// </remarks>
internal static unsafe class BlockPool
{
    private const int SmallestLog2 = 12;
    private const int LargestOwnLog2 = 20;
    private const int LargestLog2 = 26;

    /// <summary>Blocks up to this size have the most slots: a decomposition of a small matrix holds some twenty of them at a time.</summary>
    private const int SmallLog2 = 14;
    private const int SmallSlots = 32;

    /// <summary>The most bytes that the slots of one size keep together, if there are more than four of them.</summary>
    private const long KeptPerSize = 1L << 28;

    /// <summary>The largest block, in bytes, that is kept.</summary>
    public const long LargestKept = 1L << LargestLog2;

    private static readonly Slot[][] Shared = CreateSlots();

    [ThreadStatic]
    private static Slot[]? _own;

    /// <summary>Takes a block of at least the given number of bytes after <see cref="Align"/>; its content is arbitrary.</summary>
    public static CacheLine[] Rent(long bytes)
    {
        int log2 = Math.Max(SmallestLog2, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)Math.Max(1, bytes - 1)));
        if (log2 > LargestLog2)
            return Allocate(bytes);
        if (log2 <= LargestOwnLog2 && _own is { } own)
        {
            ref CacheLine[]? mine = ref own[log2 - SmallestLog2].Block;
            if (mine is { } block)
            {
                mine = null;
                return block;
            }
        }

        Slot[] slots = Shared[log2 - SmallestLog2];
        for (int i = 0; i < slots.Length; i++)
        {
            // Looking first keeps an empty row of slots readable by all threads at once.
            if (slots[i].Block is not null && Interlocked.Exchange(ref slots[i].Block, null) is { } block)
                return block;
        }

        return Allocate(1L << log2);
    }

    /// <summary>Gives a block back. Nobody may use it any more.</summary>
    public static void Return(CacheLine[] block)
    {
        int log2 = System.Numerics.BitOperations.Log2((uint)block.Length - 1) + LineLog2;
        if (((long)block.Length - 1) << LineLog2 > LargestKept)
            return;
        if (log2 <= LargestOwnLog2)
        {
            Slot[] own = _own ??= new Slot[LargestOwnLog2 - SmallestLog2 + 1];
            ref CacheLine[]? mine = ref own[log2 - SmallestLog2].Block;
            if (mine is null)
            {
                mine = block;
                return;
            }
        }

        Slot[] slots = Shared[log2 - SmallestLog2];
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i].Block is null && Interlocked.CompareExchange(ref slots[i].Block, block, null) is null)
                return;
        }
    }

    /// <summary>The first byte of a block that stands at the start of a cache line.</summary>
    public static byte* Align(CacheLine[] block)
    {
        nuint start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(block));
        return (byte*)((start + CacheLine.Size - 1) & ~(nuint)(CacheLine.Size - 1));
    }

    private const int LineLog2 = 6;

    /// <summary>A block that was never in the pool: one line more than asked for, so that an aligned start leaves enough.</summary>
    public static CacheLine[] Allocate(long bytes) =>
        GC.AllocateUninitializedArray<CacheLine>(checked((int)((bytes + CacheLine.Size - 1) >> LineLog2) + 1), pinned: true);

    private static Slot[][] CreateSlots()
    {
        var slots = new Slot[LargestLog2 - SmallestLog2 + 1][];
        for (int i = 0; i < slots.Length; i++)
        {
            int most = Math.Max(i + SmallestLog2 <= SmallLog2 ? SmallSlots : 8, 2 * Environment.ProcessorCount);
            slots[i] = new Slot[(int)Math.Clamp(KeptPerSize >> (i + SmallestLog2), 4, most)];
        }

        return slots;
    }

    /// <summary>The unit of allocation: an array of lines may hold 64 times what an array of bytes can.</summary>
    [StructLayout(LayoutKind.Sequential, Size = Size)]
    internal struct CacheLine
    {
        public const int Size = 1 << LineLog2;
    }

    /// <summary>A place for one block; a struct, so that storing into a row of them needs no check of the array's type.</summary>
    private struct Slot
    {
        public CacheLine[]? Block;
    }
}
