using CsCheck;

namespace MathsIA.Tokenization.Tests;

public sealed class WordPieceTrainerTests
{
    private static readonly WordPieceTrainingOptions Plain = new() { MinimumFrequency = 1, VocabularySize = 60 };

    [Fact]
    public void Merges_are_those_of_the_naive_trainer()
        => Gen.Int[0, 5].Array[1, 6].List[1, 30].Sample(lists =>
        {
            string[] words = [.. lists.Select(list => string.Concat(list.Select(i => "abcdeé"[i])))];
            WordPieceTraining training = WordPieceTrainer.Train(WordCounts.From(words.Select(word => KeyValuePair.Create(word, 1L))), Plain);
            List<string> symbols = [.. words.Select(word => word[..1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), .. words.SelectMany(word => word[1..].Select(c => "##" + c)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var corpus = words.Select(word => (word.Select((c, i) => symbols.IndexOf(i == 0 ? $"{c}" : $"##{c}")).ToArray(), 1L));
            Assert.Equal(symbols, training.Symbols.Take(symbols.Count), StringComparer.Ordinal);
            Assert.Equal(NaiveTrainer.Merge(corpus, symbols.Count, Math.Max(0, 60 - 5 - symbols.Count), 1, (pair, left, right) => pair / ((double)left * right)), training.Merges);
        }, iter: 200, seed: "0000KmV6P0v3");

    [Fact]
    public void Words_of_the_corpus_are_spelled_and_others_unknown()
    {
        Tokenizer tokenizer = WordPieceTrainer.Train(TrainingCorpus.FromTexts("The unaffable, the affable; unable and able."), new() { VocabularySize = 80, MinimumFrequency = 1 }).Tokenizer;
        Assert.Equal("unaffable and able.", tokenizer.Decode(tokenizer.Encode("unaffable AND able.")));
        Assert.Equal([1], tokenizer.Encode("zebra"));
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], Enumerable.Range(0, 5).Select(tokenizer.Vocabulary.GetText), StringComparer.Ordinal);
    }

    [Fact]
    public void The_likelihood_decides_and_not_the_count()
    {
        // "ab" occurs more often than "xy", but x and y occur nowhere else.
        WordPieceTraining training = WordPieceTrainer.Train(WordCounts.From([new("ab", 10), new("ac", 10), new("db", 10), new("xy", 3)]), Plain);
        Assert.Equal("xy", training.Symbols[training.Merges[0].Token]);
    }

    [Fact]
    public void Options_bound_the_alphabet_and_are_checked()
    {
        WordCounts words = WordCounts.From([new("aab", 9), new("aac", 1)]);
        Assert.DoesNotContain("##c", WordPieceTrainer.Train(words, new() { AlphabetSize = 2, MinimumFrequency = 1 }).Symbols, StringComparer.Ordinal);
        Assert.Equal("AlphabetSize", Assert.Throws<ArgumentOutOfRangeException>(() => WordPieceTrainer.Train(words, new() { AlphabetSize = 0 })).ParamName);
        Assert.Equal("VocabularySize", Assert.Throws<ArgumentOutOfRangeException>(() => WordPieceTrainer.Train(words, new() { VocabularySize = 0 })).ParamName);
        Assert.Throws<ArgumentException>(() => WordPieceTrainer.Train(words, new() { SpecialTokens = ["a", "a"] }));
    }
}
