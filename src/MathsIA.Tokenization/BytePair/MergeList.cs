using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>Merges a short piece: symbols are a linked list in an array, and every block of sixteen pairs knows its smallest rank.</summary>
/// <remarks>The smallest rank is found with one vector over the blocks and one over the pairs of a block, so a merge costs the same in a piece of
/// twenty symbols and of two hundred. A piece of one block needs neither the list nor the minima: a mask says which symbols are left. Longer
/// pieces go to <see cref="MergeQueue"/>.</remarks>
internal sealed class MergeList
{
    /// <summary>The rank of a pair that does not merge: larger than any other.</summary>
    public const int NoRank = int.MaxValue;

    /// <summary>The most symbols a piece handled here has.</summary>
    public const int Capacity = Block * Block;

    /// <summary>Pairs in a block, and blocks: a vector each.</summary>
    private const int Block = 16;

    private readonly int[] _starts = new int[Capacity + 1];
    private readonly int[] _ids = new int[Capacity];
    private readonly int[] _ranks = new int[Capacity];
    private readonly int[] _merged = new int[Block];
    private readonly Symbol[] _symbols = new Symbol[Capacity + 1];

    /// <summary>A symbol, its neighbours, and the id it would have together with the one behind.</summary>
    private struct Symbol
    {
        public int Id;
        public int Merged;
        public int Before;
        public int After;
    }

    /// <summary>Where each symbol begins, and after the last where the piece ends.</summary>
    public Span<int> Starts => _starts;

    /// <summary>The id of each symbol; after merging, those of the tokens.</summary>
    public Span<int> Ids => _ids;

    /// <summary>Merges the first <paramref name="count"/> symbols, at least one, as long as any pair merges.</summary>
    /// <returns>The number of tokens left in <see cref="Ids"/>.</returns>
    public int Merge<TRule>(ReadOnlySpan<byte> text, int count, in TRule rule) where TRule : struct, IMergeRule =>
        count <= Block ? MergeBlock(text, count, in rule) : MergeBlocks(text, count, in rule);

    /// <summary>Merges up to sixteen symbols: their ranks stay in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int MergeBlock<TRule>(ReadOnlySpan<byte> text, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        ref int ids = ref MemoryMarshal.GetArrayDataReference(_ids);
        ref int starts = ref MemoryMarshal.GetArrayDataReference(_starts);
        ref int merged = ref MemoryMarshal.GetArrayDataReference(_merged);
        Store(0, Vector512.Create(NoRank));
        for (int i = 0; i < count - 1; i++)
            _ranks[i] = rule.InitialRank(text, At(ref starts, i), At(ref starts, i + 2), At(ref ids, i), At(ref ids, i + 1), out At(ref merged, i));
        Vector512<int> row = Load(0);
        // The end of the piece counts as a symbol that is always left.
        uint left = (2u << count) - 1;
        while (Minimum(row) is not NoRank and int smallest)
        {
            int at = IndexOf(row, smallest), id = At(ref merged, at);
            uint after = left & (~1u << at), before = left & ~(~0u << at);
            int right = BitOperations.TrailingZeroCount(after);
            left ^= 1u << right;
            after &= after - 1;
            int next = BitOperations.TrailingZeroCount(after);
            At(ref ids, at) = id;
            int rank = next < count
                ? rule.Rank(text, At(ref starts, at), At(ref starts, BitOperations.TrailingZeroCount(after & (after - 1))), id, At(ref ids, next), out At(ref merged, at))
                : NoRank;
            row = With(With(row, right, NoRank), at, rank);
            if (before != 0)
            {
                int previous = BitOperations.Log2(before);
                row = With(row, previous, rule.Rank(text, At(ref starts, previous), At(ref starts, next), At(ref ids, previous), id, out At(ref merged, previous)));
            }
        }

