namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>Counts the tokens of a text, without allocating.</summary>
    /// <param name="text">Any chars; a lone surrogate counts as U+FFFD.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>The number of ids <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/> returns.</returns>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public int Count(ReadOnlySpan<char> text, SpecialTokenPolicy? specialTokens = null) => CountUpTo(text, int.MaxValue - 1, specialTokens);

    /// <summary>Counts the tokens of UTF-8, without allocating.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>The number of ids <see cref="EncodeUtf8(ReadOnlySpan{byte}, SpecialTokenPolicy?)"/> returns.</returns>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public int CountUtf8(ReadOnlySpan<byte> text, SpecialTokenPolicy? specialTokens = null) => CountUtf8UpTo(text, int.MaxValue - 1, specialTokens);

    /// <summary>Counts the tokens of a text and stops as soon as there are more than a limit: a check of a budget costs no more than the budget.</summary>
    /// <param name="text">Any chars; a lone surrogate counts as U+FFFD.</param>
    /// <param name="limit">The most tokens worth counting, at least 0.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>The number of tokens, or <paramref name="limit"/> + 1 when there are more than <paramref name="limit"/>.</returns>
    /// <exception cref="SpecialTokenException">What was read contains a special token that the policy does not allow.</exception>
    public int CountUpTo(ReadOnlySpan<char> text, int limit, SpecialTokenPolicy? specialTokens = null)
    {
        TextEncoder encoder = Rent();
        int count = CountUpTo(encoder, encoder.ToUtf8(text), limit, specialTokens);
        Return(encoder);
        return count;
    }

    /// <summary>Counts the tokens of UTF-8 and stops as soon as there are more than a limit.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="limit">The most tokens worth counting, at least 0.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>The number of tokens, or <paramref name="limit"/> + 1 when there are more than <paramref name="limit"/>.</returns>
    /// <exception cref="SpecialTokenException">What was read contains a special token that the policy does not allow.</exception>
    public int CountUtf8UpTo(ReadOnlySpan<byte> text, int limit, SpecialTokenPolicy? specialTokens = null)
    {
        TextEncoder encoder = Rent();
        int count = CountUpTo(encoder, text, limit, specialTokens);
        Return(encoder);
        return count;
    }

    private int CountUpTo(TextEncoder encoder, ReadOnlySpan<byte> text, int limit, SpecialTokenPolicy? specialTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var sink = new CountingSink(Math.Min(limit, int.MaxValue - 1));
        encoder.RunTemplate(text, specialTokens ?? _parts.SpecialTokens, ref sink);
        return (int)Math.Min(sink.Count, limit + 1L);
    }
}
