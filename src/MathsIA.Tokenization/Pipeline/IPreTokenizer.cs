namespace MathsIA.Tokenization;

/// <summary>Cuts text into pieces that are turned into tokens on their own.</summary>
/// <remarks>
/// Immutable and safe to call from many threads. Pieces are in the order of the text and do not overlap; bytes between them are dropped
/// (a byte-level pre-tokenizer leaves none). Working in batches keeps virtual calls out of the loop over bytes.
/// </remarks>
public interface IPreTokenizer
{
    /// <summary>Cuts from <paramref name="start"/> on until the text ends or <paramref name="pieces"/> <see cref="PieceBuffer.IsFull"/>.</summary>
    /// <param name="text">The whole text, UTF-8; bytes before <paramref name="start"/> may be looked at.</param>
    /// <param name="start">Where to begin: 0, or what the last call returned.</param>
    /// <param name="pieces">Where to add the pieces. Stopping when it is full is asked for, not required.</param>
    /// <returns>Where to go on; the length of the text when nothing is left.</returns>
    int Split(ReadOnlySpan<byte> text, int start, PieceBuffer pieces);

    /// <summary>Finds a place where the text can be cut in two, whatever follows it: the pieces of the left part and of the right part
    /// together are the pieces of the whole. Streams and parallel work on one text are cut there.</summary>
    /// <param name="text">A text of which more may follow.</param>
    /// <returns>The last such place known, or 0 when none is known, which is always a correct answer.</returns>
    int FindCut(ReadOnlySpan<byte> text);
}
