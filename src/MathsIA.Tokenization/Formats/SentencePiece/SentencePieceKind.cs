namespace MathsIA.Tokenization;

/// <summary>The kinds of pieces in a SentencePiece model, with the numbers of the file.</summary>
internal enum SentencePieceKind
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}
