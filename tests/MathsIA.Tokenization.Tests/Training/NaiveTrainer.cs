using System.Text;

namespace MathsIA.Tokenization.Tests;

/// <summary>The textbook trainers: count all pairs anew before every merge.</summary>
internal static class NaiveTrainer
{
    /// <summary>Merges of symbols over words; the score of a pair decides, then its ids.</summary>
    public static List<TrainingMerge> Merge(IEnumerable<(int[] Symbols, long Count)> corpus, int symbols, int mostMerges, long minimumFrequency, Func<long, long, long, double> score, Func<int, int, bool>? isAllowed = null)
    {
        var words = corpus.Select(word => (Symbols: word.Symbols.ToList(), word.Count)).ToList();
        var merges = new List<TrainingMerge>();
        while (merges.Count < mostMerges)
        {
            var pairs = new Dictionary<(int Left, int Right), long>();
            var single = new Dictionary<int, long>();
            foreach ((List<int> word, long count) in words)
            {
                foreach (int symbol in word)
                    single[symbol] = single.GetValueOrDefault(symbol) + count;
                for (int i = 0; i + 1 < word.Count; i++)
                    pairs[(word[i], word[i + 1])] = pairs.GetValueOrDefault((word[i], word[i + 1])) + count;
            }

            var candidates = pairs.Where(pair => pair.Value >= minimumFrequency && isAllowed?.Invoke(pair.Key.Left, pair.Key.Right) != false).ToList();
            if (candidates.Count == 0)
                break;
            var ((left, right), best) = candidates.OrderByDescending(pair => score(pair.Value, single[pair.Key.Left], single[pair.Key.Right]))
                .ThenBy(pair => pair.Key.Left).ThenBy(pair => pair.Key.Right).First();
            int token = symbols + merges.Count;
            merges.Add(new(left, right, token, best));
            foreach ((List<int> word, _) in words)
            {
                for (int i = 0; i + 1 < word.Count; i++)
                {
                    if (word[i] != left || word[i + 1] != right)
                        continue;
                    word[i] = token;
                    word.RemoveAt(i + 1);
                }
            }
        }

        return merges;
    }

    /// <summary>Byte-pair merges of counted words.</summary>
    public static List<TrainingMerge> Bytes(WordCounts words, int mostMerges, long minimumFrequency)
        => Merge(words.Select(word => (word.Key.ToArray().Select(value => (int)value).ToArray(), word.Value)), 256, mostMerges, minimumFrequency, (pair, _, _) => pair);

    /// <summary>The words of a text, cut at spaces with the space before.</summary>
    public static WordCounts Words(string text) => WordCounts.From(text.Split(' ').Select((word, i) => KeyValuePair.Create(i == 0 ? word : " " + word, 1L)));

    /// <summary>The bytes of a string.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
