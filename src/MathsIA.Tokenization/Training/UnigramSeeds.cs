using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The first, far too large vocabulary of a unigram training: the substrings that cover the most text.</summary>
internal static class UnigramSeeds
{
    /// <summary>All characters of the corpus, then the substrings of two to a given number of characters that occur at least
    /// twice, those with the largest product of count and length first.</summary>
    /// <returns>The tokens, each with the number of times it occurs as a substring.</returns>
    public static List<(byte[] Token, long Count)> Find(WordCounts words, int longest, int most, CancellationToken cancellationToken)
    {
        var substrings = new WordTable();
        var characters = new WordTable();
        var borders = new List<int>();
        for (int w = 0; w < words.Count; w++)
        {
            if (w % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> word = words.Word(w);
            long count = words.CountAt(w);
            FindBorders(word, borders);
            for (int start = 0; start + 1 < borders.Count; start++)
            {
                characters.Add(word[borders[start]..borders[start + 1]], count);
                for (int end = start + 2; end < borders.Count && end - start <= longest; end++)
                    substrings.Add(word[borders[start]..borders[end]], count);
            }
        }

        var seeds = new List<(byte[] Token, long Count)>();
        foreach (int i in Ordered(characters, int.MaxValue, 1, cancellationToken))
            seeds.Add((characters.Word(i).ToArray(), characters.CountOf(i)));
        foreach (int i in Ordered(substrings, Math.Max(0, most - seeds.Count), 2, cancellationToken))
            seeds.Add((substrings.Word(i).ToArray(), substrings.CountOf(i)));
        return seeds;
    }

    /// <summary>Where the characters of a word begin, and where it ends.</summary>
    public static void FindBorders(ReadOnlySpan<byte> word, List<int> borders)
    {
        borders.Clear();
        for (int at = 0; at < word.Length;)
        {
            borders.Add(at);
            Rune.DecodeFromUtf8(word[at..], out _, out int length);
            at += length;
        }

        borders.Add(word.Length);
    }

    private static IEnumerable<int> Ordered(WordTable table, int most, long minimum, CancellationToken cancellationToken)
    {
        var chosen = new List<(long Weight, int Index)>();
        for (int i = 0; i < table.Count; i++)
        {
            if (table.CountOf(i) >= minimum)
                chosen.Add((table.CountOf(i) * Characters(table.Word(i)), i));
        }

        cancellationToken.ThrowIfCancellationRequested();
        chosen.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : table.Word(a.Index).SequenceCompareTo(table.Word(b.Index)));
        return chosen.Take(most).Select(item => item.Index);
    }

    private static int Characters(ReadOnlySpan<byte> word)
    {
        int count = 0;
        for (int at = 0; at < word.Length; count++)
        {
            Rune.DecodeFromUtf8(word[at..], out _, out int length);
            at += length;
        }

        return count;
    }
}
