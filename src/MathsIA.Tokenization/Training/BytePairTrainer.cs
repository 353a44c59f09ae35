namespace MathsIA.Tokenization;

/// <summary>Trains byte-level byte-pair encodings.</summary>
/// <remarks>
/// <para>Words start as single bytes. Again and again the pair of neighbouring tokens that occurs most often, over all words, becomes
/// one token. Of pairs that occur equally often the one with the smaller left id is taken, and among those the one with the smaller
/// right id; bytes have their values as ids, and merges the numbers from 256 on. Within a word the leftmost pair merges first. So
/// the merges depend on the corpus and the options alone, not on the number of threads, nor on the order of the texts.</para>
/// <para>Counting words is the larger part of the work and runs on several threads. Merging touches only the places of the pair
/// that is merged: time near-linear in the size of the table of words, with a logarithm for the heap.</para>
/// <para>Sennrich, Haddow and Birch, Neural machine translation of rare words with subword units, ACL 2016; on bytes: Radford et
/// al., Language models are unsupervised multitask learners, 2019.</para>
/// <example><code>
/// BytePairTraining training = BytePairTrainer.Train(TrainingCorpus.FromFiles("moby-dick.txt"), new() { VocabularySize = 2048 });
/// int[] ids = training.Tokenizer.Encode("Call me Ishmael.");
/// </code></example>
/// </remarks>
public static class BytePairTrainer
{
    /// <summary>Trains on a corpus.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="progress">Told how far the training has come.</param>
    /// <param name="cancellationToken">Stops the training with an exception.</param>
    /// <returns>The merges, and the tokenizer made of them.</returns>
    /// <exception cref="ArgumentNullException">The corpus is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no room for the bytes and the special tokens, or an option is not positive.</exception>
    /// <exception cref="ArgumentException">A special token is empty or comes twice.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static BytePairTraining Train(TrainingCorpus corpus, BytePairTrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        options ??= new();
        Check(options);
        return Train(corpus.CountWords(options.PreTokenizer, options.Normalizer, options.MaxThreads, progress, cancellationToken), options, progress, cancellationToken);
    }

    /// <summary>Trains on words that have been counted: several vocabularies from one count.</summary>
    /// <param name="words">The words, cut by the pre-tokenizer of the options.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="progress">Told how far the training has come.</param>
    /// <param name="cancellationToken">Stops the training with an exception.</param>
    /// <returns>The merges, and the tokenizer made of them.</returns>
    /// <exception cref="ArgumentNullException">The words are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no room for the bytes and the special tokens, or an option is not positive.</exception>
    /// <exception cref="ArgumentException">A special token is empty or comes twice.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static BytePairTraining Train(WordCounts words, BytePairTrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        options ??= new();
        Check(options);
        int mostMerges = options.VocabularySize - ByteMerges.Bytes - options.SpecialTokens.Count;
        (List<TrainingMerge> merges, List<byte[]> tokens) = ByteMerges.Find(words, mostMerges, options.MinimumFrequency, options.LongestToken ?? int.MaxValue, progress, cancellationToken);
        var vocabulary = new Vocabulary([.. tokens.Select(token => (ReadOnlyMemory<byte>)token)]);
        return new BytePairTraining(merges, new Tokenizer(new TokenizerParts
        {
            Name = options.Name,
            Model = new BytePairModel(vocabulary),
            Normalizer = options.Normalizer,
            PreTokenizer = options.PreTokenizer,
            AddedTokens = [.. options.SpecialTokens.Select((content, i) => new AddedToken(content, tokens.Count + i))],
        }));
    }

    private static void Check(BytePairTrainingOptions options)
    {
        TrainingChecks.SpecialTokens(options.SpecialTokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.VocabularySize, ByteMerges.Bytes + options.SpecialTokens.Count, nameof(options.VocabularySize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MinimumFrequency, nameof(options.MinimumFrequency));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LongestToken ?? 1, nameof(options.LongestToken));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxThreads ?? 1, nameof(options.MaxThreads));
    }
}
