using System.Text;
using CsCheck;

namespace MathsIA.Tokenization.Tests;

public sealed class BytePairTrainerTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(From(200, "a", "b", " "), From(200, "a", "a", "a", "b", " ", "  "),
        From(120, "the", "cat", " ", "sat", "on", "mat's", "é", "𝟏", "\n"));

    [Fact]
    public void Merges_are_those_of_the_naive_trainer()
        => Texts.Sample(text =>
        {
            WordCounts words = NaiveTrainer.Words(text);
            BytePairTraining training = BytePairTrainer.Train(words, new() { VocabularySize = 256 + 60, MinimumFrequency = 1 });
            Assert.Equal(NaiveTrainer.Bytes(words, 60, 1), training.Merges);
        }, iter: 300, seed: "0000KmV6P0v3");

    [Fact]
    public void One_word_of_any_repetition_merges_as_the_naive_trainer_does()
        => From(120, "a", "a", "b").Sample(text =>
        {
            WordCounts words = WordCounts.From([KeyValuePair.Create(text, 3L)]);
            Assert.Equal(NaiveTrainer.Bytes(words, 40, 2), BytePairTrainer.Train(words, new() { VocabularySize = 296 }).Merges);
        }, iter: 300, seed: "0000KmV6P0v3");

    [Fact]
    public void Every_text_of_the_corpus_encodes_to_what_training_left_of_it()
        => Texts.Sample(text =>
        {
            BytePairTraining training = BytePairTrainer.Train(TrainingCorpus.FromTexts(text), new() { VocabularySize = 300, MinimumFrequency = 1 });
            int[] ids = training.Tokenizer.Encode(text);
            Assert.Equal(text, training.Tokenizer.Decode(ids));
            Assert.True(ids.Length <= Encoding.UTF8.GetByteCount(text));
        }, iter: 200, seed: "0000KmV6P0v3");

    [Fact]
    public void No_two_merges_make_the_same_token()
        => Texts.Sample(text =>
        {
            Vocabulary vocabulary = BytePairTrainer.Train(NaiveTrainer.Words(text), new() { VocabularySize = 320, MinimumFrequency = 1 }).Tokenizer.Vocabulary;
            Assert.Equal(vocabulary.Count, Enumerable.Range(0, vocabulary.Size).Select(id => Convert.ToHexString(vocabulary.GetBytes(id))).Distinct(StringComparer.Ordinal).Count());
        }, iter: 200, seed: "0000KmV6P0v3");

    [Fact]
    public void Ties_go_to_the_smaller_pair()
    {
        BytePairTraining training = BytePairTrainer.Train(WordCounts.From([new("zy", 2), new("ab", 2), new("ac", 2)]), new() { VocabularySize = 259 });
        Assert.Equal([new('a', 'b', 256, 2), new('a', 'c', 257, 2), new('z', 'y', 258, 2)], training.Merges);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        string text = Corpus.Sea;
        List<BytePairTraining> trainings = [.. new int?[] { 1, 2, 5, null }.Select(threads => BytePairTrainer.Train(TrainingCorpus.FromTexts(text), new() { VocabularySize = 1000, MaxThreads = threads }))];
        Assert.All(trainings, training => Assert.Equal(trainings[0].Merges, training.Merges));
    }

    [Fact]
    public void Texts_a_stream_and_a_file_give_the_same_words()
    {
        string text = string.Concat(Enumerable.Repeat(Corpus.Sea, 3)), path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            WordCounts whole = Cut(text);
            Assert.Equal(Listed(whole), Listed(TrainingCorpus.FromTexts(text).CountWords(OpenAIPatterns.Cl100k)));
            Assert.Equal(Listed(whole), Listed(TrainingCorpus.FromFiles(path).CountWords(OpenAIPatterns.Cl100k)));
            Assert.Equal(Listed(whole), Listed(TrainingCorpus.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).CountWords(OpenAIPatterns.Cl100k, maxThreads: 1)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Options_bound_the_vocabulary()
    {
        WordCounts words = NaiveTrainer.Words("low low low lower lower newest newest widest");
        Assert.All(BytePairTrainer.Train(words, new() { VocabularySize = 300, MinimumFrequency = 3 }).Merges, merge => Assert.True(merge.Count >= 3));
        Tokenizer tokenizer = BytePairTrainer.Train(words, new() { VocabularySize = 300, MinimumFrequency = 1, LongestToken = 3, SpecialTokens = ["<|end|>"] }).Tokenizer;
        Assert.All(Enumerable.Range(0, tokenizer.Vocabulary.Size), id => Assert.True(tokenizer.Vocabulary.GetBytes(id).Length <= 3));
        Assert.Equal(tokenizer.Vocabulary.Size, Assert.Single(tokenizer.AddedTokens).Id);
        Assert.Equal(262, BytePairTrainer.Train(words, new() { VocabularySize = 263, SpecialTokens = ["<|end|>"] }).Tokenizer.Vocabulary.Size);
    }

    [Fact]
    public void An_empty_corpus_leaves_the_bytes()
    {
        BytePairTraining training = BytePairTrainer.Train(TrainingCorpus.FromTexts([]));
        Assert.Empty(training.Merges);
        Assert.Equal([(int)'h', 'i'], training.Tokenizer.Encode("hi"));
    }

    [Fact]
    public void A_long_word_takes_linear_time()
    {
        WordCounts words = WordCounts.From([new(new string('a', 200_000), 1), new(string.Concat(Enumerable.Repeat("abc", 50_000)), 1)]);
        Assert.Equal((int)'a', BytePairTrainer.Train(words, new() { VocabularySize = 290 }).Merges[0].Left);
    }

    [Fact]
    public void Progress_is_told_and_cancellation_obeyed()
    {
        var reports = new List<TrainingProgress>();
        var progress = new ListProgress(reports);
        BytePairTrainer.Train(TrainingCorpus.FromTexts("a few words and a few more words"), new() { MaxThreads = 1 }, progress);
        Assert.Contains(reports, report => report.Stage == TrainingStage.Counting);
        Assert.Contains(reports, report => report.Stage == TrainingStage.Merging);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => BytePairTrainer.Train(TrainingCorpus.FromTexts("a"), cancellationToken: source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => BytePairTrainer.Train(WordCounts.From([new("aa", 5)]), cancellationToken: source.Token));
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        WordCounts words = NaiveTrainer.Words("a");
        Assert.Equal("VocabularySize", Assert.Throws<ArgumentOutOfRangeException>(() => BytePairTrainer.Train(words, new() { VocabularySize = 255 })).ParamName);
        Assert.Equal("MinimumFrequency", Assert.Throws<ArgumentOutOfRangeException>(() => BytePairTrainer.Train(words, new() { MinimumFrequency = 0 })).ParamName);
        Assert.Equal("LongestToken", Assert.Throws<ArgumentOutOfRangeException>(() => BytePairTrainer.Train(words, new() { LongestToken = 0 })).ParamName);
        Assert.Throws<ArgumentException>(() => BytePairTrainer.Train(words, new() { SpecialTokens = ["x", "x"] }));
        Assert.Throws<ArgumentException>(() => BytePairTrainer.Train(words, new() { SpecialTokens = [""] }));
        Assert.Throws<ArgumentNullException>(() => BytePairTrainer.Train((WordCounts)null!));
        Assert.Throws<ArgumentNullException>(() => TrainingCorpus.FromTexts(null!));
        Assert.Throws<FileNotFoundException>(() => TrainingCorpus.FromFiles("/no/such/file"));
        Assert.Throws<ArgumentOutOfRangeException>(() => WordCounts.From([new("a", -1)]));
    }

    private static Gen<string> From(int most, params string[] parts) => Gen.Int[0, parts.Length - 1].Array[0, most].Select(places => string.Concat(places.Select(i => parts[i])));

    private static List<(string, long)> Listed(WordCounts words) => [.. words.Select(word => (Convert.ToHexString(word.Key.Span), word.Value))];

    private static WordCounts Cut(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var pieces = new PieceBuffer();
        var table = new WordTable();
        for (int at = 0; at < bytes.Length;)
        {
            pieces.Clear();
            at = OpenAIPatterns.Cl100k.Split(bytes, at, pieces);
            foreach (Piece piece in pieces.Pieces)
                table.Add(bytes.AsSpan(piece.Start, piece.Length));
        }

        return new WordCounts(table);
    }

    private sealed class ListProgress(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }
}
