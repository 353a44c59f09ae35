namespace MathsIA.Tokenization;

/// <summary>Tokens with the bytes of the text that they stand for.</summary>
internal static class PlacedTokens
{
    public static List<(int Id, Piece Place)> Of(Tokenizer tokenizer, ReadOnlySpan<byte> text)
    {
        IReadOnlyList<AddedToken> added = tokenizer.AddedTokens;
        var encoder = new TextEncoder(tokenizer.Parts, new([.. added.Where(token => !token.IsNormalized)]), new([.. added.Where(token => token.IsNormalized)]));
        var tokens = new List<(int Id, Piece Place)>();
        var sink = new TokenSink(tokens, int.MaxValue);
        encoder.Run(text, SpecialTokenPolicy.AsText, ref sink);
        return tokens;
    }
}
