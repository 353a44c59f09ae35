namespace MathsIA.Tokenization;

/// <summary>The variants of the Unigram model.</summary>
public sealed record UnigramOptions
{
    /// <summary>The id for characters the vocabulary does not hold, a run of which is one token; -1 when there is none: then such a
    /// character is an exception.</summary>
    public int UnknownId { get; init; } = -1;

    /// <summary>The ids of the 256 tokens that stand for a single byte of a character the vocabulary does not hold; null without such.</summary>
    public IReadOnlyList<int>? ByteFallback { get; init; }

    /// <summary>Tokens that are never found in text: control symbols, the unknown token, the bytes.</summary>
    public IReadOnlyList<int> NotFound { get; init; } = [];

    /// <summary>Tokens that are always preferred where they stand, whatever their score: user-defined symbols.</summary>
    public IReadOnlyList<int> Preferred { get; init; } = [];

    /// <summary>Whether scores are added up in single precision, as SentencePiece does.</summary>
    public bool IsSinglePrecision { get; init; }
}
