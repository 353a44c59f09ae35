namespace MathsIA.Tokenization;

/// <summary>Merges a piece of any length: a bucket for each rank, and a heap of the ranks that have a pair.</summary>
/// <remarks>
/// Symbols are a doubly linked list, pairs are known by the place of their left symbol and stand in exactly one bucket, so that a pair that
/// disappears is unlinked at once. The smallest rank's bucket is swept from left to right. A pair that a merge creates has a higher
/// rank in every trained vocabulary; where it has not, the sweep stops and begins again, so the order is always that of the definition.
/// One merge costs constant time but for the heap of distinct ranks and the sorting of a bucket: a million equal bytes take one bucket for
/// each power of two.
/// </remarks>
internal sealed class MergeQueue(int rankCount)
{
    private const int None = -1;
    private readonly int[] _heads = Filled(rankCount);
    private readonly int[] _tails = Filled(rankCount);
    private readonly PriorityQueue<int, int> _active = new();
    private int[] _ids = [], _starts = [], _before = [], _after = [], _ranks = [], _merged = [], _earlier = [], _later = [], _sweep = [];

    /// <summary>The number of elementary steps taken so far: what a test counts instead of time.</summary>
    public long Steps { get; private set; }

    /// <summary>Where each symbol begins, and after the last where the piece ends.</summary>
    public Span<int> Starts => _starts;

    /// <summary>The id of each symbol; after merging, those of the tokens.</summary>
    public Span<int> Ids => _ids;

    /// <summary>The memory held, in bytes.</summary>
    public long Bytes => 36L * _ids.Length;

    /// <summary>Makes room for that many symbols.</summary>
    public void Reserve(int count)
    {
        if (_ids.Length > count)
            return;
        int length = Math.Max(count + 1, (int)Math.Min(2L * _ids.Length, Array.MaxLength));
        _ids = new int[length];
        _starts = new int[length];
        _before = new int[length];
        _after = new int[length];
        _ranks = new int[length];
        _merged = new int[length];
        _earlier = new int[length];
        _later = new int[length];
        _sweep = new int[length];
    }

    /// <summary>Merges the first <paramref name="count"/> symbols, as long as any pair merges.</summary>
    /// <returns>The number of tokens left in <see cref="Ids"/>.</returns>
    public int Merge<TRule>(ReadOnlySpan<byte> text, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        for (int i = 0; i < count; i++)
        {
            _before[i] = i - 1;
            _after[i] = i + 1;
        }

        for (int i = 0; i < count; i++)
            Enter(text, i, count, in rule);
        while (_active.TryDequeue(out int rank, out _))
        {
            int waiting = Collect(rank);
            for (int i = 0; i < waiting; i++)
            {
                int left = _sweep[i];
                if (_ranks[left] != rank)
                    continue;
                int lowest = MergeAt(text, left, count, in rule);
                if (lowest > rank)
                    continue;
                // What is left of the sweep waits for its turn again.
                for (i++; i < waiting; i++)
                {
                    if (_ranks[_sweep[i]] == rank && _earlier[_sweep[i]] == _sweep[i])
                        Link(_sweep[i], rank);
                }
            }
        }

        int tokens = 0;
        for (int i = 0; i < count; i = _after[i])
            _ids[tokens++] = _ids[i];
        return tokens;
    }

    /// <summary>Merges the pair at a place; returns the lowest rank of the pairs this creates.</summary>
    private int MergeAt<TRule>(ReadOnlySpan<byte> text, int left, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        int right = _after[left], next = _after[right];
        _ids[left] = _merged[left];
        Leave(right);
        _after[left] = next;
        if (next < count)
            _before[next] = left;
        _ranks[left] = MergeList.NoRank;
        int lowest = Enter(text, left, count, in rule);
        int previous = _before[left];
        if (previous != None)
        {
            Leave(previous);
            lowest = Math.Min(lowest, Enter(text, previous, count, in rule));
        }

        return lowest;
    }

    /// <summary>Ranks the pair at a place and puts it in its bucket.</summary>
    private int Enter<TRule>(ReadOnlySpan<byte> text, int left, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        Steps++;
        int right = _after[left], rank = MergeList.NoRank;
        if (right < count)
        {
            int end = _after[right];
            rank = rule.Rank(text, _starts[left], _starts[end], _ids[left], _ids[right], out _merged[left]);
        }

        _ranks[left] = rank;
        if (rank != MergeList.NoRank)
            Link(left, rank);
        return rank;
    }

    private void Link(int left, int rank)
    {
        Steps++;
        int tail = _tails[rank];
        _earlier[left] = tail;
        _later[left] = None;
        _tails[rank] = left;
        if (tail != None)
        {
            _later[tail] = left;
            return;
        }

        _heads[rank] = left;
        _active.Enqueue(rank, rank);
    }

    /// <summary>Takes the pair at a place out of its bucket; one that a sweep has collected is in none.</summary>
    private void Leave(int left)
    {
        int rank = _ranks[left];
        _ranks[left] = MergeList.NoRank;
        if (rank == MergeList.NoRank || _earlier[left] == left)
            return;
        int earlier = _earlier[left], later = _later[left];
        if (earlier == None)
            _heads[rank] = later;
        else
            _later[earlier] = later;
        if (later == None)
            _tails[rank] = earlier;
        else
            _earlier[later] = earlier;
    }

    /// <summary>Empties a bucket into the sweep, from left to right.</summary>
    private int Collect(int rank)
    {
        int count = 0;
        bool sorted = true;
        for (int at = _heads[rank], next; at != None; at = next)
        {
            next = _later[at];
            sorted &= count == 0 || _sweep[count - 1] < at;
            _sweep[count++] = at;
            _earlier[at] = at;
        }

        _heads[rank] = _tails[rank] = None;
        if (!sorted)
            _sweep.AsSpan(0, count).Sort();
        Steps += count;
        return count;
    }

    private static int[] Filled(int count)
    {
        var numbers = new int[count];
        numbers.AsSpan().Fill(None);
        return numbers;
    }
}
