namespace MathsIA.Tokenization;

/// <summary>Turns pieces into tokens: byte-pair encoding, WordPiece, Unigram.</summary>
/// <remarks>Immutable; what one thread needs to work is in the encoder it creates.</remarks>
public interface ITokenModel
{
    /// <summary>The tokens the model can make.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>Creates the worker of one thread.</summary>
    IPieceEncoder CreateEncoder();
}
