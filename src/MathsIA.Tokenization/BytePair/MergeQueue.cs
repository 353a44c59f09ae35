using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>Merges a piece of any length: a bucket for each rank, and the set of the ranks whose bucket holds a pair.</summary>
/// <remarks>
/// Symbols are a doubly linked list, pairs are known by the place of their left symbol and stand in exactly one bucket, so that a pair that
/// disappears is unlinked at once. The smallest rank's bucket is swept from left to right. A pair that a merge creates has a higher
/// rank in every trained vocabulary; where it has not, the sweep stops and begins again, so the order is always that of the definition.
/// One merge costs constant time but for the sorting of a bucket. Runs and repetitions go through <see cref="MergeRounds"/> first.
/// The loops must not wait for the compiler's second tier: one call may be all there is.
/// </remarks>
internal sealed class MergeQueue(int rankCount)
{
    private const int None = -1;
    private readonly Bucket[] _buckets = new Bucket[rankCount];
    private readonly RankSet _waiting = new(rankCount);
    private Symbol[] _symbols = [];
    private int[] _ids = [], _starts = [], _ranks = [];
    private long _steps;

    /// <summary>The places of a rank's first and last pair, where there is any.</summary>
    private struct Bucket
    {
        public int First;
        public int Last;
    }

    /// <summary>A symbol, its neighbours, and the pair it is the left one of: its rank, its result, and its neighbours in the bucket. A pair that a
    /// sweep has collected is in no bucket: its neighbour is itself. Half a cache line: a merge reads a few that stand together.</summary>
    private struct Symbol
    {
        public int Id;
        public int Start;
        public int Before;
        public int After;
        public int Rank;
        public int Merged;
        public int Earlier;
        public int Later;
    }

    /// <summary>The number of elementary steps taken so far: what a test counts instead of time.</summary>
    public long Steps => _steps;

    /// <summary>Where each symbol begins, and after the last where the piece ends.</summary>
    public Span<int> Starts => _starts;

    /// <summary>The id of each symbol; after merging, those of the tokens.</summary>
    public Span<int> Ids => _ids;

    /// <summary>The memory held, in bytes.</summary>
    public long Bytes => (12L * _ids.Length) + (32L * _symbols.Length);

    /// <summary>Makes room for that many symbols.</summary>
    public void Reserve(int count)
    {
        if (_ids.Length > count)
            return;
        int length = Math.Max(count + 1, (int)Math.Min(2L * _ids.Length, Array.MaxLength));
        _ids = GC.AllocateUninitializedArray<int>(length);
        _starts = GC.AllocateUninitializedArray<int>(length);
        _ranks = GC.AllocateUninitializedArray<int>(length);
    }

    /// <summary>Merges the first <paramref name="count"/> symbols, as long as any pair merges.</summary>
    /// <returns>The number of tokens left in <see cref="Ids"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Merge<TRule>(ReadOnlySpan<byte> text, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        if (MergeRounds.Run(text, ref count, _ids, _starts, _ranks, in rule, ref _steps))
            return count;
        if (_symbols.Length <= count)
            _symbols = GC.AllocateUninitializedArray<Symbol>(Math.Max(count + 1, (int)Math.Min(2L * _symbols.Length, Array.MaxLength)));
        Symbol[] symbols = _symbols;
        for (int i = 0; i < count; i++)
        {
            ref Symbol symbol = ref symbols[i];
            (symbol.Id, symbol.Start, symbol.Before, symbol.After) = (_ids[i], _starts[i], i - 1, i + 1);
        }

        symbols[count].Start = _starts[count];
        for (int i = 0; i < count - 1; i++)
        {
            if (RankPair(text, i, in rule) is not MergeList.NoRank and int rank)
                Link(i, rank);
        }

