namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>How much of the beginning of a text a budget of tokens holds.</summary>
    /// <param name="text">Any chars; a lone surrogate counts as U+FFFD.</param>
    /// <param name="maximumTokens">The budget, at least 0. A template counts too.</param>
    /// <param name="tokenCount">The number of tokens of the part kept, encoded on its own: at most the budget.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>The number of chars to keep. The cut is where a token of the whole text ends, and never within a character.</returns>
    /// <exception cref="SpecialTokenException">What was read contains a special token that the policy does not allow.</exception>
    public int FitStart(ReadOnlySpan<char> text, int maximumTokens, out int tokenCount, SpecialTokenPolicy? specialTokens = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumTokens);
        TextEncoder encoder = Rent();
        var places = new List<(int Id, Piece Span)>();
        var sink = new TokenSink(places, maximumTokens);
        ReadOnlySpan<byte> utf8 = encoder.ToUtf8(text);
        bool fits = encoder.RunTemplate(utf8, specialTokens ?? _parts.SpecialTokens, ref sink);
        var counter = new CharCounter(utf8);
        int[] ends = fits ? [text.Length] : [.. EndsOf(places, ref counter)];
        Return(encoder);
        // What is cut off can change how the rest is encoded, by a token or so: the number counts, not the hope.
        for (int i = ends.Length - 1; i >= 0; i--)
        {
            tokenCount = CountUpTo(text[..ends[i]], maximumTokens, specialTokens);
            if (tokenCount <= maximumTokens)
                return ends[i];
        }

        tokenCount = 0;
        return 0;
    }

    /// <summary>How much of the end of a text a budget of tokens holds.</summary>
    /// <param name="text">Any chars; a lone surrogate counts as U+FFFD.</param>
    /// <param name="maximumTokens">The budget, at least 0. A template counts too.</param>
    /// <param name="tokenCount">The number of tokens of the part kept, encoded on its own: at most the budget.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>The first char to keep; the length of the text when nothing fits. The cut is where a token of the whole text begins, and never within a character.</returns>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public int FitEnd(ReadOnlySpan<char> text, int maximumTokens, out int tokenCount, SpecialTokenPolicy? specialTokens = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumTokens);
        Token[] tokens = EncodeWithOffsets(text, specialTokens);
        if (tokens.Length <= maximumTokens)
        {
            tokenCount = tokens.Length;
            return 0;
        }

        for (int i = tokens.Length - maximumTokens; i < tokens.Length; i++)
        {
            // A token that begins within a character would take the half of it with it.
            if (i > 0 && tokens[i - 1].CharEnd > tokens[i].CharStart)
                continue;
            int start = tokens[i].CharStart;
            tokenCount = CountUpTo(text[start..], maximumTokens, specialTokens);
            if (tokenCount <= maximumTokens)
                return start;
        }

        tokenCount = 0;
        return text.Length;
    }

    /// <summary>The beginning of a text that a budget of tokens holds: see <see cref="FitStart"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximumTokens">The budget, at least 0.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    public string TruncateEnd(string text, int maximumTokens, SpecialTokenPolicy? specialTokens = null) => text[..FitStart(text, maximumTokens, out _, specialTokens)];

    /// <summary>The end of a text that a budget of tokens holds: see <see cref="FitEnd"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximumTokens">The budget, at least 0.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    public string TruncateStart(string text, int maximumTokens, SpecialTokenPolicy? specialTokens = null) => text[FitEnd(text, maximumTokens, out _, specialTokens)..];

    /// <summary>Where tokens end that end with a character, in chars, ascending.</summary>
    private static List<int> EndsOf(List<(int Id, Piece Span)> places, ref CharCounter counter)
    {
        var ends = new List<int>(places.Count);
        foreach ((_, Piece span) in places)
        {
            if (counter.CharsWithin(span.End) is var chars && chars == counter.CharsTouchedBy(span.End) && (ends.Count == 0 || chars > ends[^1]))
                ends.Add(chars);
        }

        return ends;
    }
}
