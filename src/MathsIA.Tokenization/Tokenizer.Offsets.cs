namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>Encodes a text and says where in it every token stands, in bytes and in chars.</summary>
    /// <param name="text">Any chars; a lone surrogate counts as U+FFFD, three bytes and one char.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public Token[] EncodeWithOffsets(ReadOnlySpan<char> text, SpecialTokenPolicy? specialTokens = null)
    {
        TextEncoder encoder = Rent();
        Token[] tokens = Locate(encoder, encoder.ToUtf8(text), specialTokens);
        Return(encoder);
        return tokens;
    }

    /// <summary>Encodes UTF-8 and says where in it every token stands, in bytes and in the chars the text would have.</summary>
    /// <param name="text">Any bytes; one that is no UTF-8 counts as one char.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public Token[] EncodeUtf8WithOffsets(ReadOnlySpan<byte> text, SpecialTokenPolicy? specialTokens = null)
    {
        TextEncoder encoder = Rent();
        Token[] tokens = Locate(encoder, text, specialTokens);
        Return(encoder);
        return tokens;
    }

    /// <summary>Encodes a text into memory of the caller's.</summary>
    /// <param name="text">Any chars; a lone surrogate counts as U+FFFD.</param>
    /// <param name="destination">Where the ids go.</param>
    /// <param name="consumed">The chars that the ids written stand for; a char that is only begun does not count.</param>
    /// <param name="written">The number of ids written: the first ones, when not all fit.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>Whether all ids fit.</returns>
    /// <exception cref="SpecialTokenException">What was read contains a special token that the policy does not allow.</exception>
    public bool TryEncode(ReadOnlySpan<char> text, Span<int> destination, out int consumed, out int written, SpecialTokenPolicy? specialTokens = null)
    {
        TextEncoder encoder = Rent();
        ReadOnlySpan<byte> utf8 = encoder.ToUtf8(text);
        bool fits = TryEncode(encoder, utf8, destination, out int bytes, out written, specialTokens);
        consumed = fits ? text.Length : new CharCounter(utf8).CharsWithin(bytes);
        Return(encoder);
        return fits;
    }

    /// <summary>Encodes UTF-8 into memory of the caller's.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="destination">Where the ids go.</param>
    /// <param name="consumed">The bytes that the ids written stand for.</param>
    /// <param name="written">The number of ids written: the first ones, when not all fit.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>Whether all ids fit.</returns>
    /// <exception cref="SpecialTokenException">What was read contains a special token that the policy does not allow.</exception>
    public bool TryEncodeUtf8(ReadOnlySpan<byte> text, Span<int> destination, out int consumed, out int written, SpecialTokenPolicy? specialTokens = null)
    {
        TextEncoder encoder = Rent();
        bool fits = TryEncode(encoder, text, destination, out consumed, out written, specialTokens);
        consumed = fits ? text.Length : consumed;
        Return(encoder);
        return fits;
    }

    private bool TryEncode(TextEncoder encoder, ReadOnlySpan<byte> text, Span<int> destination, out int consumed, out int written, SpecialTokenPolicy? specialTokens)
    {
        var sink = new SpanSink(destination);
        bool fits = encoder.RunTemplate(text, specialTokens ?? _parts.SpecialTokens, ref sink);
        consumed = sink.Consumed;
        written = sink.Written;
        return fits;
    }

    private Token[] Locate(TextEncoder encoder, ReadOnlySpan<byte> text, SpecialTokenPolicy? specialTokens)
    {
        var places = new List<(int Id, Piece Span)>();
        var sink = new TokenSink(places, int.MaxValue);
        encoder.RunTemplate(text, specialTokens ?? _parts.SpecialTokens, ref sink);
        var tokens = new Token[places.Count];
        var counter = new CharCounter(text);
        for (int i = 0; i < tokens.Length; i++)
        {
            (int id, Piece span) = places[i];
            int start = counter.CharsWithin(span.Start);
            tokens[i] = new(id, span.Start, span.End, start, span.Length == 0 ? start : counter.CharsTouchedBy(span.End));
        }

        return tokens;
    }
}