        int tokens = 0;
        for (left &= (1u << count) - 1; left != 0; left &= left - 1)
            At(ref ids, tokens++) = At(ref ids, BitOperations.TrailingZeroCount(left));
        return tokens;
    }

    /// <summary>Merges up to <see cref="Capacity"/> symbols.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int MergeBlocks<TRule>(ReadOnlySpan<byte> text, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        int[] ids = _ids, ranks = _ranks;
        // Indices are those of symbols, which the list itself made: none is checked again.
        ref int starts = ref MemoryMarshal.GetArrayDataReference(_starts);
        ref Symbol symbols = ref MemoryMarshal.GetArrayDataReference(_symbols);
        for (int i = 0; i < count; i++)
        {
            int merged = -1;
            ranks[i] = i < count - 1 ? rule.InitialRank(text, At(ref starts, i), At(ref starts, i + 2), ids[i], ids[i + 1], out merged) : NoRank;
            At(ref symbols, i) = new() { Id = ids[i], Merged = merged, Before = i - 1, After = i + 1 };
        }

        int blocks = (count + Block - 1) / Block;
        ranks.AsSpan(count..(blocks * Block)).Fill(NoRank);
        Vector512<int> minima = Vector512.Create(NoRank);
        for (int block = 0; block < blocks; block++)
            minima = With(minima, block, Minimum(Load(block)));

        while (Minimum(minima) is not NoRank and int smallest)
        {
            int block = IndexOf(minima, smallest);
            Vector512<int> row = Load(block);
            int left = (block * Block) + IndexOf(row, smallest);
            ref Symbol symbol = ref At(ref symbols, left);
            int right = symbol.After, next = At(ref symbols, right).After, previous = symbol.Before;
            symbol.Id = symbol.Merged;
            symbol.After = next;
            ref Symbol following = ref At(ref symbols, next);
            following.Before = left;
            int rank = next < count
                ? rule.Rank(text, At(ref starts, left), At(ref starts, following.After), symbol.Id, following.Id, out symbol.Merged)
                : NoRank;
            row = With(row, left % Block, rank);
            if (right / Block == block)
                row = With(row, right % Block, NoRank);
            else
                minima = Change(minima, right, NoRank);
            if (previous >= 0)
            {
                ref Symbol preceding = ref At(ref symbols, previous);
                rank = rule.Rank(text, At(ref starts, previous), At(ref starts, next), preceding.Id, symbol.Id, out preceding.Merged);
                if (previous / Block == block)
                    row = With(row, previous % Block, rank);
                else
                    minima = Change(minima, previous, rank);
            }

            Store(block, row);
            minima = With(minima, block, Minimum(row));
        }

        int tokens = 0;
        for (int i = 0; i < count; i = At(ref symbols, i).After)
            ids[tokens++] = At(ref symbols, i).Id;
        return tokens;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TItem At<TItem>(ref TItem first, int index) => ref Unsafe.Add(ref first, (nint)(uint)index);

    /// <summary>Changes one rank; returns the minima of the blocks.</summary>
    private Vector512<int> Change(Vector512<int> minima, int index, int rank)
    {
        Vector512<int> row = With(Load(index / Block), index % Block, rank);
        Store(index / Block, row);
        return With(minima, index / Block, Minimum(row));
    }

    // Ranks are read and written by whole blocks: a vector read straight after a number was written into it waits for the store.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Load(int block) => Vector512.LoadUnsafe(ref _ranks[block * Block]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(int block, Vector512<int> row) => row.StoreUnsafe(ref _ranks[block * Block]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> With(Vector512<int> numbers, int index, int number) =>
        Vector512.ConditionalSelect(Vector512.Equals(Vector512<int>.Indices, Vector512.Create(index)), Vector512.Create(number), numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Minimum(Vector512<int> numbers)
    {
        Vector256<int> eight = Vector256.Min(numbers.GetLower(), numbers.GetUpper());
        Vector128<int> four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2)));
        return four.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOf(Vector512<int> numbers, int number) =>
        BitOperations.TrailingZeroCount(Vector512.Equals(numbers, Vector512.Create(number)).ExtractMostSignificantBits());
}
