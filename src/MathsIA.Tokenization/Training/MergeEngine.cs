namespace MathsIA.Tokenization;

/// <summary>Merges pairs of symbols over a table of counted words, the best pair first.</summary>
/// <remarks>
/// All words lie in one array of linked symbols. The places where a pair stands form a list through that array, so a merge
/// touches the places of its pair and their neighbours and nothing else: the whole training costs time proportional to the
/// number of changes, with a logarithmic factor for the heap.
/// Sennrich, Haddow and Birch, Neural machine translation of rare words with subword units, ACL 2016.
/// </remarks>
internal sealed class MergeEngine<TScore> where TScore : struct, IMergeScore
{
    private const int None = -1;
    private readonly int[] symbols;
    private readonly int[] next;
    private readonly int[] previous;
    private readonly int[] nextPlace;
    private readonly int[] previousPlace;
    private readonly int[] wordOf;
    private readonly long[] wordCounts;
    private readonly PairTable pairs = new();
    private readonly PairHeap heap = new();
    private readonly List<long> symbolCounts = [];
    private readonly List<List<int>> pairsOfSymbol = [];
    private readonly List<int> touched = [];
    private readonly Func<int, int, bool>? isAllowed;
    private readonly long minimumFrequency;
    private int[] touchedAt = new int[1024];
    private int step = 1;

    /// <summary>Lays the words out and counts their pairs.</summary>
    /// <param name="words">The symbols of all words, one after the other.</param>
    /// <param name="ends">Where each word ends.</param>
    /// <param name="counts">How often each word occurs.</param>
    /// <param name="symbolCount">How many symbols there are before the first merge.</param>
    /// <param name="minimumFrequency">A pair that occurs less often is never merged.</param>
    /// <param name="isAllowed">Whether two symbols may ever be merged; all pairs when null.</param>
    public MergeEngine(int[] words, int[] ends, long[] counts, int symbolCount, long minimumFrequency, Func<int, int, bool>? isAllowed = null)
    {
        symbols = words;
        wordCounts = counts;
        this.minimumFrequency = Math.Max(1, minimumFrequency);
        this.isAllowed = isAllowed;
        (next, previous, nextPlace, previousPlace, wordOf) = (new int[words.Length], new int[words.Length], new int[words.Length], new int[words.Length], new int[words.Length]);
        for (int symbol = 0; symbol < symbolCount; symbol++)
            AddSymbol();
        int start = 0;
        for (int word = 0; word < ends.Length; word++)
        {
            for (int at = start; at < ends[word]; at++)
            {
                (previous[at], next[at], wordOf[at]) = (at == start ? None : at - 1, at + 1 == ends[word] ? None : at + 1, word);
                symbolCounts[words[at]] += counts[word];
            }

            for (int at = start; at + 1 < ends[word]; at++)
                Link(at);
            start = ends[word];
        }

        for (int pair = 0; pair < pairs.Count; pair++)
            Rescore(pair);
        touched.Clear();
    }

    /// <summary>The best pair, its count, and false when there is none left.</summary>
    public bool TryBest(out int left, out int right, out long count)
    {
        if (heap.Count == 0)
        {
            (left, right, count) = (0, 0, 0);
            return false;
        }

        int pair = heap.Top;
        (left, right, count) = (pairs.Left(pair), pairs.Right(pair), pairs.PairCount(pair));
        return true;
    }

    /// <summary>Merges the best pair everywhere into a new symbol, the next number.</summary>
    public void Merge()
    {
        int pair = heap.Top, left = pairs.Left(pair), right = pairs.Right(pair), merged = symbolCounts.Count;
        AddSymbol();
        step++;
        touched.Clear();
        while (pairs.FirstPlace(pair) is int place and >= 0)
        {
            if (left == right)
                MergeRun(place, merged);
            else
                MergeAt(place, merged);
        }

        foreach (int changed in touched)
            Rescore(changed);
        if (TScore.DependsOnSymbols)
        {
            RescoreAll(left);
            if (left != right)
                RescoreAll(right);
        }
    }

    /// <summary>Merges a run of one repeated symbol from its left end, as a scan of the word would.</summary>
    private void MergeRun(int place, int merged)
    {
        int symbol = symbols[place];
        while (previous[place] is int before and >= 0 && symbols[before] == symbol)
            place = before;
        while (place >= 0 && symbols[place] == symbol && next[place] is int after and >= 0 && symbols[after] == symbol)
        {
            MergeAt(place, merged);
            place = next[place];
        }
    }

    private void MergeAt(int place, int merged)
    {
        int before = previous[place], second = next[place], after = next[second];
        long weight = wordCounts[wordOf[place]];
        if (before >= 0)
            Unlink(before);
        Unlink(place);
        if (after >= 0)
            Unlink(second);
        symbolCounts[symbols[place]] -= weight;
        symbolCounts[symbols[second]] -= weight;
        symbolCounts[merged] += weight;
        symbols[place] = merged;
        next[place] = after;
        if (after >= 0)
            previous[after] = place;
        if (before >= 0)
            Link(before);
        if (after >= 0)
            Link(place);
    }

    /// <summary>Puts the pair that starts at a place into that pair's list.</summary>
    private void Link(int place)
    {
        int pair = pairs.Number(symbols[place], symbols[next[place]], out bool isNew);
        if (isNew && TScore.DependsOnSymbols)
        {
            pairsOfSymbol[pairs.Left(pair)].Add(pair);
            if (pairs.Left(pair) != pairs.Right(pair))
                pairsOfSymbol[pairs.Right(pair)].Add(pair);
        }

        ref int first = ref pairs.FirstPlace(pair);
        nextPlace[place] = first;
        previousPlace[place] = None;
        if (first >= 0)
            previousPlace[first] = place;
        first = place;
        pairs.PairCount(pair) += wordCounts[wordOf[place]];
        Touch(pair);
    }

    private void Unlink(int place)
    {
        int pair = pairs.Number(symbols[place], symbols[next[place]], out _);
        int after = nextPlace[place], before = previousPlace[place];
        if (before >= 0)
            nextPlace[before] = after;
        else
            pairs.FirstPlace(pair) = after;
        if (after >= 0)
            previousPlace[after] = before;
        pairs.PairCount(pair) -= wordCounts[wordOf[place]];
        Touch(pair);
    }

    private void Touch(int pair)
    {
        if (pair >= touchedAt.Length)
            Array.Resize(ref touchedAt, Math.Max(pair + 1, 2 * touchedAt.Length));
        if (touchedAt[pair] == step)
            return;
        touchedAt[pair] = step;
        touched.Add(pair);
    }

    private void Rescore(int pair)
    {
        long count = pairs.PairCount(pair);
        int left = pairs.Left(pair), right = pairs.Right(pair);
        bool present = count >= minimumFrequency && (isAllowed is null || isAllowed(left, right));
        heap.Set(pair, pairs.Key(pair), present ? TScore.Of(count, symbolCounts[left], symbolCounts[right]) : 0, present);
    }

    /// <summary>Scores all pairs of a symbol anew, and forgets those that no longer occur.</summary>
    private void RescoreAll(int symbol)
    {
        List<int> list = pairsOfSymbol[symbol];
        int kept = 0;
        for (int i = 0; i < list.Count; i++)
        {
            int pair = list[i];
            Rescore(pair);
            list[kept] = pair;
            if (pairs.PairCount(pair) > 0)
                kept++;
        }

        list.RemoveRange(kept, list.Count - kept);
    }

    private void AddSymbol()
    {
        symbolCounts.Add(0);
        if (TScore.DependsOnSymbols)
            pairsOfSymbol.Add([]);
    }
}