        symbols[count - 1].Rank = MergeList.NoRank;
        while (_waiting.TakeLowest() is not None and int rank)
        {
            Span<int> sweep = Collect(rank);
            for (int i = 0; i < sweep.Length; i++)
            {
                if (symbols[sweep[i]].Rank == rank && MergeAt(text, sweep[i], count, in rule) <= rank)
                {
                    LinkAgain(sweep[(i + 1)..], rank);
                    break;
                }
            }
        }

        int tokens = 0;
        for (int i = 0; i < count; i = symbols[i].After)
            _ids[tokens++] = symbols[i].Id;
        return tokens;
    }

    /// <summary>What is left of a sweep waits for its turn again.</summary>
    private void LinkAgain(ReadOnlySpan<int> sweep, int rank)
    {
        foreach (int left in sweep)
        {
            if (_symbols[left].Rank == rank && _symbols[left].Earlier == left)
                Link(left, rank);
        }
    }

    /// <summary>Merges the pair at a place; returns the lowest rank of the pairs this creates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int MergeAt<TRule>(ReadOnlySpan<byte> text, int left, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        _steps++;
        ref Symbol symbol = ref _symbols[left];
        int right = symbol.After, next = _symbols[right].After, previous = symbol.Before;
        symbol.Id = symbol.Merged;
        symbol.After = next;
        Leave(right);
        int lowest = MergeList.NoRank;
        if (previous != None)
        {
            Leave(previous);
            lowest = RankPair(text, previous, in rule);
            if (lowest != MergeList.NoRank)
                Link(previous, lowest);
        }

        symbol.Rank = MergeList.NoRank;
        if (next >= count)
            return lowest;
        _symbols[next].Before = left;
        int rank = RankPair(text, left, in rule);
        if (rank == MergeList.NoRank)
            return lowest;
        Link(left, rank);
        return Math.Min(lowest, rank);
    }

    /// <summary>Ranks the pair at a place, which is not the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RankPair<TRule>(ReadOnlySpan<byte> text, int left, in TRule rule) where TRule : struct, IMergeRule
    {
        ref Symbol symbol = ref _symbols[left];
        ref Symbol right = ref _symbols[symbol.After];
        return symbol.Rank = rule.Rank(text, symbol.Start, _symbols[right.After].Start, symbol.Id, right.Id, out symbol.Merged);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Link(int left, int rank)
    {
        ref Symbol symbol = ref _symbols[left];
        ref Bucket bucket = ref _buckets[rank];
        symbol.Later = None;
        if (_waiting.Contains(rank))
        {
            symbol.Earlier = bucket.Last;
            _symbols[bucket.Last].Later = left;
        }
        else
        {
            symbol.Earlier = None;
            bucket.First = left;
            _waiting.Add(rank);
        }

        bucket.Last = left;
    }

    /// <summary>Takes the pair at a place out of its bucket; one that a sweep has collected is in none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Leave(int left)
    {
        ref Symbol symbol = ref _symbols[left];
        int rank = symbol.Rank, earlier = symbol.Earlier, later = symbol.Later;
        symbol.Rank = MergeList.NoRank;
        if (rank == MergeList.NoRank || earlier == left)
            return;
        if (earlier == None && later == None)
        {
            _waiting.Remove(rank);
            return;
        }

        if (earlier == None)
            _buckets[rank].First = later;
        else
            _symbols[earlier].Later = later;
        if (later == None)
            _buckets[rank].Last = earlier;
        else
            _symbols[later].Earlier = earlier;
    }

    /// <summary>Empties a bucket into a sweep from left to right, where the starts stood.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Span<int> Collect(int rank)
    {
        int[] sweep = _starts;
        int count = 0;
        bool sorted = true;
        for (int at = _buckets[rank].First, last = None; at != None; last = at, at = _symbols[at].Later)
        {
            sorted &= last < at;
            sweep[count++] = at;
            _symbols[at].Earlier = at;
        }

        if (!sorted)
            sweep.AsSpan(0, count).Sort();
        _steps += count;
        return sweep.AsSpan(0, count);
    }
}
