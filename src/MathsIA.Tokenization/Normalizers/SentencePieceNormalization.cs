namespace MathsIA.Tokenization;

/// <summary>The switches of a SentencePiece model's normalizer; the values are those a model that says nothing has.</summary>
internal sealed record SentencePieceNormalization
{
    public bool AddsDummyPrefix { get; init; } = true;

    public bool RemovesExtraSpaces { get; init; } = true;

    public bool EscapesSpaces { get; init; } = true;

    /// <summary>Whether the mark of a space stands behind words and not before them.</summary>
    public bool PutsSpacesBehind { get; init; }
}
