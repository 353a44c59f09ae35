namespace MathsIA.Tokenization.Tests.Reference;

/// <summary>Vocabularies never trained: merges whose rank is lower than that of their parts, tokens out of reach, many ways to one token.</summary>
internal static class ByteVocabulary
{
    /// <summary>The 256 bytes, then tokens without repetitions.</summary>
    public static Vocabulary Of(IEnumerable<byte[]> tokens) => new(
    [
        .. Enumerable.Range(0, 256).Select(value => new ReadOnlyMemory<byte>([(byte)value])),
        .. tokens.DistinctBy(Convert.ToHexString, StringComparer.Ordinal).Select(token => new ReadOnlyMemory<byte>(token)),
    ]);

    /// <summary>Merges symbols as the definition says: the leftmost pair of lowest rank, again and again.</summary>
    public static List<int> Merge(Vocabulary vocabulary, IEnumerable<int> symbols)
    {
        List<int> ids = [.. symbols];
        while (true)
        {
            int at = -1, lowest = int.MaxValue;
            for (int i = 0; i + 1 < ids.Count; i++)
            {
                if (vocabulary.TryGetId([.. vocabulary.GetBytes(ids[i]), .. vocabulary.GetBytes(ids[i + 1])], out int id) && id < lowest)
                    (at, lowest) = (i, id);
            }

            if (at < 0)
                return ids;
            ids[at] = lowest;
            ids.RemoveAt(at + 1);
        }
    }
}
