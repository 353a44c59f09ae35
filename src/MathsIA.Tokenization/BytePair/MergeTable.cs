using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>From a pair of ids to the rank and the result of its merge: open addressing.</summary>
internal sealed class MergeTable
{
    private readonly Slot[] _slots;
    private readonly int _shift;

    private struct Slot
    {
        public ulong Pair;
        public int RankPlusOne;
        public int Result;
    }

    public MergeTable(Vocabulary vocabulary, IReadOnlyList<BytePairMerge> merges)
    {
        Count = merges.Count;
        int bits = 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(4, merges.Count + (merges.Count / 2L)));
        _slots = new Slot[1 << bits];
        _shift = 64 - bits;
        for (int rank = 0; rank < merges.Count; rank++)
        {
            BytePairMerge merge = merges[rank];
            Check(vocabulary, merge, rank);
            ref Slot slot = ref _slots[Find(Pair(merge.Left, merge.Right))];
            if (slot.RankPlusOne != 0)
                throw new ArgumentException($"BytePairModel: merge {rank} of {merge.Left} and {merge.Right} stands there twice.", nameof(merges));
            slot = new() { Pair = Pair(merge.Left, merge.Right), RankPlusOne = rank + 1, Result = merge.Result };
        }
    }

    public int Count { get; }

    /// <summary>The rank of merging two ids, or <see cref="MergeList.NoRank"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int left, int right, out int result)
    {
        ref readonly Slot slot = ref _slots[Find(Pair(left, right))];
        result = slot.Result;
        return slot.RankPlusOne == 0 ? MergeList.NoRank : slot.RankPlusOne - 1;
    }

    private static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Find(ulong pair)
    {
        uint i = (uint)((pair * 0x9E3779B97F4A7C15) >> _shift);
        while (_slots[i].RankPlusOne != 0 && _slots[i].Pair != pair)
            i = (i + 1) & (uint)(_slots.Length - 1);
        return i;
    }

    private static void Check(Vocabulary vocabulary, BytePairMerge merge, int rank)
    {
        if (!vocabulary.Contains(merge.Left) || !vocabulary.Contains(merge.Right) || !vocabulary.Contains(merge.Result))
            throw new ArgumentException($"BytePairModel: merge {rank} names an id that is not in the vocabulary: {merge.Left}, {merge.Right} to {merge.Result}.", nameof(merge));
        ReadOnlySpan<byte> left = vocabulary.GetBytes(merge.Left), right = vocabulary.GetBytes(merge.Right), result = vocabulary.GetBytes(merge.Result);
        if (result.Length != left.Length + right.Length || !result.StartsWith(left) || !result.EndsWith(right))
            throw new ArgumentException($"BytePairModel: merge {rank} of {merge.Left} and {merge.Right} does not join to the bytes of {merge.Result}.", nameof(merge));
    }
}
