using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Trains Unigram tokenizers: a language model over tokens that is started large and pruned.</summary>
/// <remarks>
/// <para>Substrings that cover much text are the candidates. Rounds of expectation and maximization weigh them over all the ways
/// to spell each word, with a digamma in the maximization that starves rare tokens; after each round the tokens whose loss would
/// cost the corpus the least are dropped, until the vocabulary has its size. Single characters of the corpus are never
/// dropped.</para>
/// <para>Sums run over a fixed number of parts in a fixed order: the same bits for any number of threads.
/// Kudo, Subword regularization: improving neural network translation models with multiple subword candidates, ACL 2018.</para>
/// </remarks>
public static class UnigramTrainer
{
    /// <summary>Pruning stops at a little more than what is asked for; the scores decide about the rest.</summary>
    private const double Margin = 1.1;

    /// <summary>Trains on a corpus.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="progress">Told how far the training has come.</param>
    /// <param name="cancellationToken">Stops the training with an exception.</param>
    /// <returns>The trace of the rounds, and the tokenizer.</returns>
    /// <exception cref="ArgumentNullException">The corpus is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is not positive, or the shrinking factor not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">A special token is empty or comes twice.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static UnigramTraining Train(TrainingCorpus corpus, UnigramTrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        options ??= new();
        Check(options);
        return Train(corpus.CountWords(options.PreTokenizer, options.Normalizer, options.MaxThreads, progress, cancellationToken), options, progress, cancellationToken);
    }

    /// <summary>Trains on words that have been counted.</summary>
    /// <param name="words">The words, cut by the pre-tokenizer of the options.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="progress">Told how far the training has come.</param>
    /// <param name="cancellationToken">Stops the training with an exception.</param>
    /// <returns>The trace of the rounds, and the tokenizer.</returns>
    /// <exception cref="ArgumentNullException">The words are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is not positive, or the shrinking factor not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">A special token is empty or comes twice.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static UnigramTraining Train(WordCounts words, UnigramTrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        options ??= new();
        Check(options);
        List<string> special = TrainingChecks.WithUnknown(options.SpecialTokens, options.UnknownToken);
        int wanted = Math.Max(0, options.VocabularySize - special.Count);
        progress?.Report(new(TrainingStage.Seeding, 0, words.Count));
        List<(byte[] Token, long Count)> seeds = UnigramSeeds.Find(words, options.LongestToken, options.SeedSize, cancellationToken);
        seeds.RemoveAll(seed => special.Contains(Encoding.UTF8.GetString(seed.Token), StringComparer.Ordinal));
        progress?.Report(new(TrainingStage.Seeding, words.Count, words.Count));
        double total = seeds.Sum(seed => (double)seed.Count);
        var estimator = new UnigramEstimator(words, [.. seeds.Select(seed => seed.Token)], [.. seeds.Select(seed => Math.Log(seed.Count / total))],
            options.MaxThreads ?? Environment.ProcessorCount, cancellationToken);
        var rounds = new List<UnigramRound>();
        while (true)
        {
            double likelihood = 0;
            for (int step = 0; step < options.StepsPerRound; step++)
                likelihood = estimator.Step();
            int size = estimator.Tokens.Count;
            rounds.Add(new UnigramRound(size, likelihood));
            progress?.Report(new(TrainingStage.Pruning, seeds.Count - size, Math.Max(0, seeds.Count - wanted)));
            int target = Math.Max((int)(Margin * wanted), (int)(options.ShrinkingFactor * size));
            if (target >= size)
                break;
            estimator.Prune(target);
            if (estimator.Tokens.Count >= size)
                break;
        }

        return new UnigramTraining(rounds, Build(estimator, wanted, special, options));
    }

    /// <summary>Keeps the characters, and of the other tokens those with the highest scores.</summary>
    private static Tokenizer Build(UnigramEstimator estimator, int wanted, List<string> special, UnigramTrainingOptions options)
    {
        int[] order = [.. Enumerable.Range(0, estimator.Tokens.Count)
            .OrderByDescending(i => UnigramEstimator.IsCharacter(estimator.Tokens[i])).ThenByDescending(i => estimator.Scores[i]).ThenBy(i => i)];
        int characters = order.Count(i => UnigramEstimator.IsCharacter(estimator.Tokens[i]));
        int[] kept = [.. order.Take(Math.Max(characters, wanted)).OrderByDescending(i => estimator.Scores[i]).ThenBy(i => i)];
        var tokens = new List<ReadOnlyMemory<byte>>(special.Select(token => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(token)));
        var scores = new List<double>(special.Select(_ => 0.0));
        foreach (int i in kept)
        {
            tokens.Add(estimator.Tokens[i]);
            scores.Add(estimator.Scores[i]);
        }

        return new Tokenizer(new TokenizerParts
        {
            Model = new UnigramModel(new Vocabulary(tokens), scores, new() { UnknownId = special.IndexOf(options.UnknownToken), NotFound = [.. Enumerable.Range(0, special.Count)] }),
            Normalizer = options.Normalizer,
            PreTokenizer = options.PreTokenizer,
            Decoder = new MetaspaceDecoder(),
            AddedTokens = [.. special.Select((content, id) => new AddedToken(content, id))],
        });
    }

    private static void Check(UnigramTrainingOptions options)
    {
        TrainingChecks.WithUnknown(options.SpecialTokens, options.UnknownToken);
        ArgumentNullException.ThrowIfNull(options.PreTokenizer, nameof(options.PreTokenizer));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.VocabularySize, nameof(options.VocabularySize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LongestToken, nameof(options.LongestToken));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SeedSize, nameof(options.SeedSize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.StepsPerRound, nameof(options.StepsPerRound));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxThreads ?? 1, nameof(options.MaxThreads));
        if (options.ShrinkingFactor is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(options.ShrinkingFactor), options.ShrinkingFactor, "UnigramTrainer: the shrinking factor must lie between 0 and 1.");
    }
}
