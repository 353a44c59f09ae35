using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Trains WordPiece tokenizers.</summary>
/// <remarks>
/// <para>Words start as characters, those after the first marked as continuing. The pair that raises the likelihood of the corpus
/// under a unigram model the most is merged: the one with the highest <c>count(ab) / (count(a) count(b))</c>; of equals the one
/// whose left token came first, then whose right token came first. The alphabet is in the order of code points, characters that
/// start a word before those that continue one.</para>
/// <para>The model then encodes greedily, by the longest token, which does not replay the merges.
/// Schuster and Nakajima, Japanese and Korean voice search, ICASSP 2012.</para>
/// </remarks>
public static class WordPieceTrainer
{
    /// <summary>Trains on a corpus.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="progress">Told how far the training has come.</param>
    /// <param name="cancellationToken">Stops the training with an exception.</param>
    /// <returns>The merges, and the tokenizer made of their tokens.</returns>
    /// <exception cref="ArgumentNullException">The corpus is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is not positive.</exception>
    /// <exception cref="ArgumentException">A special token is empty or comes twice.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static WordPieceTraining Train(TrainingCorpus corpus, WordPieceTrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
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
    /// <returns>The merges, and the tokenizer made of their tokens.</returns>
    /// <exception cref="ArgumentNullException">The words are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is not positive.</exception>
    /// <exception cref="ArgumentException">A special token is empty or comes twice.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static WordPieceTraining Train(WordCounts words, WordPieceTrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        options ??= new();
        Check(options);
        List<string> special = TrainingChecks.WithUnknown(options.SpecialTokens, options.UnknownToken);
        (List<TrainingMerge> merges, List<(byte[] Text, bool Continues)> tokens) =
            CharacterMerges.Find(words, options, options.VocabularySize - special.Count, progress, cancellationToken);
        var vocabulary = new List<ReadOnlyMemory<byte>>(special.Select(token => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(token)));
        var known = new HashSet<string>(special, StringComparer.Ordinal);
        foreach ((byte[] text, bool continues) in tokens)
        {
            // The words of the corpus may themselves hold the prefix: then two tokens look alike, and one is enough.
            string token = (continues ? options.ContinuingPrefix : "") + Encoding.UTF8.GetString(text);
            if (vocabulary.Count < Math.Max(options.VocabularySize, special.Count + (tokens.Count - merges.Count)) && known.Add(token))
                vocabulary.Add(Encoding.UTF8.GetBytes(token));
        }

        var model = new WordPieceModel(new Vocabulary(vocabulary), options.UnknownToken, options.ContinuingPrefix);
        return new WordPieceTraining(merges, [.. tokens.Select(token => (token.Continues ? options.ContinuingPrefix : "") + Encoding.UTF8.GetString(token.Text))], new Tokenizer(new TokenizerParts
        {
            Model = model,
            Normalizer = options.Normalizer,
            PreTokenizer = options.PreTokenizer,
            Decoder = new WordPieceDecoder(options.ContinuingPrefix),
            AddedTokens = [.. special.Select((content, id) => new AddedToken(content, id))],
        }));
    }

    private static void Check(WordPieceTrainingOptions options)
    {
        TrainingChecks.WithUnknown(options.SpecialTokens, options.UnknownToken);
        ArgumentNullException.ThrowIfNull(options.ContinuingPrefix, nameof(options.ContinuingPrefix));
        ArgumentNullException.ThrowIfNull(options.PreTokenizer, nameof(options.PreTokenizer));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.VocabularySize, nameof(options.VocabularySize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MinimumFrequency, nameof(options.MinimumFrequency));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.AlphabetSize, nameof(options.AlphabetSize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxThreads ?? 1, nameof(options.MaxThreads));
    }
}
