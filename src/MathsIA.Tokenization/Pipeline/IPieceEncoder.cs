namespace MathsIA.Tokenization;

/// <summary>Turns pieces into tokens, on one thread at a time: it owns the scratch memory that takes.</summary>
public interface IPieceEncoder
{
    /// <summary>Appends the tokens of every piece.</summary>
    /// <param name="text">The text that the pieces are cut from, UTF-8.</param>
    /// <param name="pieces">A batch of pieces, in the order of the text.</param>
    /// <param name="tokens">Where to add the tokens.</param>
    void Encode(ReadOnlySpan<byte> text, ReadOnlySpan<Piece> pieces, TokenBuffer tokens);
}
