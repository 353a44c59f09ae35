namespace MathsIA.Tokenization;

/// <summary>The variants of byte-pair encoding.</summary>
public sealed record BytePairOptions
{
    /// <summary>What merging starts from.</summary>
    public BytePairSymbols Symbols { get; init; } = BytePairSymbols.Bytes;

    /// <summary>Whether a piece that is a token as a whole becomes it without merging. Always so in tiktoken; <c>ignore_merges</c> in Hugging Face's files.</summary>
    public bool WholePieceFirst { get; init; } = true;

    /// <summary>The ids of the 256 tokens that stand for a single byte of a character the vocabulary does not hold; null without such.</summary>
    public IReadOnlyList<int>? ByteFallback { get; init; }

    /// <summary>The id for a symbol the vocabulary does not hold, -1 when there is none: then such a symbol is an exception.</summary>
    public int UnknownId { get; init; } = -1;

    /// <summary>Whether neighbouring unknown symbols become one unknown token.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>For every id the rank of the merge that makes it, from 0 on, where merges are not listed; null takes the ids themselves, as tiktoken does.</summary>
    public IReadOnlyList<int>? Ranks { get; init; }
}
