using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>Merges a short piece: symbols are a linked list in arrays, and every block of sixteen pairs knows its smallest rank.</summary>
/// <remarks>The smallest rank is found with two vectors over the blocks and two over the pairs of one, so a merge costs the same in a piece of ten
/// symbols and of two hundred. Longer pieces go to <see cref="MergeQueue"/>.</remarks>
internal sealed class MergeList
{
    /// <summary>The rank of a pair that does not merge: larger than any other.</summary>
    public const int NoRank = int.MaxValue;

    /// <summary>The most symbols a piece handled here has.</summary>
    public const int Capacity = Block * Block;

    /// <summary>Pairs in a block, and blocks: two vectors of eight.</summary>
    private const int Block = 16;

    private readonly int[] _starts = new int[Capacity + 1];
    private readonly int[] _before = new int[Capacity + 1];
    private readonly int[] _after = new int[Capacity];
    private readonly int[] _ids = new int[Capacity];
    private readonly int[] _ranks = new int[Capacity];
    private readonly int[] _merged = new int[Capacity];
    private readonly int[] _minima = new int[Block];

    /// <summary>Where each symbol begins, and after the last where the piece ends.</summary>
    public Span<int> Starts => _starts;

    /// <summary>The id of each symbol; after merging, those of the tokens.</summary>
    public Span<int> Ids => _ids;

    /// <summary>Merges the first <paramref name="count"/> symbols, at least one, as long as any pair merges.</summary>
    /// <returns>The number of tokens left in <see cref="Ids"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Merge<TRule>(ReadOnlySpan<byte> text, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        int[] starts = _starts, before = _before, after = _after, ids = _ids, ranks = _ranks, merged = _merged;
        for (int i = 0; i < count; i++)
        {
            before[i] = i - 1;
            after[i] = i + 1;
        }

        for (int i = 0; i < count - 1; i++)
            ranks[i] = rule.Rank(text, starts[i], starts[i + 2], ids[i], ids[i + 1], out merged[i]);
        int blocks = (count + Block - 1) / Block;
        ranks.AsSpan((count - 1)..(blocks * Block)).Fill(NoRank);
        for (int block = 0; block < Block; block++)
            _minima[block] = block < blocks ? Minimum(ref ranks[block * Block]) : NoRank;

        while (IndexOfMinimum() is >= 0 and int left)
        {
            int right = after[left], next = after[right], previous = before[left];
            ids[left] = merged[left];
            after[left] = next;
            before[next] = left;
            ranks[right] = NoRank;
            ranks[left] = next < count ? rule.Rank(text, starts[left], starts[after[next]], ids[left], ids[next], out merged[left]) : NoRank;
            if (previous >= 0)
                ranks[previous] = rule.Rank(text, starts[previous], starts[next], ids[previous], ids[left], out merged[previous]);
            Update(left / Block);
            if (right / Block != left / Block)
                Update(right / Block);
            if (previous >= 0 && previous / Block != left / Block)
                Update(previous / Block);
        }

        int tokens = 0;
        for (int i = 0; i < count; i = after[i])
            ids[tokens++] = ids[i];
        return tokens;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Update(int block) => _minima[block] = Minimum(ref _ranks[block * Block]);

    /// <summary>The first place of the smallest rank, -1 when no pair merges.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int IndexOfMinimum()
    {
        ref int minima = ref MemoryMarshal.GetArrayDataReference(_minima);
        int smallest = Minimum(ref minima);
        if (smallest == NoRank)
            return -1;
        int block = IndexOf(ref minima, smallest);
        return (block * Block) + IndexOf(ref _ranks[block * Block], smallest);
    }

    /// <summary>The smallest of sixteen numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Minimum(ref int numbers)
    {
        Vector256<int> eight = Vector256.Min(Vector256.LoadUnsafe(ref numbers), Vector256.LoadUnsafe(ref numbers, 8));
        Vector128<int> four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2)));
        return four.ToScalar();
    }

    /// <summary>The first place of a number among sixteen, one of which it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOf(ref int numbers, int number)
    {
        Vector256<int> sought = Vector256.Create(number);
        uint found = Vector256.Equals(Vector256.LoadUnsafe(ref numbers), sought).ExtractMostSignificantBits()
            | (Vector256.Equals(Vector256.LoadUnsafe(ref numbers, 8), sought).ExtractMostSignificantBits() << 8);
        return BitOperations.TrailingZeroCount(found);
    }
}
