namespace MathsIA.Tokenization;

/// <summary>The merging stage of byte-pair training: words in, merges out.</summary>
internal static class ByteMerges
{
    /// <summary>The single bytes, which every vocabulary starts with.</summary>
    public const int Bytes = 256;

    /// <summary>The merges, the first ones first, and the bytes of every token.</summary>
    /// <remarks>
    /// No two merges make the same bytes. At any step a stretch of bytes whose two ends are token borders is cut as it would be
    /// by itself, for no merge has crossed its ends; so two stretches with the same bytes are cut alike, and the first merge
    /// that joins one joins the other.
    /// </remarks>
    public static (List<TrainingMerge> Merges, List<byte[]> Tokens) Find(WordCounts words, int mostMerges, long minimumFrequency, int longestToken, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var tokens = new List<byte[]>(Bytes + mostMerges);
        for (int value = 0; value < Bytes; value++)
            tokens.Add([(byte)value]);
        int[] symbols = new int[words.ByteCount], ends = new int[words.Count];
        long[] counts = new long[words.Count];
        int at = 0;
        for (int w = 0; w < words.Count; w++)
        {
            foreach (byte value in words.Word(w))
                symbols[at++] = value;
            (ends[w], counts[w]) = (at, words.CountAt(w));
        }

        Func<int, int, bool>? isAllowed = longestToken == int.MaxValue ? null : (left, right) => tokens[left].Length + tokens[right].Length <= longestToken;
        var engine = new MergeEngine<FrequencyScore>(symbols, ends, counts, Bytes, minimumFrequency, isAllowed);
        var merges = new List<TrainingMerge>(mostMerges);
        while (merges.Count < mostMerges && engine.TryBest(out int left, out int right, out long count))
        {
            if (merges.Count % MergeProgress.Interval == 0)
                MergeProgress.Report(merges.Count, mostMerges, progress, cancellationToken);
            merges.Add(new TrainingMerge(left, right, tokens.Count, count));
            tokens.Add([.. tokens[left], .. tokens[right]]);
            engine.Merge();
        }

        MergeProgress.Report(merges.Count, mostMerges, progress, cancellationToken);
        return (merges, tokens);
    }
}
