namespace MathsIA.Tokenization;

/// <summary>Finds the merges behind a vocabulary that only tells ranks, such as a .tiktoken file.</summary>
public static class MergeRecovery
{
    /// <summary>The merges, in the order of their ranks: each token of two bytes or more is cut by the merges before its own, which
    /// must leave two tokens.</summary>
    /// <remarks>Training merges a pair everywhere, so the bytes of a token by themselves were cut alike when it was made.
    /// Encoding with the merges then equals encoding with the ranks.</remarks>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="ranks">The rank of every id; the ids themselves when null.</param>
    /// <returns>One merge for each token of two bytes or more.</returns>
    /// <exception cref="ArgumentNullException">The vocabulary is null.</exception>
    /// <exception cref="ArgumentException">There are not as many ranks as ids.</exception>
    /// <exception cref="TokenizerFormatException">A token cannot come from merging two others; the message names its id.</exception>
    public static IReadOnlyList<BytePairMerge> Recover(Vocabulary vocabulary, IReadOnlyList<int>? ranks = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (ranks is not null && ranks.Count != vocabulary.Size)
            throw new ArgumentException($"MergeRecovery: {ranks.Count} ranks for {vocabulary.Size} ids.", nameof(ranks));
        var merges = new List<BytePairMerge>();
        var parts = new List<int>();
        IEnumerable<int> ids = Enumerable.Range(0, vocabulary.Size).Where(id => vocabulary.Contains(id) && vocabulary.LengthOf(id) > 1);
        foreach (int id in ranks is null ? ids : ids.OrderBy(id => ranks[id]).ThenBy(id => id))
        {
            Cut(vocabulary, ranks, id, parts);
            if (parts.Count != 2)
                throw new TokenizerFormatException("Ranks", $"token {id} is not the merge of two tokens of lower rank: they leave {parts.Count}", -1);
            merges.Add(new BytePairMerge(parts[0], parts[1], id));
        }

        return merges;
    }

    /// <summary>Cuts the bytes of a token by all merges of lower rank.</summary>
    private static void Cut(Vocabulary vocabulary, IReadOnlyList<int>? ranks, int token, List<int> parts)
    {
        ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
        int limit = ranks is null ? token : ranks[token];
        parts.Clear();
        for (int i = 0; i < bytes.Length; i++)
            parts.Add(vocabulary.TryGetId(bytes.Slice(i, 1), out int id) ? id : throw new TokenizerFormatException("Ranks", $"the byte 0x{bytes[i]:X2} of token {token} is no token", -1));
        while (parts.Count > 1)
        {
            int best = int.MaxValue, place = -1, merged = -1;
            for ((int i, int start) = (0, 0); i + 1 < parts.Count; start += vocabulary.LengthOf(parts[i++]))
            {
                int length = vocabulary.LengthOf(parts[i]) + vocabulary.LengthOf(parts[i + 1]);
                if (vocabulary.TryGetId(bytes.Slice(start, length), out int id) && (ranks is null ? id : ranks[id]) is int rank && rank < Math.Min(best, limit))
                    (best, place, merged) = (rank, i, id);
            }

            if (place < 0)
                return;
            parts[place] = merged;
            parts.RemoveAt(place + 1);
        }
    }
}
