namespace MathsIA.Tokenization;

/// <summary>Byte-pair encoding: starts from single symbols and merges, again and again, the pair of lowest rank, the leftmost of equals.</summary>
/// <remarks>
/// Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword units", ACL 2016. Time is near-linear in the length
/// of a piece, whatever it holds.
/// </remarks>
public sealed class BytePairModel : ITokenModel
{
    /// <summary>Creates the model in which any two neighbours merge when the vocabulary holds what they join to, the rank of a merge being
    /// <see cref="BytePairOptions.Ranks"/> of the result.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="options">Variants.</param>
    /// <exception cref="ArgumentException">A byte is no token and there is no unknown token, or the ranks do not fit.</exception>
    public BytePairModel(Vocabulary vocabulary, BytePairOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
        Options = options ?? new();
        if (Options.ByteFallback is { Count: not 256 } || Options.ByteFallback?.Any(id => !vocabulary.Contains(id)) == true)
            throw new ArgumentException("BytePairModel: byte fallback needs 256 ids of the vocabulary.", nameof(options));
        if (Options.UnknownId >= 0 && !vocabulary.Contains(Options.UnknownId))
            throw new ArgumentException($"BytePairModel: the unknown token's id {Options.UnknownId} is not in the vocabulary.", nameof(options));
        if (Options.Ranks is { } ranks)
        {
            if (ranks.Count != vocabulary.Size || ranks.Any(rank => rank < 0 || rank >= vocabulary.Size))
                throw new ArgumentException($"BytePairModel: {ranks.Count} ranks for {vocabulary.Size} ids, or one outside [0, {vocabulary.Size}).", nameof(options));
            Ranks = [.. ranks];
        }

        ByteIds = new int[256];
        for (int value = 0; value < 256; value++)
        {
            ByteIds[value] = vocabulary.Table.Find([(byte)value], 0, 1);
            if (ByteIds[value] < 0 && Options is { Symbols: BytePairSymbols.Bytes, UnknownId: < 0 })
                throw new ArgumentException($"BytePairModel: the vocabulary holds no token for byte 0x{value:X2}, and there is no unknown token.", nameof(vocabulary));
        }
    }

    /// <summary>Creates the model of a list of merges.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="merges">The merges, the first of rank 0.</param>
    /// <param name="options">Variants.</param>
    /// <exception cref="ArgumentException">A merge names an unknown id, joins to other bytes than its result has, or stands there twice.</exception>
    public BytePairModel(Vocabulary vocabulary, IReadOnlyList<BytePairMerge> merges, BytePairOptions? options = null)
        : this(vocabulary, options)
    {
        ArgumentNullException.ThrowIfNull(merges);
        Merges = new(vocabulary, merges);
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>The variants.</summary>
    public BytePairOptions Options { get; }

    /// <summary>The ids of the single bytes, -1 where there is none.</summary>
    internal int[] ByteIds { get; }

    /// <summary>The rank of every id where it is not the id itself.</summary>
    internal int[]? Ranks { get; }

    /// <summary>The merges, where they are listed.</summary>
    internal MergeTable? Merges { get; }

    /// <summary>Where pieces can be cut before they are merged, found out on first use.</summary>
    internal MergeSeams Seams
    {
        get => field ?? Interlocked.CompareExchange(ref field, new(Vocabulary, Ranks, joinsCharacters: Merges is null), null) ?? field;
    }

    /// <inheritdoc/>
    public IPieceEncoder CreateEncoder() => Merges is { } merges
        ? new BytePairEncoder<ListedMerges>(this, new(merges))
        : new BytePairEncoder<VocabularyMerges>(this, new(Vocabulary.Table, Ranks));
}
