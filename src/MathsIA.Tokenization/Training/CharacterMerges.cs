using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The merging stage of WordPiece training: characters in, merges by likelihood out.</summary>
internal sealed class CharacterMerges
{
    private readonly Dictionary<(bool Continues, int Character), int> alphabet = [];
    private readonly List<byte[]> texts = [];
    private readonly List<bool> continues = [];

    private CharacterMerges() { }

    /// <summary>The merges; tokens are the alphabet and then one for each merge. Words with a character outside the alphabet are
    /// left out, as the model will not know them.</summary>
    public static (List<TrainingMerge> Merges, List<(byte[] Text, bool Continues)> Tokens) Find(WordCounts words, WordPieceTrainingOptions options, int mostTokens, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var stage = new CharacterMerges();
        stage.FindAlphabet(words, options.AlphabetSize);
        (int[] symbols, int[] ends, long[] counts) = stage.Lay(words);
        var engine = new MergeEngine<LikelihoodScore>(symbols, ends, counts, stage.texts.Count, options.MinimumFrequency);
        int mostMerges = Math.Max(0, mostTokens - stage.texts.Count);
        var merges = new List<TrainingMerge>();
        while (merges.Count < mostMerges && engine.TryBest(out int left, out int right, out long count))
        {
            if (merges.Count % MergeProgress.Interval == 0)
                MergeProgress.Report(merges.Count, mostMerges, progress, cancellationToken);
            merges.Add(new TrainingMerge(left, right, stage.texts.Count, count));
            stage.texts.Add([.. stage.texts[left], .. stage.texts[right]]);
            stage.continues.Add(stage.continues[left]);
            engine.Merge();
        }

        MergeProgress.Report(merges.Count, mostMerges, progress, cancellationToken);
        return (merges, [.. stage.texts.Zip(stage.continues)]);
    }

    /// <summary>The most frequent characters, and for each the symbols it is: at the start of a word, inside, or both.</summary>
    private void FindAlphabet(WordCounts words, int size)
    {
        var frequency = new Dictionary<int, long>();
        var symbols = new HashSet<(bool Continues, int Character)>();
        for (int w = 0; w < words.Count; w++)
        {
            ReadOnlySpan<byte> word = words.Word(w);
            for (int at = 0; at < word.Length;)
            {
                Rune.DecodeFromUtf8(word[at..], out Rune rune, out int length);
                frequency[rune.Value] = frequency.GetValueOrDefault(rune.Value) + words.CountAt(w);
                symbols.Add((at > 0, rune.Value));
                at += length;
            }
        }

        HashSet<int> kept = [.. frequency.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(size).Select(entry => entry.Key)];
        foreach ((bool inside, int character) in symbols.Where(symbol => kept.Contains(symbol.Character)).Order())
        {
            alphabet.Add((inside, character), texts.Count);
            texts.Add(Encoding.UTF8.GetBytes(new Rune(character).ToString()));
            continues.Add(inside);
        }
    }

    private (int[] Symbols, int[] Ends, long[] Counts) Lay(WordCounts words)
    {
        var symbols = new List<int>();
        var ends = new List<int>();
        var counts = new List<long>();
        for (int w = 0; w < words.Count; w++)
        {
            ReadOnlySpan<byte> word = words.Word(w);
            int before = symbols.Count;
            for (int at = 0; at < word.Length;)
            {
                Rune.DecodeFromUtf8(word[at..], out Rune rune, out int length);
                if (!alphabet.TryGetValue((at > 0, rune.Value), out int symbol))
                {
                    symbols.RemoveRange(before, symbols.Count - before);
                    break;
                }

                symbols.Add(symbol);
                at += length;
            }

            if (symbols.Count == before)
                continue;
            ends.Add(symbols.Count);
            counts.Add(words.CountAt(w));
        }

        return ([.. symbols], [.. ends], [.. counts]);
    }
}
