using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Execution;

/// <summary>Blocks of pinned memory, kept for the next call by power-of-two size: what <see cref="Workspace{T}"/> is cut from.</summary>
/// <remarks>
/// Every thread keeps blocks of small sizes for itself, which takes no lock and no atomic operation; larger blocks, and
/// what it has no room for, go to a short row of slots that all threads exchange with. The number of slots bounds what is ever
/// kept: a block that finds no room, or is above <see cref="LargestKept"/>, is left to the garbage collector, and so are the
/// blocks of a thread that ends.
/// </remarks>
internal static unsafe class BlockPool
{
    private const int SmallestLog2 = 12;
    private const int LargestOwnLog2 = 20;
    private const int LargestLog2 = 26;

    /// <summary>Of blocks up to this size a thread keeps <see cref="SeveralOwn"/>: 1 MiB in all; of larger ones a single one.</summary>
    private const int SeveralOwnLog2 = 14;
    private const int SeveralOwn = 32;

    /// <summary>The most bytes that the slots of one size keep together, if there are more than four of them.</summary>
    private const long KeptPerSize = 1L << 28;

    /// <summary>The largest block, in bytes, that is kept.</summary>
    public const long LargestKept = 1L << LargestLog2;

    private static readonly Slot[][] Shared = CreateSlots();

    [ThreadStatic]
    private static Stack[]? _own;

    /// <summary>Takes a block of at least the given number of bytes after <see cref="Align"/>; its content is arbitrary.</summary>
    public static CacheLine[] Rent(long bytes)
    {
        int log2 = Math.Max(SmallestLog2, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)Math.Max(1, bytes - 1)));
        if (log2 > LargestLog2)
            return Allocate(bytes);
        if (log2 <= LargestOwnLog2 && _own is { } own)
        {
            ref Stack mine = ref own[log2 - SmallestLog2];
            if (mine.Count > 0)
            {
                CacheLine[] block = mine.Blocks![--mine.Count].Block!;
                mine.Blocks[mine.Count].Block = null;
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
            ref Stack mine = ref (_own ??= new Stack[LargestOwnLog2 - SmallestLog2 + 1])[log2 - SmallestLog2];
            // A decomposition of a small matrix holds some twenty small blocks at a time.
            mine.Blocks ??= new Slot[log2 <= SeveralOwnLog2 ? SeveralOwn : 1];
            if (mine.Count < mine.Blocks.Length)
            {
                mine.Blocks[mine.Count++].Block = block;
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
            slots[i] = new Slot[(int)Math.Clamp(KeptPerSize >> (i + SmallestLog2), 4, Math.Max(8, 2 * Environment.ProcessorCount))];
        return slots;
    }

    /// <summary>The unit of allocation: an array of lines may hold 64 times what an array of bytes can.</summary>
    [StructLayout(LayoutKind.Sequential, Size = Size)]
    internal struct CacheLine
    {
        public const int Size = 1 << LineLog2;
    }

    /// <summary>The blocks of one size that a thread keeps for itself.</summary>
    private struct Stack
    {
        public Slot[]? Blocks;
        public int Count;
    }

    /// <summary>A place for one block; a struct, so that storing into a row of them needs no check of the array's type.</summary>
    private struct Slot
    {
        public CacheLine[]? Block;
    }
}
