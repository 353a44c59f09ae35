using CsCheck;

namespace MathsIA.Tokenization.Tests;

public sealed class UnigramTrainerTests
{
    private static readonly WordCounts Words = TrainingCorpus.FromTexts(Corpus.Sea, Corpus.Syllables).CountWords(new MetaspacePreTokenizer(), new MetaspaceNormalizer());

    [Fact]
    public void Expected_counts_are_those_over_all_spellings()
    {
        byte[][] tokens = [.. new[] { "a", "b", "ab", "ba", "aba" }.Select(token => NaiveTrainer.Utf8(token))];
        double[] scores = [.. new[] { 0.3, 0.2, 0.2, 0.1, 0.2 }.Select(weight => Math.Log(weight))];
        var trie = new TokenTrie();
        for (int i = 0; i < tokens.Length; i++)
            trie.TryAdd(tokens[i], i);
        Gen.Int[0, 1].Array[1, 8].Sample(letters =>
        {
            string word = string.Concat(letters.Select(i => "ab"[i]));
            double[] expected = new double[tokens.Length], actual = new double[tokens.Length];
            double total = 0;
            foreach (List<int> spelling in Spellings(word, tokens))
            {
                double probability = Math.Exp(spelling.Sum(token => scores[token]));
                total += probability;
                spelling.ForEach(token => expected[token] += probability);
            }

            double logLikelihood = new UnigramLattice(trie, scores).Expect(WordCounts.From([new(word, 3)]), 0, 1, actual);
            Assert.Equal(3 * Math.Log(total), logLikelihood, 1e-9);
            for (int i = 0; i < tokens.Length; i++)
                Assert.Equal(3 * expected[i] / total, actual[i], 1e-9);
        }, iter: 100, seed: "0000KmV6P0v3");
    }

    [Fact]
    public void A_vocabulary_of_the_size_asked_for_covers_the_corpus()
    {
        UnigramTraining training = UnigramTrainer.Train(Words, new() { VocabularySize = 150 });
        Tokenizer tokenizer = training.Tokenizer;
        Assert.Equal(150, tokenizer.Vocabulary.Size);
        Assert.True(training.Rounds.Count > 1);
        Assert.All(training.Rounds.Zip(training.Rounds.Skip(1)), pair => Assert.True(pair.Second.TokenCount <= pair.First.TokenCount));
        string text = "the white whale and unknown größer 鯨 𝟙";
        int[] ids = tokenizer.Encode(text);
        Assert.DoesNotContain(0, ids);
        Assert.Equal(text, tokenizer.Decode(ids));
        Assert.True(ids.Length < 16, $"{ids.Length} tokens");
        Assert.Contains(0, tokenizer.Encode("Q"));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        UnigramModel[] models = [.. new[] { 1, 2, 7 }.Select(threads => (UnigramModel)UnigramTrainer.Train(Words, new() { VocabularySize = 150, MaxThreads = threads }).Tokenizer.Parts.Model)];
        Assert.All(models, model => Assert.Equal(models[0].Scores, model.Scores));
        Assert.All(models, model => Assert.Equal(Names(models[0]), Names(model), StringComparer.Ordinal));
    }

    [Fact]
    public void A_step_of_expectation_and_maximization_raises_the_likelihood()
    {
        List<(byte[] Token, long Count)> seeds = UnigramSeeds.Find(Words, 8, 2000, CancellationToken.None);
        double total = seeds.Sum(seed => (double)seed.Count);
        var estimator = new UnigramEstimator(Words, [.. seeds.Select(seed => seed.Token)], [.. seeds.Select(seed => Math.Log(seed.Count / total))], 2, CancellationToken.None);
        double first = estimator.Step(), second = estimator.Step(), third = estimator.Step();
        Assert.True(first < second && second < third, $"{first}, {second}, {third}");
    }

    [Theory]
    [InlineData(1, -0.5772156649015329)]
    [InlineData(0.5, -1.9635100260214235)]
    [InlineData(10, 2.251752589066721)]
    [InlineData(1e6, 13.815510057964191)]
    public void Digamma_is_the_function(double x, double expected) => Assert.Equal(expected, SpecialFunctions.Digamma(x), 1e-11);

    [Fact]
    public void Wrong_options_are_named()
    {
        Assert.Equal("ShrinkingFactor", Assert.Throws<ArgumentOutOfRangeException>(() => UnigramTrainer.Train(Words, new() { ShrinkingFactor = 1 })).ParamName);
        Assert.Equal("StepsPerRound", Assert.Throws<ArgumentOutOfRangeException>(() => UnigramTrainer.Train(Words, new() { StepsPerRound = 0 })).ParamName);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => UnigramTrainer.Train(Words, cancellationToken: source.Token));
    }

    private static List<string> Names(UnigramModel model) => [.. Enumerable.Range(0, model.Vocabulary.Size).Select(model.Vocabulary.GetText)];

    private static IEnumerable<List<int>> Spellings(string word, byte[][] tokens)
    {
        if (word.Length == 0)
            return [[]];
        return Enumerable.Range(0, tokens.Length).Where(i => word.StartsWith(System.Text.Encoding.UTF8.GetString(tokens[i]), StringComparison.Ordinal))
            .SelectMany(i => Spellings(word[tokens[i].Length..], tokens).Select(rest => rest.Prepend(i).ToList()));
    }
}
